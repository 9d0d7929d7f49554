// `npm run instar -- <command>`: the command line of this checkout, built when it is not, or not any more.
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { buildWhenStale } from "./build-when-stale.mjs";

const root = fileURLToPath(new URL("../", import.meta.url));

buildWhenStale();
const { status } = spawnSync(process.execPath, [join(root, "packages/cli/bin/instar.js"), ...process.argv.slice(2)], { stdio: "inherit" });
process.exit(status ?? 1);
