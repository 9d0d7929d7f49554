import { createKernel, defineConfig, definePlugin } from "@instar/kernel";
import { AsyncSeriesBailHook, AsyncSeriesWaterfallHook } from "tapable";
import { compareCalls } from "./measure.mjs";

const taps = 20;
const session = { id: "s1", driver: "bench" };
const signal = new AbortController().signal;
const toolCall = () => ({ id: "t1", session, cwd: "/", tool: "Bash", input: { command: "true" }, action: { kind: "shell", command: "true" }, signal });
const message = () => ({ key: "k1", from: { id: "u1", trust: "owner" }, address: { channel: "local", conversation: "c1" }, text: "hello", at: 0 });

/** A running house with `taps` taps that look and say nothing, each with its deadline, its name and its checks. */
async function openHouse(hook, handler) {
  const guard = definePlugin({
    api: 1,
    name: "bench",
    guards: ["preToolUse"],
    setup({ hooks }) {
      for (let tap = 0; tap < taps; tap += 1) hooks[hook].tap(`look ${tap}`, handler);
    },
  });
  const kernel = createKernel(defineConfig({ name: "bench", plugins: [guard()] }));
  await kernel.setup();
  await kernel.start();
  return kernel;
}

async function compareHook(hook, makeEvent, handler, bare) {
  const kernel = await openHouse(hook, handler);
  for (let tap = 0; tap < taps; tap += 1) bare.tapPromise(`look ${tap}`, async (event) => handler(event));
  const { oursNs, theirsNs } = await compareCalls(
    () => kernel.hooks[hook].promise(makeEvent()),
    () => bare.promise(makeEvent()),
    { calls: 2_000 },
  );
  await kernel.stop("the bench is over");
  return { value: oursNs / taps / 1_000, unit: "µs a tap", against: "bare tapable, promise taps", ratio: oursNs / theirsNs };
}

export default [
  {
    name: "hooks: a gate of 20 taps",
    budget: { max: 1.5, of: "value" },
    run: () => compareHook("preToolUse", toolCall, () => undefined, new AsyncSeriesBailHook(["event"])),
  },
  {
    name: "hooks: a pipeline of 20 taps",
    budget: { max: 1.5, of: "value" },
    run: () => compareHook("beforeMessage", message, () => undefined, new AsyncSeriesWaterfallHook(["event"])),
  },
  {
    name: "hooks: a gate of 20 taps that await",
    budget: { max: 1.5, of: "value" },
    run: () => compareHook("preToolUse", toolCall, async () => undefined, new AsyncSeriesBailHook(["event"])),
  },
];
