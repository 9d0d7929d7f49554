// `npm run lockfile`: names the builds for other platforms in package-lock.json.
// npm leaves out optional packages that its registry does not carry at that moment, and then `npm ci` refuses the lockfile on every machine.
// They are named without integrity; an install on such a platform adds it.
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const file = fileURLToPath(new URL("../package-lock.json", import.meta.url));
const lock = JSON.parse(readFileSync(file, "utf8"));
const systems = ["android", "darwin", "freebsd", "linux", "openharmony", "win32"];

/** What a package is built for, from a name such as `@biomejs/cli-linux-x64-musl`. */
function readPlatform(name) {
  const words = name.split("/").at(-1).split("-");
  const at = words.findIndex((word) => systems.includes(word));
  if (at < 0) throw new Error(`No platform in the name ${name}: run \`npm install\` with a registry that carries it.`);
  const [os, cpu, abi] = words.slice(at);
  return { os, cpu, ...(os === "linux" && abi ? { libc: abi.startsWith("musl") ? "musl" : "glibc" } : {}) };
}

let added = 0;
for (const [path, entry] of Object.entries(lock.packages)) {
  for (const [name, version] of Object.entries(entry.optionalDependencies ?? {})) {
    const places = [`${path}/node_modules/${name}`, `node_modules/${name}`];
    if (places.some((place) => lock.packages[place])) continue;
    const { os, cpu, libc } = readPlatform(name);
    lock.packages[`node_modules/${name}`] = {
      version,
      cpu: [cpu],
      ...(entry.dev ? { dev: true } : {}),
      ...(libc ? { libc: [libc] } : {}),
      optional: true,
      os: [os],
    };
    added += 1;
  }
}
lock.packages = Object.fromEntries(Object.entries(lock.packages).sort(([one], [other]) => one.localeCompare(other, "en")));
writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`);
console.log(`package-lock.json: ${added} added`);
