import type { Channel } from "@instar/kernel/contracts";
import { splitText } from "@instar/plugin-conversations/contract";
import { channelCases, type MakeChannelHarness, runChannelCase } from "@instar/testing/channel-contract";
import { expect, test } from "vitest";
import { changedChannel } from "./fixtures/changed-channel.ts";
import { makeTinyChat } from "./fixtures/tiny-chat-harness.ts";
import { token } from "./fixtures/tiny-chat-service.ts";

const brokenBy = (change: Parameters<typeof changedChannel>[1]) => makeTinyChat((plugin) => changedChannel(plugin, change));

const early: MakeChannelHarness = brokenBy((channel) => ({
  ...channel,
  open: (sink) =>
    channel.open({
      ...sink,
      async receive(message) {
        await sink.cursor.save(message.key);
        await sink.receive(message);
      },
    }),
}));

const stubborn: MakeChannelHarness = brokenBy((channel) => ({
  ...channel,
  send: (part, to) => channel.send(part, to).catch(() => channel.send(part, to)),
}));

const silent: MakeChannelHarness = brokenBy((channel) => ({
  ...channel,
  send: (part, to) =>
    channel.send(part, to).catch((error: Error) => {
      throw new Error(error.message);
    }),
}));

let deliveries = 0;
const planned = (parts: (text: string) => readonly string[]) => (channel: Channel) => ({
  ...channel,
  plan: ({ text }: { text: string }) => parts(text).map((part, index) => ({ index, body: { text: part } })),
});
const inPieces = (text: string) => Array.from({ length: Math.ceil(text.length / 997) }, (_, index) => text.slice(index * 997, (index + 1) * 997));

function caseOf(id: string) {
  const found = channelCases.find((one) => one.id === id);
  if (!found) throw new Error(`There is no case ${id}.`);
  return found;
}

/** What is wrong with a channel, how it comes about, and the cases that must see it. */
const mutants: readonly (readonly [what: string, cases: readonly string[], make: MakeChannelHarness])[] = [
  ["confirms a message before it is durable", ["C2", "C3"], early],
  ["sends again by itself", ["C23", "C24"], stubborn],
  ["does not say what a refusal means", ["C22", "C23", "C25"], silent],
  ["cuts through characters", ["C21"], brokenBy(planned(inPieces))],
  ["loses the end of a long answer", ["C20", "C21"], brokenBy(planned((text) => splitText(text, 1_000).slice(0, 3)))],
  ["sends its parts in the wrong order", ["C21", "C27"], brokenBy(planned((text) => splitText(text, 1_000).toReversed()))],
  ["sends more than fits", ["C20", "C21"], brokenBy(planned((text) => [text]))],
  [
    "shows its token in an error",
    ["C39"],
    brokenBy((channel) => ({
      ...channel,
      send: (part, to) =>
        channel.send(part, to).catch((error: Error) => {
          error.message += ` (${token})`;
          throw error;
        }),
    })),
  ],
  [
    "names a message by its delivery",
    ["C1"],
    brokenBy((channel) => ({
      ...channel,
      open: (sink) => channel.open({ ...sink, receive: (message) => sink.receive({ ...message, key: `${message.key}/${++deliveries}` }) }),
    })),
  ],
  [
    "does not hear what was quoted",
    ["C8"],
    brokenBy((channel) => ({ ...channel, open: (sink) => channel.open({ ...sink, receive: ({ quoted: _, ...message }) => sink.receive(message) }) })),
  ],
  [
    "rewrites what people write",
    ["C7"],
    brokenBy((channel) => ({
      ...channel,
      open: (sink) => channel.open({ ...sink, receive: (message) => sink.receive({ ...message, text: message.text.normalize("NFC") }) }),
    })),
  ],
  [
    "keeps a breakdown to itself",
    ["C36", "C37"],
    brokenBy((channel) => ({
      ...channel,
      open: (sink) => channel.open({ ...sink, failed: () => undefined }).catch(() => ({ [Symbol.asyncDispose]: async () => undefined })),
    })),
  ],
  ["claims that nothing was sent", ["C24", "C27"], brokenBy((channel) => ({ ...channel, find: async () => "absent" as const }))],
  [
    "leaves a timer behind",
    ["C38"],
    brokenBy((channel, { clock }) => ({
      ...channel,
      open(sink) {
        clock.after(86_400_000, () => undefined);
        return channel.open(sink);
      },
    })),
  ],
  ["lets two instances listen", ["C36"], makeTinyChat(undefined, { listener: "one for all" })],
];

test.each(["C2", "C27"])(
  "a sound channel passes %s where a kernel is dropped, too",
  async (id) => {
    await runChannelCase(caseOf(id), makeTinyChat());
  },
  60_000,
);

test.each(mutants.flatMap(([what, ids, make]) => ids.map((id) => [what, id, make] as const)))(
  "a channel that %s fails %s",
  async (_, id, make) => {
    await expect(runChannelCase(caseOf(id), make, { patienceMs: 4_000 })).rejects.toThrow(/expected|Waited/);
  },
  60_000,
);
