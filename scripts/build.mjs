// `npm run build`: all packages, then what is bundled, then the jobs that come along.
import { spawnSync } from "node:child_process";
import { cpSync, rmSync } from "node:fs";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../", import.meta.url));

const steps = [
  ["node_modules/typescript/bin/tsc", "-b"],
  ["scripts/bundle.mjs", "packages/shell-words", "packages/command-guard"],
  ["packages/plugin-telegram/build.mjs"],
  ["packages/cli/build.mjs"],
];
for (const [script, ...args] of steps) {
  const { status } = spawnSync(process.execPath, [`${root}${script}`, ...args], { cwd: root, stdio: "inherit" });
  if (status !== 0) process.exit(status ?? 1);
}

const jobs = `${root}packages/plugin-scheduler/dist/jobs`;
rmSync(jobs, { recursive: true, force: true });
cpSync(`${root}templates/jobs`, jobs, { recursive: true });
