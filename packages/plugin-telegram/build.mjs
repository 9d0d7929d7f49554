// Puts what is used of grammY into dist/grammy.js, over the compiler's output: whoever installs this plugin is spared the ten packages of which it runs one.
import { readFileSync, renameSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const here = fileURLToPath(new URL(".", import.meta.url));
const client = createRequire(fileURLToPath(import.meta.resolve("grammy/web")));
const { version } = client("../package.json");

const {
  outputFiles: [bundled],
} = await build({
  absWorkingDir: here,
  entryPoints: ["src/grammy.ts"],
  bundle: true,
  write: false,
  format: "esm",
  platform: "node",
  target: "node20.19",
  // A log within it looks there for its settings, and newer Nodes warn of whoever looks
  define: { localStorage: "undefined" },
  banner: { js: `// grammY ${version}, https://grammy.dev: its client. The licence is in grammy-license.txt.` },
  logLevel: "warning",
});

const licences = ["../LICENSE", "debug/LICENSE", "ms/license.md"].map((file) => readFileSync(client.resolve(file), "utf8").trim());
const licence = `grammy.js is made from grammY ${version} (https://github.com/grammyjs/grammY), which holds parts of debug and ms, of the Deno standard library
(Copyright the Deno authors, MIT License) and of process (Copyright (c) 2013 Roman Shtylman, MIT License).

${licences.join("\n\n---\n\n")}
`;

/** Replaced whole, and left alone when it is there already: somebody may be loading or packing it. */
function write(name, text) {
  const file = join(here, "dist", name);
  if (textOf(file) === text) return;
  const beside = join(here, "dist", `.${name}-${process.pid}`);
  writeFileSync(beside, text);
  renameSync(beside, file);
}

function textOf(file) {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    if (error.code === "ENOENT") return undefined;
    throw error;
  }
}

write("grammy.js", bundled.text);
write("grammy-license.txt", licence);
