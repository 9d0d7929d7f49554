// The error codes of all packages as a page.
import { readdirSync, readFileSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const root = fileURLToPath(new URL("../../", import.meta.url));

/** Sources that hold a catalogue, the definition of `defineErrors` aside. */
function findCatalogues() {
  const packages = readdirSync(join(root, "packages"));
  const sources = packages.flatMap((name) => {
    try {
      return readdirSync(join(root, "packages", name, "src"), { recursive: true, withFileTypes: true });
    } catch {
      // A package without sources has no errors.
      return [];
    }
  });
  return sources
    .filter((entry) => entry.isFile() && entry.name.endsWith(".ts"))
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name))
    .filter((file) => /= defineErrors\(/.test(readFileSync(file, "utf8")))
    .sort();
}

/** Loads one file with a `defineErrors` that hands over what it is given. */
async function readCatalogues(file) {
  const recorder = {
    name: "record catalogues",
    setup(builder) {
      const recorded = "module.exports = { defineErrors: (prefix, entries) => { globalThis.recordErrors(prefix, entries); return {}; } };";
      builder.onResolve({ filter: /^@instar\/kernel(\/\w+)?$|\/errors\.ts$/ }, ({ path, importer, resolveDir }) => {
        const isKernel = path.startsWith("@instar/kernel") || join(resolveDir, path) === join(root, "packages/kernel/src/errors.ts");
        return importer && isKernel ? { path: "defineErrors", namespace: "recorder" } : undefined;
      });
      builder.onLoad({ filter: /.*/, namespace: "recorder" }, () => ({ contents: recorded, loader: "js" }));
      // Nothing but the catalogue is to run: libraries are hollow, and our other files are dropped unless its sentences use them.
      builder.onResolve({ filter: /^[^./]/ }, ({ path, importer }) => (importer ? { path, namespace: "hollow", sideEffects: false } : undefined));
      builder.onLoad({ filter: /.*/, namespace: "hollow" }, () => ({
        contents: "module.exports = new Proxy({}, { get: () => () => undefined });",
        loader: "js",
      }));
      builder.onResolve({ filter: /^\./ }, ({ path, resolveDir }) => ({ path: join(resolveDir, path), sideEffects: false }));
    },
  };
  const source = readFileSync(file, "utf8");
  const names = [...source.matchAll(/const (\w+) = defineErrors\(/g)].map((match) => match[1]);
  const contents = `${source.replace(/^export (?!type \{|\{|\*|default)/gm, "")}\nexport { ${names.join(", ")} };\n`;
  const { outputFiles } = await build({
    stdin: { contents, loader: "ts", sourcefile: file, resolveDir: join(file, "..") },
    bundle: true,
    write: false,
    format: "esm",
    platform: "node",
    treeShaking: true,
    logLevel: "silent",
    plugins: [recorder],
  });
  const found = [];
  globalThis.recordErrors = (prefix, entries) => found.push({ prefix, entries });
  await import(`data:text/javascript;base64,${Buffer.from(outputFiles[0].text).toString("base64")}`);
  return found;
}

/** Stands for any argument: it reads as `‹name›` wherever a sentence mentions it. */
function placeholder(name) {
  const shown = `‹${name}›`;
  return new Proxy(() => shown, {
    get: (_, key) => {
      if (key === Symbol.toPrimitive || key === "toString" || key === "valueOf") return () => shown;
      if (key === Symbol.iterator) return () => [shown][Symbol.iterator]();
      if (key === "length") return 2;
      if (["join", "toFixed", "toISOString", "toLocaleString", "trim", "slice", "toUpperCase"].includes(String(key))) return () => shown;
      if (["map", "filter", "sort", "flatMap"].includes(String(key))) return () => placeholder(name);
      return placeholder(String(key));
    },
    apply: () => shown,
  });
}

function describe(prefix, key, entry) {
  const names = (/^\s*(?:async\s*)?\(?([^)=]*)\)?\s*=>/.exec(entry.toString())?.[1] ?? "")
    .split(",")
    .map((name) => name.replace(/[^\w].*$/s, "").trim() || name.replace(/\W/g, ""));
  try {
    const { message, hint } = entry(...names.map((name) => placeholder(name || "value")));
    return { code: `${prefix}_${key}`, message: `${message}`, hint: hint === undefined ? "" : `${hint}` };
  } catch {
    // A sentence that computes with its arguments has no general form.
    return { code: `${prefix}_${key}`, message: "(depends on what happened)", hint: "" };
  }
}

/** Arithmetic with a placeholder gives NaN. */
const cell = (text) =>
  text
    .replaceAll("NaN", "‹n›")
    .replaceAll("|", "\\|")
    .replaceAll("<", "&lt;")
    .replaceAll(/\s*\n\s*/g, " ");

/** `docs/errors.md`. */
export async function renderErrors() {
  const sections = new Map();
  for (const file of findCatalogues()) {
    const room = relative(join(root, "packages"), file).split(sep)[0];
    const { name } = JSON.parse(readFileSync(join(root, "packages", room, "package.json"), "utf8"));
    for (const { prefix, entries } of await readCatalogues(file)) {
      const rows = Object.entries(entries).map(([key, entry]) => describe(prefix, key, entry));
      sections.set(name, [...(sections.get(name) ?? []), ...rows]);
    }
  }
  const body = [...sections]
    .sort(([one], [other]) => one.localeCompare(other))
    .map(([name, rows]) => {
      const lines = rows
        .sort((one, other) => one.code.localeCompare(other.code))
        .map(({ code, message, hint }) => `| \`${code}\` | ${cell(message)} | ${cell(hint)} |`);
      return `## ${name}\n\n| code | what happened | what to do |\n|---|---|---|\n${lines.join("\n")}\n`;
    });
  const head =
    "# Error codes\n\nCodes are permanent; wording may improve. `InstarError.is(error, code)` recognises one, also across duplicate installs.\nThis page is written by `npm run docs` from the packages' catalogues.\n";
  return `${head}\n${body.join("\n")}`;
}
