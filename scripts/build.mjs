// `npm run build`: all packages, then the bundled command line.
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../", import.meta.url));

for (const [script, ...args] of [["node_modules/typescript/bin/tsc", "-b"], ["packages/cli/build.mjs"]]) {
  const { status } = spawnSync(process.execPath, [`${root}${script}`, ...args], { cwd: root, stdio: "inherit" });
  if (status !== 0) process.exit(status ?? 1);
}
