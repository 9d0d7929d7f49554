// `npm run packages`: packs every package as npm would and looks at what a stranger would receive.
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { isBuiltin } from "node:module";
import { tmpdir } from "node:os";
import { join, posix } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build } from "esbuild";
import { publint } from "publint";
import { formatMessage } from "publint/utils";

const root = fileURLToPath(new URL("../", import.meta.url));
const scratch = mkdtempSync(join(tmpdir(), "instar-packages-"));
const npm = process.platform === "win32" ? "npm.cmd" : "npm";
const found = [];

// All in one call: npm takes longer to begin than to pack
const packing = spawnSync(npm, ["pack", "--workspaces", "--json", "--ignore-scripts", "--pack-destination", scratch], { cwd: root, encoding: "utf8" });
if (packing.status !== 0) {
  console.error(`npm pack failed: ${packing.stderr.trim()}`);
  process.exit(1);
}
const packed = new Map(Object.values(JSON.parse(packing.stdout)).map((tarball) => [tarball.name, tarball]));

const folders = readdirSync(join(root, "packages")).filter((name) => existsSync(join(root, "packages", name, "package.json")));
for (const name of folders) {
  const folder = join(root, "packages", name);
  const manifest = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  if (manifest.private) continue;
  const report = (sentence) => found.push(`${manifest.name}: ${sentence}`);

  const { files, filename, unpackedSize } = packed.get(manifest.name);
  const paths = files.map((file) => file.path);

  for (const path of paths) if (/^(src|test)\/|\.test\.|\.tsbuildinfo$|^tsconfig|\.map$/.test(path)) report(`${path} must not be shipped.`);
  for (const target of targetsOf(manifest)) if (!paths.includes(target)) report(`${target} is promised by package.json and is not in the package.`);
  if (!paths.includes("README.md")) report("README.md is missing.");
  for (const key of ["description", "license", "engines", "version"]) if (!manifest[key]) report(`package.json has no ${key}.`);
  for (const [dependency, range] of Object.entries({ ...manifest.dependencies, ...manifest.peerDependencies }))
    if (/^(file|link|workspace|git)/.test(String(range))) report(`${dependency} is named as ${range}, which nobody else can install.`);

  for (const line of await lookForImports(folder, manifest, paths)) report(line);

  const { messages } = await publint({ pack: { tarball: await new Blob([readFileSync(join(scratch, filename))]).arrayBuffer() }, strict: true });
  for (const message of messages) {
    // What a template writes is the root of somebody else's package, and nobody imports it from ours.
    if (message.code === "NESTED_PACKAGE_JSON_FIELD_IGNORED" && /\/templates\//.test(JSON.stringify(message.args))) continue;
    const line = formatMessage(message, manifest, { color: false }) ?? message.code;
    if (message.type === "error" || message.type === "warning") report(line);
    else console.log(`  (${manifest.name}: ${line})`);
  }
  if (manifest.instar?.plugin) for (const line of await compareDefinition(folder, manifest)) report(line);
  console.log(`${manifest.name} ${manifest.version}: ${paths.length} files, ${(unpackedSize / 1024).toFixed(0)} kB`);
}
rmSync(scratch, { recursive: true, force: true });

if (found.length > 0) {
  console.error(`\n${found.join("\n")}`);
  process.exit(1);
}
console.log(`${folders.length} packages look as they should.`);

/** The files of a plugin's commands; those of `exports` and `bin` are publint's business. */
function targetsOf(manifest) {
  return Object.values(manifest.instar?.commands ?? {}).map((command) => command.file.replace(/^\.\//, ""));
}

/** What the packed files import must be packed, too, or be installed with them. */
async function lookForImports(folder, manifest, paths) {
  const packed = new Set(paths);
  const installed = new Set([manifest.name, ...Object.keys({ ...manifest.dependencies, ...manifest.peerDependencies })]);
  const ours = paths.filter((path) => !/(^|\/)templates\//.test(path));
  const [code, types] = [ours.filter((path) => /\.m?js$/.test(path)), ours.filter((path) => path.endsWith(".d.ts"))];
  const imports = [...(await importsOfCode(folder, code)), ...types.flatMap((path) => importsOfTypes(folder, path))];
  const isThere = ({ path, specifier }) => {
    if (!specifier.startsWith(".")) return isBuiltin(specifier) || installed.has(specifier.split("/", specifier.startsWith("@") ? 2 : 1).join("/"));
    const file = posix.join(posix.dirname(path), specifier);
    return path.endsWith(".d.ts") ? packed.has(file.replace(/(\.d)?\.[jt]s$/, ".d.ts")) : packed.has(file);
  };
  return [...new Set(imports.filter((each) => !isThere(each)).map(({ path, specifier }) => `${path} imports ${specifier}, which a stranger does not have.`))];
}

async function importsOfCode(folder, entryPoints) {
  const found = [];
  const record = ({ path: specifier, importer, kind }) => {
    if (kind === "entry-point") return undefined;
    if (kind !== "require-call") found.push({ path: posix.relative(folder, importer), specifier });
    return { path: specifier, external: true };
  };
  const plugins = [{ name: "record imports", setup: ({ onResolve }) => onResolve({ filter: /^/ }, record) }];
  await build({ absWorkingDir: folder, entryPoints, outdir: scratch, bundle: true, write: false, format: "esm", logLevel: "error", plugins });
  return found;
}

function importsOfTypes(folder, path) {
  const text = readFileSync(join(folder, path), "utf8").replace(/\/\*[\s\S]*?\*\//g, "");
  return [...text.matchAll(/\b(?:from|import)\s*\(?\s*"([@.\w][^"\s]*)"/g)].map(([, specifier]) => ({ path, specifier }));
}

/** The `instar` key lets the command line list a plugin without running it; so it must tell the truth. */
async function compareDefinition(folder, manifest) {
  const entry = join(folder, "dist/index.js");
  if (!existsSync(entry)) return ["dist/index.js is missing: build first."];
  const { default: factory } = await import(pathToFileURL(entry).href);
  if (typeof factory !== "function") return ["the default export is no plugin factory."];
  const definition = readDefinition(factory);
  if (!definition) return [];
  const idsOf = (tokens) => tokens.map((token) => (token.kind === "optional" ? `${token.token.id}?` : token.id)).sort();
  const claims = {
    plugin: [manifest.instar.plugin, definition.name],
    provides: [[...(manifest.instar.provides ?? [])].sort(), idsOf(definition.provides ? [definition.provides] : [])],
    needs: [[...(manifest.instar.needs ?? [])].sort(), idsOf(Object.values(definition.needs ?? {}))],
    guards: [[...(manifest.instar.guards ?? [])].sort(), [...(definition.guards ?? [])].sort()],
  };
  return Object.entries(claims)
    .filter(([, [written, real]]) => JSON.stringify(written) !== JSON.stringify(real))
    .map(([key, [written, real]]) => `instar.${key} says ${JSON.stringify(written)}, the plugin says ${JSON.stringify(real)}.`);
}

/** A factory only wraps its input; options are validated later, by the kernel. */
function readDefinition(factory) {
  try {
    return factory({})?.definition;
  } catch {
    // A factory that looks at its options itself is compared by its own describePlugin suite.
    return undefined;
  }
}
