import { readFile, stat } from "node:fs/promises";
import path from "node:path";
import type { IncomingFile } from "@instar/kernel/contracts";
import { expect, test } from "vitest";
import { createHouse, until } from "../house.ts";

const photo: IncomingFile = { id: "f1", kind: "photo", name: "../../cat.jpg", bytes: 3 };
const contextOf = (input: { readonly context?: readonly string[] } | undefined) => input?.context?.join("\n") ?? "";

test("a file reaches the agent as a copy of the house, described as data, and is fetched after its message is durable", async () => {
  await using house = await createHouse();
  const kernel = await house.open();
  let durable: string | undefined;
  house.chat.contents.set("f1", async () => {
    durable = (await house.conversations().message("scripted-chat:m1"))?.state;
    return "cat";
  });
  await house.chat.say("look", { key: "m1", files: [photo, { id: "v", kind: "voice", durationMs: 12_300 }] });
  house.chat.contents.set("v", "ogg");
  await until(() => house.chat.sent.length === 1);
  expect(durable).toBe("accepted");
  const row = await house.conversations().message("scripted-chat:m1");
  const folder = path.join(kernel.project, ".instar", "plugins", "conversations", "files", row?.id ?? "");
  expect(house.agent.inputs[0]?.attachments).toEqual([path.join(folder, "cat.jpg"), path.join(folder, "voice.ogg")]);
  expect(await readFile(path.join(folder, "cat.jpg"), "utf8")).toBe("cat");
  expect((await stat(path.join(folder, "cat.jpg"))).mode & 0o777).toBe(0o600);
  const context = contextOf(house.agent.inputs[0]);
  expect(context).toContain("cat.jpg");
  expect(context).toContain("(with a voice message of 12 s: ");
  expect(context).toMatch(/files are what people sent/);
  expect(row).toMatchObject({ state: "answered", files: [{ id: "f1", path: path.join(folder, "cat.jpg") }, { id: "v" }] });
});

test("a stranger's files are never fetched, nor kept on record", async () => {
  await using house = await createHouse();
  await house.open();
  await house.chat.say("take this", { from: "mallory", files: [photo] });
  const [row] = await house.conversations().inbox();
  expect(row).toMatchObject({ state: "refused" });
  expect(row?.files).toBeUndefined();
  expect(house.chat.fetched).toEqual([]);
});

test("what is too large is told to its sender before it is fetched, and the text is answered all the same", async () => {
  await using house = await createHouse({ options: { maxFileBytes: 2 } });
  await house.open();
  await house.chat.say("look", { key: "m1", files: [photo] });
  await until(() => house.chat.sent.length === 2);
  expect(house.chat.sent.map(({ text }) => text)).toEqual(["I did not take cat.jpg: a file may have 2 bytes at most.", "You said: look"]);
  expect(house.chat.fetched).toEqual([]);
  expect(contextOf(house.agent.inputs[0])).toContain("that is not here: it is larger than 2 bytes");
  expect((await house.conversations().message("scripted-chat:m1"))?.files?.[0]?.problem).toContain("larger than 2 bytes");

  await house.chat.say("", { key: "m2", files: [photo] });
  await until(() => house.chat.sent.length === 3);
  expect(house.agent.inputs).toHaveLength(1);
  await until(async () => (await house.conversations().message("scripted-chat:m2"))?.state === "refused");
});

test("a file that cannot be fetched is tried again, and then the turn runs and says so", async () => {
  await using house = await createHouse();
  await house.open();
  await house.chat.say("look", { files: [photo] });
  await until(async () => {
    await house.clock.advance(10); // slowly: a try has two minutes of this clock for its real files
    return house.chat.sent.length === 1;
  });
  expect(house.chat.fetched).toHaveLength(3);
  expect(contextOf(house.agent.inputs[0])).toContain("that is not here: it could not be fetched");
  expect(house.agent.inputs[0]?.attachments).toBeUndefined();
});

test("a channel that hands over no files has them described", async () => {
  await using house = await createHouse({ channel: { canFetch: false } });
  await house.open();
  await house.chat.say("look", { files: [photo] });
  await until(() => house.chat.sent.length === 1);
  expect(contextOf(house.agent.inputs[0])).toContain("(with a photo, cat.jpg, that is not here: this channel does not hand over files)");
});

test("/stop ends the fetching with its message", async () => {
  await using house = await createHouse();
  await house.open();
  house.chat.contents.set("f1", (signal) => new Promise((_, reject) => signal.addEventListener("abort", () => reject(signal.reason))));
  await house.chat.say("look", { key: "m1", files: [photo] });
  await until(() => house.chat.fetched.length === 1);
  await house.chat.say("/stop");
  await until(() => house.chat.sent.some(({ text }) => text === "Stopped."));
  expect(await house.conversations().message("scripted-chat:m1")).toMatchObject({ state: "failed" });
  await house.chat.say("next");
  await until(() => house.chat.sent.some(({ text }) => text === "You said: next"));
});

test("a fetch that the end of the house cut off is made at the next start, once", async () => {
  await using house = await createHouse();
  await house.open();
  house.chat.contents.set("f1", (signal) => new Promise((_, reject) => signal.addEventListener("abort", () => reject(signal.reason))));
  await house.chat.say("look", { key: "m1", files: [photo] });
  await until(() => house.chat.fetched.length === 1);
  house.chat.contents.set("f1", "cat");
  await house.reopen();
  await until(() => house.chat.sent.length === 1);
  expect(house.agent.inputs).toHaveLength(1);
  expect(await readFile(house.agent.inputs[0]?.attachments?.[0] ?? "", "utf8")).toBe("cat");
  expect(await house.conversations().message("scripted-chat:m1")).toMatchObject({ state: "answered", attempt: 1 });
});
