import { spawnSync } from "node:child_process";
import { lstatSync, readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));

/** What `instar init` installs; other platforms' optional binaries are left out by npm. */
const newAgent = ["instar", "@instar/plugin-claude", "@instar/plugin-offline", "@instar/plugin-safety", "zod", "@types/node"];

/** An agent that is spoken to from a phone and works by itself. */
const phoneAndJobs = ["instar", "@instar/plugin-claude", "@instar/plugin-telegram", "@instar/plugin-scheduler", "@instar/plugin-safety"];

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

function sizeOf(path) {
  const entry = lstatSync(path);
  if (!entry.isDirectory()) return entry.size;
  return readdirSync(path)
    .filter((name) => name !== "node_modules")
    .reduce((sum, name) => sum + sizeOf(join(path, name)), 0);
}

/** Our own packages as npm would publish them: the bytes of each, by its name. */
function readPublishedSizes() {
  const npm = process.platform === "win32" ? "npm.cmd" : "npm";
  const { status, stdout, stderr } = spawnSync(npm, ["pack", "--workspaces", "--dry-run", "--json", "--ignore-scripts"], { cwd: root, encoding: "utf8" });
  if (status !== 0) throw new Error(`npm pack failed: ${stderr.trim()}`);
  return new Map(Object.values(JSON.parse(stdout)).map(({ name, unpackedSize }) => [name, unpackedSize]));
}

let published;

function measure(asked) {
  published ??= readPublishedSizes();
  const seen = new Map();
  const visit = (name, from) => {
    const { folder, manifest } = folderOf(name, from);
    const { version, dependencies, peerDependencies } = manifest;
    if (seen.has(`${name}@${version}`)) return;
    seen.set(`${name}@${version}`, published.get(name) ?? sizeOf(folder));
    for (const dependency of Object.keys({ ...dependencies, ...(published.has(name) ? peerDependencies : {}) })) visit(dependency, folder);
  };
  for (const name of asked) visit(name, join(root, "packages", "cli"));
  return { packages: seen.size, megabytes: [...seen.values()].reduce((sum, size) => sum + size, 0) / 1e6 };
}

const rows = (of, asked) => [
  {
    name: `install: packages of ${of}`,
    budget: { max: 80, of: "value" },
    run: () => ({ value: measure(asked).packages, unit: "packages", note: asked.join(", ") }),
  },
  {
    name: `install: size of ${of}`,
    budget: { max: 60, of: "value" },
    run: () => ({ value: measure(asked).megabytes, unit: "MB", note: "files, not disk blocks" }),
  },
];

export default [...rows("a new agent", newAgent), ...rows("one with Telegram and jobs", phoneAndJobs)];
