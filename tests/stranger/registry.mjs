// A registry of npm packages on loopback: `node registry.mjs <packed> <work>` prints its address and serves until it is ended.
// Our packages are the tarballs in <packed>. All others are packed again from where npm has put them for this workspace, as they are asked for.
import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, realpathSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const run = promisify(execFile);
const root = fileURLToPath(new URL("../..", import.meta.url));
const [packed, work] = process.argv.slice(2);
if (!packed || !work) throw new Error("Usage: node registry.mjs <folder of tarballs> <folder to work in>");

const fieldsOfAPackument = ["name", "version", "description", "type", "bin", "engines", "os", "cpu", "libc", "instar"];
const fieldsOfDependencies = ["dependencies", "peerDependencies", "peerDependenciesMeta"];
const isInstalled = (name) => existsSync(join(root, "node_modules", name, "package.json"));

/** What is known of each name: a version, its manifest, and how its tarball is got. */
const known = new Map();
const remember = (manifest, tarball) => known.set(manifest.name, [...(known.get(manifest.name) ?? []), { manifest, tarball }]);

for (const file of readdirSync(packed).filter((name) => name.endsWith(".tgz"))) {
  const { stdout } = await run("tar", ["-xzOf", join(packed, file), "package/package.json"]);
  remember(JSON.parse(stdout), async () => join(packed, file));
}
const { packages } = JSON.parse(readFileSync(join(root, "node_modules", ".package-lock.json"), "utf8"));
for (const [place, { link, dev }] of Object.entries(packages)) {
  const file = join(root, place, "package.json");
  const forOursOnly = dev && place.lastIndexOf("node_modules/") > 0;
  if (link || forOursOnly || !place.includes("node_modules/") || !existsSync(file)) continue;
  const manifest = JSON.parse(readFileSync(file, "utf8"));
  remember(manifest, () => packAgain(manifest, realpathSync(join(root, place)), place.replaceAll("/", "_")));
}

const otherPlatform = (path) => basename(dirname(path)) === "prebuilds" && basename(path) !== `${process.platform}-${process.arch}`;
const leftOut = (path) => basename(path) === "node_modules" || /\.map$|binding\.gyp$/.test(path) || otherPlatform(path);

/** As it was published, but for scripts that would run at its installation (what they build is there), for maps of sources and for other platforms. */
async function packAgain(manifest, folder, name) {
  const stage = join(work, name, "package");
  cpSync(folder, stage, { recursive: true, filter: (path) => !leftOut(path) });
  const { scripts, ...rest } = manifest;
  writeFileSync(join(stage, "package.json"), JSON.stringify(rest));
  const tarball = join(work, `${name}.tgz`);
  // Packed without being squeezed: it goes over loopback, once
  await run("tar", ["-cf", tarball, "-C", join(work, name), "package"]);
  return tarball;
}

/** One version as a registry describes it. Builds for other platforms are not there, so they are not promised. */
async function describe({ manifest, tarball }, address) {
  const file = await tarball();
  const integrity = `sha512-${createHash("sha512").update(readFileSync(file)).digest("base64")}`;
  const optional = Object.entries(manifest.optionalDependencies ?? {}).filter(([name]) => isInstalled(name));
  const kept = [...fieldsOfAPackument, ...fieldsOfDependencies].filter((field) => manifest[field] !== undefined);
  return {
    ...Object.fromEntries(kept.map((field) => [field, manifest[field]])),
    dependencies: Object.fromEntries(Object.entries(manifest.dependencies ?? {}).filter(([name]) => !(name in (manifest.optionalDependencies ?? {})))),
    optionalDependencies: Object.fromEntries(optional),
    dist: { tarball: `${address}/-/${encodeURIComponent(file)}`, integrity },
  };
}

const documents = new Map();
function packument(name, address) {
  const versions = known.get(name);
  if (!versions) return undefined;
  if (!documents.has(name)) documents.set(name, Promise.all(versions.map((version) => describe(version, address))));
  return documents.get(name).then((described) => ({
    name,
    "dist-tags": { latest: described[0].version },
    versions: Object.fromEntries(described.map((version) => [version.version, version])),
  }));
}

mkdirSync(work, { recursive: true });
async function serve(request, response) {
  const path = decodeURIComponent((request.url ?? "/").slice(1));
  const answer = (status, body) => response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
  try {
    if (path.startsWith("-//")) return response.writeHead(200, { "content-type": "application/octet-stream" }).end(readFileSync(path.slice(2)));
    const found = await packument(path, `http://${request.headers.host}`);
    return found ? answer(200, found) : answer(404, { error: `The workspace has no package ${path}.` });
  } catch (error) {
    return answer(500, { error: String(error) });
  }
}
const server = createServer((request, response) => void serve(request, response));
server.listen(0, "127.0.0.1", () => console.log(`http://127.0.0.1:${server.address().port}`));
