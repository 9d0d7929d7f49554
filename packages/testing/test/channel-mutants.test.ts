import { writeFile } from "node:fs/promises";
import type { Access, Channel } from "@instar/kernel/contracts";
import { splitText } from "@instar/plugin-conversations/contract";
import { channelCases, type MakeChannelHarness, runChannelCase, type SceneOptions } from "@instar/testing/channel-contract";
import { describe, expect, test } from "vitest";
import { changedChannel, hearing } from "./fixtures/changed-channel.ts";
import { forgetting, providing } from "./fixtures/changed-house.ts";
import { makeTinyChat, makeTinyFullChat } from "./fixtures/tiny-chat-harness.ts";
import { token } from "./fixtures/tiny-chat-service.ts";

type Change = Parameters<typeof changedChannel>[1];
type House = NonNullable<SceneOptions["house"]>;

const tiny = (change: Change) => makeTinyChat((plugin) => changedChannel(plugin, change));
const full = (change: Change) => makeTinyFullChat((plugin) => changedChannel(plugin, change));
const route = (change: Parameters<typeof changedChannel>[2]) => makeTinyFullChat((plugin) => changedChannel(plugin, (channel) => channel, change));

let deliveries = 0;
const planned = (parts: (text: string) => readonly string[]) =>
  tiny((channel) => ({ ...channel, plan: ({ text }: { text: string }) => parts(text).map((part, index) => ({ index, body: { text: part } })) }));
const inPieces = (text: string) => Array.from({ length: Math.ceil(text.length / 997) }, (_, index) => text.slice(index * 997, (index + 1) * 997));

const failing =
  (change: (error: Error) => Error) =>
  (channel: Channel): Channel => ({
    ...channel,
    send: (part, to) =>
      channel.send(part, to).catch((error: Error) => {
        throw change(error);
      }),
  });

/** What is wrong with a channel or with a house, the case that must see it, and how the case says so. */
type Mutant = readonly [what: string, id: string, says: RegExp, make: MakeChannelHarness, house?: House];

