import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { isolate } from "@instar/isolation";
import { createKernel, isolated } from "@instar/kernel";

const root = fileURLToPath(new URL("..", import.meta.url));
const calls = 4_000;
const session = { id: "s1", driver: "bench" };
const { signal } = new AbortController();
const toolCall = () => ({ id: "t1", session, cwd: "/", tool: "Bash", input: { command: "true" }, action: { kind: "shell", command: "true" }, signal });

/** A running house with one gate in a process of its own, and how long it took to be up. */
async function openHouse() {
  const project = realpathSync(mkdtempSync(join(tmpdir(), "instar-bench-")));
  symlinkSync(join(root, "node_modules"), join(project, "node_modules"));
  mkdirSync(join(project, "plugins"));
  writeFileSync(
    join(project, "plugins", "gate.mjs"),
    `import { writeFileSync } from "node:fs";
import { definePlugin } from "@instar/kernel";
export default definePlugin({ api: 1, name: "gate", guards: ["preToolUse"], setup({ hooks, paths }) {
  writeFileSync(paths.state + "/pid", String(process.pid));
  hooks.preToolUse.tap("look", () => undefined);
} });
`,
  );
  const began = performance.now();
  const plugin = await isolate(isolated("./plugins/gate.mjs"), { project, env: process.env });
  const kernel = createKernel({ name: "bench", plugins: [plugin] }, { project });
  await kernel.setup();
  await kernel.start();
  const readyMs = performance.now() - began;
  const close = async () => {
    await kernel.stop("The bench is over.");
    rmSync(project, { recursive: true, force: true });
  };
  return { kernel, readyMs, pid: Number(readFileSync(join(project, ".instar", "plugins", "gate", "pid"), "utf8")), close };
}

async function measureTap() {
  const { kernel, close } = await openHouse();
  const times = [];
  for (let call = 0; call < calls; call += 1) {
    const began = performance.now();
    await kernel.hooks.preToolUse.promise(toolCall());
    times.push(performance.now() - began);
  }
  await close();
  const sorted = times.slice(calls / 4).sort((one, other) => one - other);
  const at = (share) => sorted[Math.floor(sorted.length * share)];
  return { value: at(0.5), unit: "ms", note: `p50; p99 ${at(0.99).toFixed(2)} ms` };
}

async function measureMemory() {
  const { readyMs, pid, close } = await openHouse();
  const rollup = readFileSync(`/proc/${pid}/smaps_rollup`, "utf8");
  const kilobytes = (name) => Number(new RegExp(`^${name}:\\s+(\\d+)`, "m").exec(rollup)?.[1]);
  const own = kilobytes("Private_Clean") + kilobytes("Private_Dirty");
  await close();
  return {
    value: own / 1_024,
    unit: "MB",
    note: `its own; ${(kilobytes("Rss") / 1_024).toFixed(0)} MB resident with what is shared; up in ${readyMs.toFixed(0)} ms`,
  };
}

export default [
  { name: "isolation: a gate in a process of its own", budget: { max: 0.5, of: "value" }, run: measureTap },
  ...(process.platform === "linux" ? [{ name: "isolation: memory of a plugin's process", budget: { max: 60, of: "value" }, run: measureMemory }] : []),
];
