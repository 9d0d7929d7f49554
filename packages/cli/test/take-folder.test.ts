import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { takeFolder } from "../src/daemon/take-folder.ts";
import { findHolder } from "../src/project/find-holder.ts";
import { projectPaths } from "../src/project/project-paths.ts";

const store = fileURLToPath(new URL("../../plugin-store/dist/index.js", import.meta.url));

/** A folder whose lock another process has, while the files beside it name `named`. */
async function heldFolder(named: (holder: number) => number) {
  const project = mkdtempSync(join(tmpdir(), "instar-held-"));
  const paths = projectPaths(project);
  mkdirSync(paths.home);
  const script = `import { openLock } from ${JSON.stringify(store)}; await openLock(${JSON.stringify(paths.lock)}); console.log("held"); setInterval(() => {}, 1_000);`;
  const child = spawn(process.execPath, ["--input-type=module", "-e", script], { stdio: ["ignore", "pipe", "inherit"] });
  const ended = once(child, "exit");
  await once(child.stdout, "data");
  const pid = named(child.pid as number);
  writeFileSync(`${paths.lock}.holder.json`, JSON.stringify({ pid, startedAt: 1 }));
  writeFileSync(paths.run, JSON.stringify({ pid, startedAt: 1, socket: "", version: "1", name: "kira" }));
  const end = async () => {
    child.kill("SIGKILL");
    await ended;
  };
  return {
    project,
    paths,
    end,
    async [Symbol.asyncDispose]() {
      await end();
      rmSync(project, { recursive: true, force: true });
    },
  };
}

test("an agent that lives and holds its folder is found, and no second one begins", async () => {
  await using held = await heldFolder((holder) => holder);
  expect(await findHolder(held.paths)).toBe(JSON.parse(readFileSync(held.paths.run, "utf8")).pid);
  await expect(takeFolder(held.project)).rejects.toMatchObject({ code: "CLI_ALREADY_RUNNING" });
});

test("who holds the folder of a killed agent for a moment is not taken for it: a start waits, and nobody is found", async () => {
  const { pid: dead } = spawnSync(process.execPath, ["-e", "0"]);
  await using held = await heldFolder(() => dead);
  expect(await findHolder(held.paths)).toBeUndefined();
  const taking = takeFolder(held.project);
  await new Promise((resolve) => setTimeout(resolve, 100)); // another process holds it, on the real clock
  await held.end();
  await (await taking)[Symbol.asyncDispose]();
});
