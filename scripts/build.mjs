// `npm run build`: all packages, then the bundled command line.
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../", import.meta.url));

const steps = [["node_modules/typescript/bin/tsc", "-b"], ["packages/cli/build.mjs"]];
for (const [script, ...args] of steps) {
  if (!existsSync(`${root}${script}`)) {
    console.error(`Skipped ${script}: there is no such file.`);
    continue;
  }
  const { status } = spawnSync(process.execPath, [`${root}${script}`, ...args], { cwd: root, stdio: "inherit" });
  if (status !== 0) process.exit(status ?? 1);
}
