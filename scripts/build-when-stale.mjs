import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../", import.meta.url));
const newestIn = (folder) => readdirSync(folder).reduce((time, name) => Math.max(time, newest(join(folder, name))), 0);
const newest = (path) => (statSync(path).isDirectory() ? newestIn(path) : statSync(path).mtimeMs);

function isStale() {
  const commands = join(root, "packages/cli/dist/bundle/commands.json");
  if (!existsSync(commands)) return true;
  const packages = readdirSync(join(root, "packages")).map((name) => join(root, "packages", name));
  if (packages.some((folder) => existsSync(join(folder, "src")) && !existsSync(join(folder, "dist")))) return true;
  const sources = packages.flatMap((folder) => [join(folder, "src"), join(folder, "package.json"), join(folder, "build.mjs")]);
  const made = [...sources, join(root, "templates")].filter(existsSync);
  return Math.max(...made.map(newest)) > statSync(commands).mtimeMs;
}

/** Builds everything when it never was built, or when what it is made of is newer, as after `git pull`. Ends the process when that fails. */
export function buildWhenStale() {
  if (!isStale()) return;
  process.stderr.write("Building…\n");
  const { status } = spawnSync(process.execPath, [join(root, "scripts/build.mjs")], { cwd: root, stdio: ["ignore", 2, 2] });
  if (status !== 0) process.exit(status ?? 1);
}
