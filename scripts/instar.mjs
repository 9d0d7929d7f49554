// `npm run instar -- <command>`: the command line of this checkout, built when it never was.
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../", import.meta.url));

if (!existsSync(join(root, "packages/cli/dist/bundle/commands.json"))) {
  process.stderr.write("Building…\n");
  const { status } = spawnSync(process.execPath, [join(root, "scripts/build.mjs")], { cwd: root, stdio: ["ignore", 2, 2] });
  if (status !== 0) process.exit(status ?? 1);
}
const { status } = spawnSync(process.execPath, [join(root, "packages/cli/bin/instar.js"), ...process.argv.slice(2)], { stdio: "inherit" });
process.exit(status ?? 1);
