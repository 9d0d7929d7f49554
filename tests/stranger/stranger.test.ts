import { execFile, spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, realpathSync, writeFileSync } from "node:fs";
import { readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { parseBlocks } from "../docs/read-blocks.ts";

const run = promisify(execFile);
const root = fileURLToPath(new URL("../..", import.meta.url));
const here = fileURLToPath(new URL(".", import.meta.url));
const scripts = ["gate", "channel", "command", "store"];
const mostLines = 80;

/** A folder of its own for one stranger, with an empty home; all of them share the registry and what npm remembers of it. */
function environmentIn(folder: string, scratch: string, registry: string): NodeJS.ProcessEnv {
  const home = join(folder, "home");
  mkdirSync(home, { recursive: true });
  const npm = { registry, cache: join(scratch, "npm"), prefer_offline: "true", audit: "false", fund: "false", update_notifier: "false" };
  const settings = Object.fromEntries(Object.entries(npm).map(([name, value]) => [`npm_config_${name}`, value]));
  return {
    PATH: process.env["PATH"],
    HOME: home,
    TMPDIR: home,
    NO_COLOR: "1",
    CI: "1",
    kira: join(scratch, "first", "kira"),
    tutorial: join(scratch, "tutorial"),
    ...settings,
  };
}

/** Each code block of the tutorial as a file, in a folder for its part: by the name that the page gives it, or by its place and language. */
function writeTutorial(folder: string): void {
  for (const part of readFileSync(join(root, "docs/tutorial.md"), "utf8")
    .split(/^#{2,3} /m)
    .slice(1)) {
    const [heading = ""] = part.split("\n");
    for (const [at, { file, language, text }] of parseBlocks("docs/tutorial.md", part).entries()) {
      const path = join(folder, heading.toLowerCase().replaceAll(" ", "-"), file ?? `${String(at + 1).padStart(2, "0")}.${language}`);
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, text);
    }
  }
}

async function startRegistry(scratch: string) {
  const packed = join(scratch, "packed");
  mkdirSync(packed);
  await run("npm", ["pack", "--workspaces", "--pack-destination", packed, "--loglevel=error"], { cwd: root });
  const registry = spawn(process.execPath, [join(here, "registry.mjs"), packed, join(scratch, "repacked")], { stdio: ["ignore", "pipe", "inherit"] });
  for await (const url of createInterface({ input: registry.stdout })) return { url, end: () => registry.kill() };
  throw new Error("The registry ended before it said where it is.");
}

describe("with nothing but a registry, in an empty folder with an empty home, a stranger gets to", () => {
  const scratch = realpathSync(mkdtempSync(join(tmpdir(), "instar-stranger-")));
  let registry: Awaited<ReturnType<typeof startRegistry>> | undefined;

  beforeAll(async () => {
    const began = performance.now();
    registry = await startRegistry(scratch);
    writeTutorial(join(scratch, "tutorial"));
    const folder = join(scratch, "first");
    const env = environmentIn(folder, scratch, registry.url);
    await run("npx", ["--yes", "instar", "init", "kira", "--offline", "--yes"], { cwd: folder, env });
    console.log(`a registry, and an agent by \`npx instar init\`: ${seconds(began)} s`);
  }, 180_000);

  // Tens of thousands of files: side by side, and without standing in the way of other hooks
  afterAll(async () => {
    registry?.end();
    const remove = (folder: string) => rm(folder, { recursive: true, force: true, maxRetries: 5 });
    await Promise.all((await readdir(scratch)).map((name) => remove(join(scratch, name))));
    await remove(scratch);
  }, 180_000);

  test.concurrent.for(scripts)(
    "a %s of their own: created, written, tested, packed, added, seen to act, traced and removed",
    { timeout: 300_000 },
    async (script, { signal }) => {
      const file = join(here, `${script}.sh`);
      expect(readFileSync(file, "utf8").split("\n").length).toBeLessThan(mostLines);
      const folder = join(scratch, script);
      const began = performance.now();
      const env = environmentIn(folder, scratch, registry?.url ?? "");
      await run("bash", [file], { cwd: folder, env, signal, maxBuffer: 8_000_000 }).catch((error: { stdout: string; stderr: string }) => {
        throw new Error(`${script}.sh went wrong.\n${error.stdout}\n${error.stderr}`);
      });
      console.log(`${script}.sh: ${seconds(began)} s`);
    },
  );
});

const seconds = (began: number) => ((performance.now() - began) / 1_000).toFixed(1);
