// `npm run skills`: writes the scripts of the standalone skills that are made from our packages, each in one file that needs nothing else.
// With --check it says which are not what the sources make of them, and writes nothing.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const root = fileURLToPath(new URL("../", import.meta.url));
const scripts = [
  { skill: "command-guard", entry: "packages/command-guard/src/hook-main.ts", outfile: "guard.mjs" },
  { skill: "credential-leak-detector", entry: "packages/plugin-safety/src/scan-main.ts", outfile: "scan.mjs" },
];

const sources = {
  name: "read our packages from their sources",
  setup({ onResolve }) {
    onResolve({ filter: /^@instar\// }, ({ path }) => {
      const [, name, entry = "index"] = path.split("/");
      return { path: join(root, "packages", name, "src", `${entry}.ts`) };
    });
  },
};

/** Of a package that is bundled: its license asks to be named. */
function noticeOf(name) {
  const { license, version } = JSON.parse(readFileSync(join(root, "node_modules", name, "package.json"), "utf8"));
  const text = readFileSync(join(root, "node_modules", name, "LICENSE"), "utf8").trim();
  return [`${name} ${version}, ${license}`, "", ...text.split("\n")].map((line) => ` * ${line}`.trimEnd()).join("\n");
}

async function make({ entry }) {
  const { outputFiles, metafile } = await build({
    absWorkingDir: root,
    entryPoints: [entry],
    outfile: "out.mjs",
    write: false,
    metafile: true,
    bundle: true,
    format: "esm",
    platform: "node",
    target: "node20",
    charset: "utf8",
    legalComments: "none",
    logLevel: "warning",
    plugins: [sources],
  });
  const packages = new Set(Object.keys(metafile.inputs).flatMap((path) => /(?:^|\/)node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(path)?.[1] ?? []));
  const head = ["#!/usr/bin/env node", "/* oxlint-disable */", "// Made from the packages of Instar (MIT): change those, not this file."];
  const notices = [...packages].sort().map((name) => `/*\n${noticeOf(name)}\n */`);
  const code = outputFiles[0].text.replace(/^\/\/ (?:packages|node_modules|\.\.)\/.*\n/gm, "");
  return [...head, ...notices, code].join("\n");
}

const stale = [];
for (const script of scripts) {
  const path = join("skills", script.skill, "scripts", script.outfile);
  const file = join(root, path);
  const made = await make(script);
  const written = (() => {
    try {
      return readFileSync(file, "utf8");
    } catch {
      // Not written yet.
      return undefined;
    }
  })();
  if (written === made) continue;
  stale.push(path);
  if (process.argv.includes("--check")) continue;
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, made);
  process.stdout.write(`Wrote ${path}\n`);
}
if (process.argv.includes("--check") && stale.length > 0) {
  process.stderr.write(`Not what the sources make of them: ${stale.join(", ")}. Run \`npm run skills\`.\n`);
  process.exitCode = 1;
} else if (stale.length === 0) process.stdout.write("The scripts of the skills are what the sources make of them.\n");
