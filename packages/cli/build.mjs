// Bundles the command line into dist/bundle: one entry, chunks for what a command needs, and commands.json, which lists the
// commands as data so that help loads none of them. Packages that must be one (the kernel, the plugins) stay outside.
import { cpSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build } from "esbuild";

const here = fileURLToPath(new URL(".", import.meta.url));
const bundle = join(here, "dist", "bundle");
/** Built beside and renamed at the end: who runs a command meanwhile has the former one. */
const out = join(here, "dist", `.bundle-${process.pid}`);
const { version } = JSON.parse(readFileSync(join(here, "package.json"), "utf8"));
const commandFiles = readdirSync(join(here, "src", "commands")).filter((name) => name.endsWith(".ts"));

/** These hold no state and stand on nothing, so a copy does no harm and saves loading the kernel. */
const copied = /^@instar\/(kernel\/(command|nearest)|command-guard\/owner-verbs|plugin-access\/(owner-token|tokens))$/;

rmSync(out, { recursive: true, force: true });
mkdirSync(out, { recursive: true });
await build({
  absWorkingDir: here,
  entryPoints: {
    main: "src/main.ts",
    daemon: "src/daemon-process.ts",
    watchdog: "src/daemon/watchdog-worker.ts",
    check: "src/check-process.ts",
    complete: "src/completion/complete.ts",
    "detect-claude": "src/init/detect-claude.ts",
    ...Object.fromEntries(commandFiles.map((name) => [`commands/${name.slice(0, -3)}`, `src/commands/${name}`])),
  },
  outdir: out,
  entryNames: "[dir]/[name]",
  chunkNames: "chunks/[name]-[hash]",
  bundle: true,
  splitting: true,
  format: "esm",
  platform: "node",
  target: "node20.19",
  minifySyntax: true,
  minifyWhitespace: true,
  legalComments: "none",
  logLevel: "warning",
  // Commands are found by a path that is only known at run time, and oclif requires its package.json.
  banner: {
    js: 'import { createRequire as __createRequire } from "node:module"; import { fileURLToPath as __toPath } from "node:url"; import { dirname as __folderOf } from "node:path"; const require = __createRequire(import.meta.url); const __filename = __toPath(import.meta.url); const __dirname = __folderOf(__filename);',
  },
  plugins: [
    {
      name: "keep shared packages outside",
      setup({ onResolve }) {
        onResolve({ filter: /^@instar\// }, ({ path }) => (copied.test(path) ? undefined : { path, external: true }));
      },
    },
    {
      name: "know the version and the folder",
      setup({ onLoad }) {
        onLoad({ filter: /[/\\]src[/\\]bundle-folder\.ts$/ }, () => ({
          contents:
            'const here = new URL(".", import.meta.url); export const bundleFolder = /\\/(chunks|commands)\\/$/.test(here.href) ? new URL("../", here) : here;',
          loader: "js",
        }));
        onLoad({ filter: /[/\\]src[/\\]version\.ts$/ }, () => ({ contents: `export const version = ${JSON.stringify(version)};`, loader: "js" }));
      },
    },
  ],
});

writeFileSync(join(out, "version"), `${version}\n`);
const templates = fileURLToPath(new URL("../../templates/", import.meta.url));
// Jobs come along with the scheduler.
cpSync(templates, join(out, "templates"), { recursive: true, filter: (path) => path !== join(templates, "jobs") });

// A new agent and a new plugin are developed with the tools that this Instar is developed with.
const workspace = JSON.parse(readFileSync(fileURLToPath(new URL("../../package.json", import.meta.url)), "utf8")).devDependencies;
const tools = ["@types/node", "publint", "typescript", "vitest", "zod"].map((name) => [name, workspace[name]]);
writeFileSync(join(out, "templates", "versions.json"), `${JSON.stringify(Object.fromEntries(tools))}\n`);

const commands = [];
for (const name of commandFiles) {
  const file = `./commands/${name.slice(0, -3)}.js`;
  const { default: command } = await import(pathToFileURL(join(out, file)).href);
  const { summary, args, flags } = command;
  if (!summary) throw new Error(`${name} has no summary.`);
  commands.push({ id: name.slice(0, -3).replaceAll("-", " "), summary, file, ...(args ? { args } : {}), ...(flags ? { flags } : {}) });
}
writeFileSync(join(out, "commands.json"), `${JSON.stringify(commands)}\n`);

const former = join(here, "dist", `.former-${process.pid}`);
try {
  renameSync(bundle, former);
} catch (error) {
  if (error.code !== "ENOENT") throw error;
}
renameSync(out, bundle);
rmSync(former, { recursive: true, force: true });
