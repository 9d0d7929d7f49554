import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createKernel, defineConfig, definePlugin } from "@instar/kernel";
import { Channels, SessionDrivers, Store } from "@instar/kernel/contracts";
import access from "@instar/plugin-access";
import conversations from "@instar/plugin-conversations";
import events from "@instar/plugin-events";
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

/** The way of a message in a house of its own, with or without the journal of events. */
async function openWay(journal) {
  const folder = mkdtempSync(join(tmpdir(), "instar-bench-message-"));
  const way = { times: [], commits: 0 };
  const edges = createEdges();
  const house = [countingStore(() => (way.commits += 1)), access({ owners: ["bench-chat:owner"] }), sessions(), conversations(), edges.plugin];
  const kernel = createKernel(defineConfig({ name: "bench", plugins: journal ? [...house, events()] : house }), { project: folder });
  await kernel.setup();
  await kernel.start();
  await quiet();
  return {
    way,
    async go(key) {
      way.times.push(await edges.exchange(key));
      await quiet();
    },
    /** What was seen so far was to warm up. */
    begin: () => Object.assign(way, { times: [], commits: 0 }),
    async close() {
      await kernel.stop("the bench is over");
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Every figure comes from one run: a message through each house in turns. */
async function measure() {
  const ways = [await openWay(true), await openWay(false)];
  try {
    for (let message = 0; message < warmUp + messages; message += 1) {
      if (message === warmUp) for (const { begin } of ways) begin();
      for (const { go } of ways) await go(`message-${message}`);
    }
    const [told, untold] = ways.map(({ way }) => way);
    return { times: told.times, commitsEach: told.commits / messages, without: untold.times };
  } finally {
    for (const { close } of ways) await close();
  }
}

let measured;

const against = "the agent's and the service's time taken away";

export default [
  {
    name: "message: our share, median",
    budget: { max: 5, of: "value" },
    async run() {
      measured = await measure();
      const value = percentile(measured.times, 0.5);
      const ratio = value / percentile(measured.without, 0.5);
      return { value, ratio, unit: "ms", against: "a house without events", note: `${measured.commitsEach.toFixed(2)} commits; ${against}` };
    },
  },
  {
    name: "message: our share, 99 of 100",
    budget: { max: 25, of: "value" },
    async run() {
      measured = await measure();
      const value = percentile(measured.times, 0.99);
      return { value, ratio: value / percentile(measured.without, 0.99), unit: "ms", against: "a house without events" };
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
