import { createKernel, defineConfig, definePlugin } from "@instar/kernel";
import { Lifecycle } from "@instar/kernel/contracts";
import { percentile } from "./measure.mjs";

const gates = 20;
const calls = 2_000;

/** What a driver waits for before a tool may start: the decision over 20 gates that look and say nothing, half of them asynchronously. */
async function measure() {
  let lifecycle;
  const guards = definePlugin({
    api: 1,
    name: "bench",
    guards: ["preToolUse"],
    needs: { lifecycle: Lifecycle },
    setup({ hooks, services }) {
      ({ lifecycle } = services);
      for (let gate = 0; gate < gates; gate += 1) hooks.preToolUse.tap(`look ${gate}`, gate % 2 === 0 ? () => undefined : async () => undefined);
    },
  });
  const kernel = createKernel(defineConfig({ name: "bench", plugins: [guards()] }));
  await kernel.setup();
  await kernel.start();
  const session = { id: "s1", driver: "bench" };
  const signal = new AbortController().signal;
  const times = [];
  for (let call = 0; call < calls; call += 1) {
    const command = `echo ${call}`;
    const began = performance.now();
    const { allow } = await lifecycle.decide({
      id: `t${call}`,
      session,
      cwd: "/",
      tool: "Bash",
      input: { command },
      action: { kind: "shell", command },
      signal,
    });
    times.push(performance.now() - began);
    if (!allow) throw new Error("A gate that says nothing has denied.");
  }
  await kernel.stop("the bench is over");
  return times;
}

const bench = (name, share, max) => ({
  name: `tool call: our share with ${gates} gates, ${name}`,
  budget: { max, of: "value" },
  run: async () => ({ value: percentile(await measure(), share), unit: "ms" }),
});

export default [bench("median", 0.5, 1), bench("99 of 100", 0.99, 10)];
