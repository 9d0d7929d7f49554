import type { RecordedEvent, SendFailure, TurnError } from "@instar/kernel/contracts";
import events from "@instar/plugin-events";
import { EventsJournal } from "@instar/plugin-events/contract";
import { createManualClock, type ScriptedAnswer, type ScriptedTurn, settle } from "@instar/testing";
import { expect, test } from "vitest";
import { anyOf, randomFrom } from "../../testing/src/seeded-random.ts";
import { byReplyAndPart } from "../src/outbox/plan-parts.ts";
import { createFaultyStore } from "./faulty-store.ts";
import { createHouse } from "./house.ts";

const steps = 200;
const seeds = process.env["SEED"] ? [Number(process.env["SEED"])] : Array.from({ length: Number(process.env["SEEDS"] ?? 6) }, (_, index) => 1_000 + index);
const conversations = ["a", "b", "c", "d", "e", "f"] as const;
const terminal = new Set(["answered", "merged", "handled", "refused", "held", "silent", "failed", "expired", "withdrawn"]);

const turnErrors: readonly TurnError[] = [
  { kind: "limit", text: "The limit is reached" },
  { kind: "overloaded", text: "Too busy" },
  { kind: "model", text: "The model failed" },
  { kind: "crashed", text: "It died" },
];
const sendFailures: readonly (SendFailure & { readonly after?: boolean })[] = [
  { outcome: "not-sent", next: { afterMs: 20_000, scope: "address" } },
  { outcome: "not-sent", next: { afterMs: 20_000, scope: "channel" } },
  { outcome: "unknown", next: { afterMs: 3_000, scope: "address" } },
  { outcome: "unknown", after: true, next: { afterMs: 3_000, scope: "address" } },
];

async function everything(events: EventsJournal): Promise<readonly RecordedEvent[]> {
  const all: RecordedEvent[] = [];
  for (let position = 0; ; ) {
    const page = await events.after(position, {}, 0);
    if (page.events.length === 0) return all;
    all.push(...page.events);
    position = page.position;
  }
}

