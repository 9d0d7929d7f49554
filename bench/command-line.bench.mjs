import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { withFolder } from "./agent-folder.mjs";
import { compareProcesses } from "./measure.mjs";

const instar = fileURLToPath(new URL("../packages/cli/bin/instar.js", import.meta.url));
const nothing = [process.execPath, ["-e", "0"]];
const against = "node -e 0";

/** An empty folder and an empty home, as on a stranger's machine. */
function start(...args) {
  const home = mkdtempSync(join(tmpdir(), "instar-bench-"));
  return compareProcesses([process.execPath, [instar, ...args], { cwd: home, env: { ...process.env, HOME: home } }], nothing);
}

export default [
  {
    name: "cli: --version",
    budget: { max: 1.5, of: "ratio" },
    run() {
      const { oursMs, theirsMs } = start("--version");
      return { value: oursMs, unit: "ms", against, ratio: oursMs / theirsMs };
    },
  },
  {
    name: "cli: --help, beyond an empty process",
    budget: { max: 120, of: "value" },
    run() {
      const { oursMs, theirsMs } = start("--help");
      return { value: oursMs - theirsMs, unit: "ms", against, ratio: oursMs / theirsMs };
    },
  },
  {
    name: "cli: a command that reads the config, beyond an empty process",
    budget: { max: 350, of: "value" },
    run: () =>
      withFolder(async ({ folder, env }) => {
        const { oursMs, theirsMs } = compareProcesses([process.execPath, [instar, "config", "show"], { cwd: folder, env }], nothing);
        return { value: oursMs - theirsMs, unit: "ms", against, ratio: oursMs / theirsMs, note: "warm" };
      }),
  },
];
