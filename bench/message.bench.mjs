import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createKernel, defineConfig, definePlugin } from "@instar/kernel";
import { Channels, SessionDrivers, Store } from "@instar/kernel/contracts";
import access from "@instar/plugin-access";
import conversations from "@instar/plugin-conversations";
import sessions from "@instar/plugin-sessions";
import store from "@instar/plugin-store";
import { percentile } from "./measure.mjs";

const messages = 300;
const warmUp = 30;

/** The real store; what the way of a message commits is counted. A session saves its figures besides, at most once a second and off that way. */
function countingStore(count) {
  const { definition } = store();
  return definePlugin({
    ...definition,
    provides: Store,
    async setup(context) {
      const provide = await definition.setup(context);
      return (consumer) => {
        const inner = provide(consumer);
        const commit = (ops) => {
          if (consumer === "conversations") count();
          return inner.commit(ops);
        };
        return { ...inner, commit };
      };
    },
  })();
}

/** An agent and a channel that take no time and tell when they were reached. */
function createEdges() {
  const at = {};
  let sink;
  let reached;
  const driver = {
    id: "bench",
    preference: 1,
    features: new Set(["inputIds"]),
    async spawn(spec, host) {
      await host.emit({ type: "snapshot", snapshot: { driver: "bench", version: 1, data: spec.ref.id } });
      return {
        ref: spec.ref,
        phase: "idle",
        async send({ id, text }) {
          at.driver = performance.now();
          setImmediate(() => {
            at.answer = performance.now();
            void host.emit({ type: "turn-end", inputs: [id], outcome: "done", text });
          });
        },
        interrupt: async () => {},
        capture: async () => "",
        stop: async () => undefined,
        async [Symbol.asyncDispose]() {},
      };
    },
    inspect: async () => "absent",
    reap: async () => {},
  };
  const channel = {
    id: "bench-chat",
    async open(opened) {
      sink = opened;
      return { async [Symbol.asyncDispose]() {} };
    },
    plan: ({ text }) => [{ index: 0, body: text }],
    async send() {
      at.channel = performance.now();
      setImmediate(reached);
      return { ref: "1" };
    },
    async typing() {},
  };
  const plugin = definePlugin({
    api: 1,
    name: "bench-chat",
    setup({ contribute }) {
      contribute(SessionDrivers, driver);
      contribute(Channels, channel);
    },
  });
  return {
    plugin: plugin(),
    /** One message and its answer: our share of it in ms. */
    async exchange(key) {
      const shown = new Promise((resolve) => {
        reached = resolve;
      });
      const began = performance.now();
      await sink.receive({ key, from: { id: "owner" }, address: { channel: "bench-chat", conversation: "main" }, text: "hello", at: Date.now() });
      await shown;
      return at.driver - began + (at.channel - at.answer);
    },
  };
}

/** Waits until what follows the answer (the part is delivered) is on disk, too. */
const quiet = () => new Promise((resolve) => setTimeout(resolve, 5));

let measured;

/** Every figure comes from one run. */
async function measure() {
  const folder = mkdtempSync(join(tmpdir(), "instar-bench-message-"));
  let commits = 0;
  const edges = createEdges();
  const plugins = [countingStore(() => (commits += 1)), access({ owners: ["bench-chat:owner"] }), sessions(), conversations(), edges.plugin];
  const kernel = createKernel(defineConfig({ name: "bench", plugins }), { project: folder });
  try {
    await kernel.setup();
    await kernel.start();
    await quiet();
    for (let message = 0; message < warmUp; message += 1) await edges.exchange(`warm-${message}`);
    await quiet();
    const times = [];
    commits = 0;
    for (let message = 0; message < messages; message += 1) {
      times.push(await edges.exchange(`message-${message}`));
      await quiet();
    }
    return { times, commitsEach: commits / messages };
  } finally {
    await kernel.stop("the bench is over");
    rmSync(folder, { recursive: true, force: true });
  }
}

const against = "the agent's and the service's time taken away";

export default [
  {
    name: "message: our share, median",
    budget: { max: 5, of: "value" },
    async run() {
      measured = await measure();
      return { value: percentile(measured.times, 0.5), unit: "ms", against, note: `${measured.commitsEach.toFixed(2)} commits` };
    },
  },
  {
    name: "message: our share, 99 of 100",
    budget: { max: 25, of: "value" },
    async run() {
      measured = await measure();
      return { value: percentile(measured.times, 0.99), unit: "ms", against };
    },
  },
  {
    name: "message: commits from accepted to delivered",
    budget: { max: 5, of: "value" },
    async run() {
      measured ??= await measure();
      return { value: measured.commitsEach, unit: "commits" };
    },
  },
];
