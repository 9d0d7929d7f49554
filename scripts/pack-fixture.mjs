// `node scripts/pack-fixture.mjs <folder>`: packs a plugin of tests/fixtures/packed/src as it is now, to be kept. What was packed once is never replaced.
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";

const packed = fileURLToPath(new URL("../tests/fixtures/packed/", import.meta.url));
const folder = join(packed, "src", basename(process.argv[2] ?? "."));
if (!existsSync(join(folder, "package.json"))) {
  console.error("Name a folder of tests/fixtures/packed/src.");
  process.exit(2);
}
const { name, version } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
const tarball = join(packed, `${name}-${version}.tgz`);
if (existsSync(tarball)) {
  console.error(`${tarball} is kept as it was packed. Give the new one another name or version in ${join(folder, "package.json")}.`);
  process.exit(1);
}
const { status } = spawnSync("npm", ["pack", "--ignore-scripts", "--loglevel=error", "--pack-destination", packed], { cwd: folder, stdio: "inherit" });
process.exit(status ?? 1);
