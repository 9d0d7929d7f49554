import { definePlugin, type Plugin } from "@instar/kernel";
import type { IncomingFile } from "@instar/kernel/contracts";
import { Transcriber } from "@instar/plugin-conversations/contract";
import { expect, test } from "vitest";
import { createFaultyStore } from "./faulty-store.ts";
import { createHouse, until } from "./house.ts";

const voice: IncomingFile = { id: "v", kind: "voice", mimeType: "audio/ogg", durationMs: 3_000 };
type House = Awaited<ReturnType<typeof createHouse>>;

const plugin = (transcribe: Transcriber["transcribe"]): Plugin =>
  definePlugin({ api: 1, name: "ears", provides: Transcriber, setup: () => ({ transcribe }) })();

/** A house that hears this in every file. */
const hearing = (transcribe: Transcriber["transcribe"]) => ({ plugins: [plugin(transcribe)] });

async function said(house: House, text: string, file: IncomingFile = voice) {
  house.chat.contents.set(file.id, "ogg");
  await house.chat.say(text, { key: "m", files: [file] });
}

const contextOf = (house: House) => house.agent.inputs[0]?.context?.join("\n") ?? "";

test("what is said in a voice message is its text, marked as a transcript, with the caption before it and the file beside it", async () => {
  const asked: object[] = [];
  await using house = await createHouse(
    hearing(async (file) => {
      asked.push(file);
      return { text: " Buy milk. ", language: "en" };
    }),
  );
  await house.open();
  await said(house, "for tomorrow");
  await until(() => house.chat.sent.length === 1);
  const text = "for tomorrow\n\nTranscript of the voice message (en): Buy milk.";
  const row = await house.conversations().message("scripted-chat:m");
  const [path = ""] = row?.attachments ?? [];
  expect(path).toMatch(/voice\.ogg$/);
  expect(asked).toEqual([{ path, mimeType: "audio/ogg", durationMs: 3_000 }]);
  expect(house.agent.inputs[0]).toMatchObject({ text, attachments: [path] });
  expect(contextOf(house)).toContain(`(with a voice message of 3 s: ${path}; its transcript is in the message)`);
  expect(row).toMatchObject({ state: "answered", text, files: [{ transcript: { text: "Buy milk.", language: "en" } }] });
});

test.each(["/stop", "stop", "/yes k7f3", "/new"])("a voice that says %s is heard by the agent, and decides nothing", async (text) => {
  await using house = await createHouse({ ...hearing(async () => ({ text })), options: { attempts: 3 } });
  await house.open();
  await said(house, "");
  await until(() => house.chat.sent.length === 1);
  await house.reopen();
  expect(house.agent.inputs.map((input) => input.text)).toEqual([`Transcript of the voice message: ${text}`]);
  expect(house.chat.sent.map((part) => part.text)).toEqual([`You said: Transcript of the voice message: ${text}`]);
});

test("without anybody who transcribes, or when that fails, the agent gets the file alone, and is told why", async () => {
  const failing = hearing(async () => {
    throw new Error("No model.");
  });
  const deaf = hearing(async () => ({ text: "  " }));
  for (const [more, why] of [
    [{}, "nothing transcribes here"],
    [failing, "that failed"],
    [deaf, "nothing was understood"],
  ] as const) {
    await using house = await createHouse(more);
    await house.open();
    await said(house, "");
    await until(() => house.chat.sent.length === 1);
    expect(house.agent.inputs[0]?.text).toBe("");
    expect(contextOf(house)).toContain(`; there is no transcript: ${why})`);
  }
});

test("after two minutes nobody waits for it any longer, and whoever transcribes is told so", async () => {
  let aborted = false;
  await using house = await createHouse(
    hearing((_, signal) => {
      signal.addEventListener("abort", () => {
        aborted = true;
      });
      return new Promise(() => {});
    }),
  );
  const { clock } = await house.open();
  await said(house, "", { id: "a", kind: "audio", name: "talk.mp3" });
  await until(() => house.chat.typed > 0 && house.chat.fetched.length === 1);
  await until(async () => {
    await clock.advance(30_000);
    return house.chat.sent.length === 1;
  });
  expect(aborted).toBe(true);
  expect(contextOf(house)).toContain("talk.mp3; there is no transcript: that took too long)");
});

test("a /stop ends the listening, too", async () => {
  let listening = 0;
  await using house = await createHouse(
    hearing(() => {
      listening++;
      return new Promise(() => {});
    }),
  );
  await house.open();
  await said(house, "");
  await until(() => listening === 1);
  await house.chat.say("/stop");
  await until(async () => (await house.conversations().message("scripted-chat:m"))?.state === "failed");
  expect(house.agent.inputs).toEqual([]);
});

test("what was heard is on record: a crash brings no other words", async () => {
  const disk = createFaultyStore();
  let heard = 0;
  let waits = true;
  const slowly: Plugin = definePlugin({
    api: 1,
    name: "slowly",
    setup: ({ hooks }) => void hooks.beforeMessage.tap("wait", () => (waits ? new Promise<undefined>(() => {}) : undefined)),
  })();
  await using house = await createHouse({ store: disk.plugin, plugins: [plugin(async () => ({ text: `words ${++heard}` })), slowly] });
  await house.open();
  await said(house, "");
  await until(() => disk.commits.flat().some((op) => JSON.stringify(op).includes("words 1")), "the words on record");
  waits = false;
  await house.crash(disk.drop);
  await until(() => house.chat.sent.length === 1);
  expect(house.agent.inputs.map(({ text }) => text)).toEqual(["Transcript of the voice message: words 1"]);
  expect(heard).toBe(1);
});

test("a caption that is changed while its message is being listened to takes the old one's place, and what was said stays", async () => {
  let release = () => {};
  await using house = await createHouse(
    hearing(
      () =>
        new Promise((resolve) => {
          release = () => resolve({ text: "Buy milk." });
        }),
    ),
  );
  await house.open();
  await said(house, "today");
  await until(() => house.chat.fetched.length === 1);
  await house.chat.say("tomorrow", { key: "m2", edits: "m", files: [voice] });
  await until(async () => {
    release();
    return house.chat.sent.length === 1;
  });
  expect(house.agent.inputs.map(({ text }) => text)).toEqual(["tomorrow\n\nTranscript of the voice message: Buy milk."]);
});
