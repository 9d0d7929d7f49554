import { appendFileSync, existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { text as readAll } from "node:stream/consumers";
import { createKernel, definePlugin, type Logger, type PluginFactory } from "@instar/kernel";
import access from "@instar/plugin-access";
import conversations, { Conversations } from "@instar/plugin-conversations";
import type { OutboxRow } from "@instar/plugin-conversations/contract";
import sessions from "@instar/plugin-sessions";
import store from "@instar/plugin-store";
import type { StandardSchemaV1 } from "@standard-schema/spec";
import { createJiti } from "jiti";
import type { ChildHouse, ChildWord } from "./channel-contract/child-house.ts";
import { createWatchedStore } from "./channel-contract/watched-store.ts";
import { createScriptedAgent } from "./scripted-agent.ts";

// A house in a process of its own, to be killed: everything real but the agent, whose memory is a file.
const given = JSON.parse(await readAll(process.stdin)) as ChildHouse;
const say = (word: ChildWord) => void process.stdout.write(`${JSON.stringify(word)}\n`);

/** What the agent was given and has answered, on disk before anybody hears of it. */
function openTranscript(file: string): Map<string, string | undefined> {
  const lines = existsSync(file) ? readFileSync(file, "utf8").split("\n").filter(Boolean) : [];
  const transcript = new Map(lines.map((line) => JSON.parse(line) as [string, string | null]).map(([id, answer]) => [id, answer ?? undefined]));
  const set = transcript.set.bind(transcript);
  transcript.set = (id, answer) => {
    appendFileSync(file, `${JSON.stringify([id, answer ?? null])}\n`);
    return set(id, answer);
  };
  return transcript;
}

const { agent: script } = given;
const agent = createScriptedAgent({ steer: false, transcript: openTranscript(path.join(given.folder, "transcript.jsonl")) });
agent.respond(({ inputs }) => {
  const text = inputs[0]?.text ?? "";
  say({ word: "input", text });
  if (script.kind === "silent") return new Promise<string>(() => undefined);
  return script.kind === "say" ? script.text : `You said: ${text}`;
});

const watched = createWatchedStore(store());
watched.follow("outbox", (row) => {
  const { id, part, state } = row as OutboxRow;
  say({ word: "part", id, text: part.body.text, state });
});
if (given.holdCursor) watched.hold((ops) => ops.some((op) => JSON.stringify(op).includes("cursors")));
const reporter = definePlugin({
  api: 1,
  name: "reporter",
  setup: ({ hooks }) => void hooks.afterReply.tap("report", ({ error }) => (error ? undefined : say({ word: "replied" }))),
});
const factory = (await createJiti(import.meta.url).import(given.module, { default: true })) as PluginFactory<StandardSchemaV1>;
const line = (text: string, fields?: object) => void process.stderr.write(`${text} ${JSON.stringify(fields)}\n`);
const log: Logger = { debug: () => undefined, info: () => undefined, warn: line, error: line };
const kernel = createKernel(
  {
    name: "contract",
    plugins: [
      watched.plugin,
      access({ owners: [given.owner] }),
      sessions(),
      // Killed more often than a message is given to an agent by default: a message that is given up is told, which is not looked at here
      conversations({ whileBusy: "queue", attempts: 10 }),
      agent.plugin,
      factory(given.options),
      reporter(),
    ],
  },
  { project: given.folder, log },
);
await kernel.setup();
await kernel.start();
const channel = given.owner.slice(0, given.owner.indexOf(":"));
const isOpen = async () => (await kernel.service(Conversations).status()).channels.some(({ id, state }) => id === channel && state === "open");
while (!(await isOpen())) await new Promise((resolve) => setTimeout(resolve, 20));
say({ word: "open" });
setInterval(() => undefined, 60_000); // lives until it is killed