const mutants: readonly Mutant[] = [
  [
    "names a message by its delivery",
    "C1",
    /message 0/,
    tiny(hearing((sink) => ({ receive: (message) => sink.receive({ ...message, key: `${message.key}/${++deliveries}` }) }))),
  ],
  ...["C2", "C3"].map(
    (id): Mutant => [
      "confirms a message before it is durable",
      id,
      id === "C2" ? /Waited.*answer to/ : /expected 2 to be 1/,
      tiny(
        hearing((sink) => ({
          async receive(message) {
            await sink.cursor.save(message.key);
            await sink.receive(message);
          },
        })),
      ),
    ],
  ),
  [
    "rewrites what people write",
    "C7",
    /deeply equal/,
    tiny(hearing((sink) => ({ receive: (message) => sink.receive({ ...message, text: message.text.normalize("NFC") }) }))),
  ],
  ["does not hear what was quoted", "C8", /match object/, tiny(hearing((sink) => ({ receive: ({ quoted: _, ...message }) => sink.receive(message) })))],
  ["brings half of a file", "C9", /content of/, full((channel) => ({ ...channel, fetch: (_file, { path }) => writeFile(path, "content") }))],
  ["brings an album as it comes", "C10", /the sea/, full(hearing((sink) => ({ receive: ({ album: _, ...message }) => sink.receive(message) })))],
  [
    "takes an edit for a message",
    "C11",
    /second wording|first wording/,
    full(hearing((sink) => ({ receive: ({ edits: _, ...message }) => sink.receive(message) }))),
  ],
  ["keeps to itself that a message was taken back", "C11", /Waited.*to be withdrawn/, full(hearing(() => ({ unsent: async () => undefined })))],
  [
    "lets everybody in",
    "C14",
    /Waited.*refused/,
    tiny((channel) => channel),
    providing<Access>("access", () => ({ judge: async (_channel, sender) => ({ ...sender, trust: "known" }) })),
  ],
  [
    "tells a stranger again and again",
    "C15",
    /length of 1/,
    tiny((channel) => channel),
    providing<Access>("access", () => ({ meet: async () => `Who are you? Try /pair AAAA-${++deliveries}` })),
  ],
  ["forgets who was given a code", "C15", /what the stranger was told|Waited/, tiny((channel) => channel), forgetting("strangers")],
  [
    "takes a group for a private conversation",
    "C16",
    /deeply equal|Waited/,
    full(hearing((sink) => ({ receive: ({ group: _, ...message }) => sink.receive(message) }))),
  ],
  [
    "knows people by their names",
    "C16",
    /deeply equal|Waited/,
    full(hearing((sink) => ({ receive: (message) => sink.receive({ ...message, from: { id: message.from.name === "Ada" ? "ada" : message.from.id } }) }))),
  ],
  ["lets a stranger press", "C17", /expected|Waited/, full(hearing((sink) => ({ pressed: (press) => sink.pressed({ ...press, from: { id: "ada" } }) })))],
  ["looks at no signature", "C18", /unsigned/, route((made) => ({ ...made, access: { signed: () => true } }))],
  [
    "answers a request before it is durable",
    "C18",
    /while the disk is full/,
    route((made) => ({
      ...made,
      async handle(request, call) {
        await Promise.resolve(made.handle(request, call)).catch(() => undefined); // the mistake under test
        return Response.json({});
      },
    })),
  ],
  [
    "feels addressed by everything",
    "C19",
    /length of/,
    full(hearing((sink) => ({ receive: (message) => sink.receive({ ...message, ...(message.group && { group: { addressed: true } }) }) }))),
  ],
  ["loses the end of a long answer", "C20", /missing/, planned((text) => splitText(text, 1_000).slice(0, 1))],
  ["cuts through characters", "C21", /Waited.*delivered|inside a character|refused/, planned(inPieces)],
  ["cuts through code", "C21", /not closed/, planned((text) => splitText(text, 1_000))],
  ["sends more than fits", "C21", /Waited.*delivered|longer than/, planned((text) => [text])],
  ["does not say that a format was refused", "C22", /Waited.*part/, tiny(failing((error) => new Error(error.message)))],
  [
    "sends again by itself",
    "C23",
    /expected [1-9]\d* to be \+?0/,
    tiny((channel) => ({ ...channel, send: (part, to) => channel.send(part, to).catch(() => channel.send(part, to)) })),
  ],
  ["claims that nothing was sent", "C24", /arrived 2 times/, tiny((channel) => ({ ...channel, find: async () => "absent" as const }))],
  ["does not say that a refusal is for good", "C25", /Waited.*to fail/, tiny(failing((error) => new Error(error.message)))],
  ["does not know where a conversation went", "C26", /Waited.*new place/, full((channel) => ({ ...channel, reroute: async () => undefined }))],
  ["forgets where a conversation went", "C26", /after the restart|Waited/, full((channel) => channel), forgetting("routes")],
  ["sends its parts in the wrong order", "C27", /Waited|twice|expected/, planned((text) => splitText(text, 1_000).toReversed())],
  [
    "sends the text and not the file",
    "C30",
    /Waited.*file/,
    full((channel) => ({
      ...channel,
      send: ({ index, body: { file: _, ...body } }, to) => channel.send({ index, body: { ...body, text: body.text || "a file" } }, to),
    })),
  ],
  ["sends a refused photo as a photo again", "C30", /Waited.*as a document/, full((channel) => ({ ...channel, plain: (part) => part }))],
  [
    "leaves its marks",
    "C31",
    /Waited.*taken away/,
    full((channel) => ({ ...channel, react: async (mark, to) => (mark ? channel.react?.(mark, to) : undefined) })),
  ],
  ["lets whoever presses wait", "C32", /Waited.*press/, full(hearing(() => ({ pressed: () => new Promise<string>(() => undefined) })))],
  [
    "knows no threads",
    "C33",
    /thread|expected/,
    full(hearing((sink) => ({ receive: ({ address: { thread: _, ...address }, ...message }) => sink.receive({ ...message, address }) }))),
  ],
  ["does not find the thread that it opened", "C34", /threads called/, full((channel) => ({ ...channel, findThread: async () => undefined }))],
  ["lets two instances listen", "C36", /Waited.*second instance/, makeTinyChat(undefined, { listener: "one for all" })],
  [
    "keeps a breakdown to itself",
    "C37",
    /Waited.*closed/,
    tiny((channel) => ({
      ...channel,
      open: (sink) => channel.open({ ...sink, failed: () => undefined }).catch(() => ({ [Symbol.asyncDispose]: async () => undefined })),
    })),
  ],
  ["shows its token in an error", "C39", /show a credential/, tiny(failing((error) => Object.assign(error, { message: `${error.message} (${token})` })))],
];

const lateTimer = tiny((channel, { clock }) => ({
  ...channel,
  open(sink) {
    clock.after(86_400_000, () => undefined);
    return channel.open(sink);
  },
}));

/** What is seen by waiting in vain need not be waited for long. */
const patienceFor = (says: RegExp) => (says.source.startsWith("Waited") ? 8_000 : 20_000);

function caseOf(id: string) {
  const found = channelCases.find((one) => one.id === id);
  if (!found) throw new Error(`There is no case ${id}.`);
  return found;
}

// They mostly wait in vain: at the same time
describe.concurrent("what is wrong is seen", () => {
  for (const [what, id, says, make, house] of mutants)
    test(`what ${what} fails ${id}`, async () => {
      await expect(runChannelCase(caseOf(id), make, { patienceMs: patienceFor(says), ...(house ? { house } : {}) })).rejects.toThrow(says);
    }, 60_000);
});

test("what leaves a timer behind fails C38", async () => {
  await expect(runChannelCase(caseOf("C38"), lateTimer)).rejects.toThrow(/timers left behind/);
}, 60_000);
