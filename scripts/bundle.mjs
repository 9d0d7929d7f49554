// `node scripts/bundle.mjs packages/name ...`: writes the entries of a library that its package.json exports from dist/bundle, each with what they
// share in chunks: hundreds of small files take twice as long to load. Other packages stay outside.
import { mkdirSync, readFileSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const root = fileURLToPath(new URL("../", import.meta.url));

async function bundle(folder) {
  const { exports } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  const names = Object.values(exports).flatMap(({ default: file }) => /^\.\/dist\/bundle\/([\w-]+)\.js$/.exec(file)?.[1] ?? []);
  const out = join(folder, "dist", "bundle");
  // Built beside and renamed at the end: who loads it meanwhile has the former one.
  const beside = join(folder, "dist", `.bundle-${process.pid}`);
  rmSync(beside, { recursive: true, force: true });
  mkdirSync(beside, { recursive: true });
  await build({
    absWorkingDir: folder,
    entryPoints: names.map((name) => `src/${name}.ts`),
    outdir: beside,
    chunkNames: "[name]-[hash]",
    bundle: true,
    splitting: true,
    packages: "external",
    format: "esm",
    platform: "node",
    target: "node20.19",
    sourcemap: true,
    logLevel: "warning",
  });
  rmSync(out, { recursive: true, force: true });
  renameSync(beside, out);
}

await Promise.all(process.argv.slice(2).map((name) => bundle(join(root, name))));