// One after the other: together they would share one thread, and each one's limit would count the work of all
test.each(seeds)("whatever happens in whatever order, every message ends once and every answer is sent once (seed %i)", { timeout: 60_000 }, async (seed) => {
  const random = randomFrom(seed);
  const chance = (share: number) => random() < share;
  const clock = createManualClock();
  const disk = createFaultyStore();
  await using house = await createHouse({
    store: disk.plugin,
    plugins: [events()],
    channel: { canFind: true, partLength: 24 },
    options: { whileBusy: chance(0.7) ? "steer" : "queue" },
    agent: { steer: chance(0.8) },
  });
  await house.open({ clock });

  let turns = 0;
  async function unruly({ inputs, signal }: ScriptedTurn): Promise<ScriptedAnswer> {
    const turn = ++turns;
    if (chance(0.6)) await clock.sleep(Math.floor(random() * 30_000), signal);
    if (chance(0.08)) return { crash: true };
    if (chance(0.12)) return { error: anyOf(random, turnErrors) };
    if (chance(0.05)) return new Promise(() => {});
    return `answer ${turn}: ${inputs.map(({ text }) => text).join(" ")}`;
  }
  house.agent.respond(unruly);

  const accepted = new Set<string>();
  const perhaps = new Set<string>();
  const said: { readonly conversation: string; readonly text: string }[] = [];
  const stops: { readonly texts: ReadonlySet<string>; readonly inputsBefore: number }[] = [];
  const saying = new Set<Promise<void>>();
  let count = 0;

  function say(conversation: string, text: string, key: string) {
    const done = house.chat.say(text, { conversation, key }).then(
      () => {
        accepted.add(key);
        if (text === "/stop")
          stops.push({
            texts: new Set(said.filter((one) => one.conversation === conversation).map((one) => one.text)),
            inputsBefore: house.agent.inputs.length,
          });
        else said.push({ conversation, text });
      },
      () => void perhaps.add(key), // a full disk or a dying house: the channel would hand it over again
    );
    const tracked: Promise<void> = done.finally(() => saying.delete(tracked));
    saying.add(tracked);
  }

  async function within10Seconds(restart: () => Promise<unknown>) {
    disk.state.full = false;
    let stopped = false;
    const stopping = restart();
    const ended = () => {
      stopped = true;
    };
    stopping.then(ended, ended);
    for (let tenth = 0; !stopped; tenth++) {
      expect(tenth, "tenths of a second until the house had stopped and come back").toBeLessThanOrEqual(100);
      await settle(20);
      if (!stopped) await clock.advance(100);
    }
    await stopping;
  }

  const actions: readonly [share: number, act: () => Promise<unknown> | unknown][] = [
    [40, () => say(anyOf(random, conversations), `m${++count}`, `k${count}`)],
    [3, () => accepted.size > 0 && say(anyOf(random, conversations), "again", anyOf(random, [...accepted]))],
    [6, () => say(anyOf(random, conversations), "/stop", `k${++count}`)],
    [3, () => say(anyOf(random, conversations), "/new", `k${++count}`)],
    [3, () => say(anyOf(random, conversations), "/status", `k${++count}`)],
    [3, () => void house.agent.crash()],
    [10, () => house.chat.fail(anyOf(random, sendFailures))],
    [3, () => house.chat.wake()],
    [12, () => clock.advance(Math.floor(random() * 8_000))],
    [2, () => clock.jump({ minutes: Math.floor(random() * 120) })],
    [3, () => void (disk.state.full = true)],
    [6, () => void (disk.state.full = false)],
    [2, () => within10Seconds(house.reopen)],
    [3, () => within10Seconds(() => house.crash(disk.drop))],
  ];
  const total = actions.reduce((sum, [share]) => sum + share, 0);

  for (let step = 0; step < steps; step++) {
    let at = random() * total;
    const [, act] = actions.find(([share]) => (at -= share) < 0) ?? (actions[0] as (typeof actions)[number]);
    await act();
    if (chance(0.7)) await settle(Math.floor(random() * 6));
    expect(house.agent.living).toBeLessThanOrEqual(4);
  }

  disk.state.full = false;
  house.agent.respond(({ inputs }) => `answer ${++turns}: ${inputs.map(({ text }) => text).join(" ")}`);
  const quiet = async () => {
    const { open, pending } = await house.conversations().status();
    return saying.size === 0 && open === 0 && pending === 0;
  };
  for (let minute = 0; minute < 400 && !(await quiet()); minute++) {
    await clock.advance(minute % 20 === 19 ? 120_000 : 15_000);
    await settle(5);
  }

  const rows = await house.conversations().inbox({ limit: 1_000 });
  const parts = await house.conversations().outbox({ limit: 1_000 });
  expect(rows.filter(({ state }) => !terminal.has(state)).map(({ text, state }) => `${text}: ${state}`)).toEqual([]);
  expect(parts.filter(({ state }) => state !== "delivered").map(({ id, state }) => `${id}: ${state}`)).toEqual([]);

  const journal = await everything(house.service(EventsJournal));
  for (const { id, text, state } of rows) {
    const own = journal.filter(({ type, about }) => type.startsWith("message.") && about.message === id).map(({ type }) => type.slice("message.".length));
    const ends = own.filter((type) => terminal.has(type));
    expect({ text, first: own[0], ends, last: own.at(-1) }).toEqual({ text, first: "accepted", ends: [state], last: state });
  }
  for (const { reply, part, state } of parts) {
    const own = journal.filter(({ about, data }) => about.reply === reply && (data as { part?: number }).part === part.index);
    const ends = own.flatMap(({ type }) => (["reply.delivered", "reply.failed", "reply.withdrawn"].includes(type) ? [type] : []));
    expect({ reply, first: own[0]?.type, ends }).toEqual({ reply, first: "reply.planned", ends: [`reply.${state}`] });
  }

  const keys = rows.map(({ key }) => key);
  expect(new Set(keys).size).toBe(keys.length);
  expect([...accepted].filter((key) => !keys.includes(key))).toEqual([]);
  expect(keys.filter((key) => !accepted.has(key) && !perhaps.has(key))).toEqual([]);

  const sentKeys = house.chat.sent.map(({ key }) => key);
  expect(sentKeys.filter((key, index) => sentKeys.indexOf(key) !== index)).toEqual([]);
  expect(new Set(sentKeys)).toEqual(new Set(parts.map(({ id }) => id)));
  for (const conversation of conversations) {
    const order = house.chat.sent.filter((part) => part.conversation === conversation).map(({ key }) => key);
    expect(order).toEqual([...order].sort(byReplyAndPart));
  }

  const replies = new Map<string, string>();
  for (const { key, text } of house.chat.sent) {
    const reply = key.slice(0, key.lastIndexOf("/"));
    replies.set(reply, (replies.get(reply) ?? "") + text);
  }
  const answers = [...replies.values()].filter((text) => text.startsWith("answer ")).map((text) => text.split(":")[0]);
  expect(answers.filter((answer, index) => answers.indexOf(answer) !== index)).toEqual([]);
  for (const { state, reply, text } of rows) if (state === "answered" || state === "merged") expect(replies.get(reply ?? "")?.split(" ")).toContain(text);

  // One may be on its way to the agent in the very moment of the stop; it is interrupted there, and its answer is dropped
  for (const { texts, inputsBefore } of stops)
    expect(house.agent.inputs.slice(inputsBefore).filter(({ text }) => texts.has(text)).length).toBeLessThanOrEqual(1);
});
