import { lstatSync, readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));

/** What `instar init` installs for this round's plugins; other platforms' optional binaries are left out by npm. */
const asked = ["instar", "@instar/plugin-claude", "@instar/plugin-offline", "zod", "@types/node"];

/** The folder from which `name` is loaded by whoever lives in `from`, as Node looks for it. */
function folderOf(name, from) {
  for (const modules of createRequire(join(from, "index.js")).resolve.paths(name) ?? []) {
    const folder = join(modules, name);
    try {
      return { folder, manifest: JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) };
    } catch {
      // Not here: the next folder upward.
    }
  }
  throw new Error(`${name} is not installed.`);
}

function sizeOf(path, skip, without) {
  const entry = lstatSync(path);
  if (!entry.isDirectory()) return without?.test(path) ? 0 : entry.size;
  return readdirSync(path)
    .filter((name) => !skip.has(name))
    .reduce((sum, name) => sum + sizeOf(join(path, name), new Set(["node_modules"]), without), 0);
}

/** Of our own packages, which `files` leaves out. */
const unpublished = /\.(map|tsbuildinfo)$/;

/** Our own packages as npm would publish them: what `files` names. */
function publishedSize(folder, { files = [] }) {
  return files.filter((name) => !name.startsWith("!")).reduce((sum, name) => sum + sizeOf(join(folder, name), new Set(), unpublished), 0);
}

function measure() {
  const seen = new Map();
  const visit = (name, from) => {
    const { folder, manifest } = folderOf(name, from);
    if (seen.has(`${manifest.name}@${manifest.version}`)) return;
    const ours = manifest.name === "instar" || manifest.name.startsWith("@instar/");
    seen.set(`${manifest.name}@${manifest.version}`, ours ? publishedSize(folder, manifest) : sizeOf(folder, new Set(["node_modules"])));
    for (const dependency of Object.keys({ ...manifest.dependencies, ...(ours ? manifest.peerDependencies : {}) })) visit(dependency, folder);
  };
  for (const name of asked) visit(name, join(root, "packages", "cli"));
  return { packages: seen.size, megabytes: [...seen.values()].reduce((sum, size) => sum + size, 0) / 1e6 };
}

export default [
  { name: "install: packages", budget: { max: 80, of: "value" }, run: () => ({ value: measure().packages, unit: "packages", note: asked.join(", ") }) },
  { name: "install: size", budget: { max: 60, of: "value" }, run: () => ({ value: measure().megabytes, unit: "MB", note: "files, not disk blocks" }) },
];
