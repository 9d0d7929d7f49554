import { mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { createManualClock } from "@instar/testing";
import { startFakeTelegram, tinyPng } from "@instar/testing/fake-telegram";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createBotApi } from "../src/bot-api.ts";
import { fetchFile } from "../src/inbound/fetch-file.ts";
import { sendBody } from "../src/outbound/send-body.ts";

const forever = new AbortController().signal;
let folder = "";
beforeAll(async () => void (folder = await mkdtemp(path.join(os.tmpdir(), "instar-telegram-"))));
afterAll(() => rm(folder, { recursive: true, force: true }));

async function openService() {
  const clock = createManualClock();
  const server = await startFakeTelegram({ clock });
  const chat = server.chatWith(server.person());
  const api = createBotApi({ token: server.token, apiRoot: server.url, clock });
  const send = async (name: string, content: Uint8Array | string, as: "photo" | "voice" | "document" | "audio" | "video", text = "") => {
    const file = path.join(folder, name);
    await writeFile(file, content);
    await sendBody(api, { text, file, as }, { chat_id: chat.id }, forever);
    return server.sent(chat).at(-1);
  };
  return { server, api, chat, send, [Symbol.asyncDispose]: () => server.close() };
}

test("files go out as what they are, under their names, with their words", async () => {
  await using service = await openService();
  const { server, send } = service;
  expect(await send("a.png", tinyPng(), "photo", "a dot")).toMatchObject({ photo: [{}, {}], caption: "a dot" });
  expect(await send("a.ogg", "OggS and more", "voice")).toMatchObject({ voice: { mime_type: "audio/ogg" } });
  expect(await send("a.mp3", "ID3", "audio")).toMatchObject({ audio: { file_name: "a.mp3" } });
  expect(await send("a.mp4", "ftyp", "video")).toMatchObject({ video: {} });
  const message = await send("a;b.txt", "all is well", "document");
  expect(message).toMatchObject({ document: { file_name: "a_b.txt" } });
  expect(Buffer.from(server.content(message?.document?.file_id ?? "")).toString()).toBe("all is well");
});

test("a picture that is too large for a photo is a document; one that is none is refused, and a file that is gone harms nothing", async () => {
  await using service = await openService();
  const { server, api, chat, send } = service;
  expect(await send("large.png", Buffer.concat([tinyPng(), Buffer.alloc(10 * 1_024 * 1_024)]), "photo")).toMatchObject({
    document: { file_name: "large.png" },
  });
  await expect(send("no.png", "no picture", "photo")).rejects.toMatchObject({ message: expect.stringMatching(/IMAGE_PROCESS_FAILED/) });
  await expect(sendBody(api, { text: "", file: path.join(folder, "gone.txt"), as: "document" }, { chat_id: chat.id }, forever)).rejects.toMatchObject({
    code: "ENOENT",
  });
  expect(server.open).toEqual([]);
});

test("what people send is written to the place that was named, for nobody else to read, and ends at the limit", async () => {
  await using service = await openService();
  const { server, api, chat } = service;
  const said = server.say(chat, server.person(), { document: { content: Buffer.from("a".repeat(200_000)), name: "../x", bytes: undefined } });
  const id = said.document?.file_id ?? "";
  const target = path.join(folder, "copy");
  await fetchFile({ api, localPaths: false }, { id }, { path: target, maxBytes: 200_000, signal: forever });
  expect((await readFile(target, "utf8")).length).toBe(200_000);
  expect((await stat(target)).mode & 0o777).toBe(0o600);
  await expect(fetchFile({ api, localPaths: false }, { id }, { path: `${target}2`, maxBytes: 199_999, signal: forever })).rejects.toMatchObject({
    code: "TELEGRAM_FILE_TOO_LARGE",
  });
  const huge = server.say(chat, server.person(), { document: { name: "film", bytes: 21 * 1_024 * 1_024 } });
  await expect(
    fetchFile({ api, localPaths: false }, { id: huge.document?.file_id ?? "" }, { path: `${target}3`, maxBytes: 1e9, signal: forever }),
  ).rejects.toMatchObject({
    code: "TELEGRAM_FILE_TOO_LARGE",
    message: "The file is larger than 20 MB.",
  });
});

test("a path of this machine is followed only when the Bot API server is on this machine", async () => {
  const local = path.join(folder, "from-the-server.txt");
  await writeFile(local, "kept by the server");
  const api = { ...(await openService()).api, call: (async () => ({ file_path: local })) as never };
  const target = path.join(folder, "local-copy");
  await expect(fetchFile({ api, localPaths: false }, { id: "f" }, { path: target, maxBytes: 100, signal: forever })).rejects.toMatchObject({
    code: "TELEGRAM_FILE_NOT_FETCHED",
  });
  await fetchFile({ api, localPaths: true }, { id: "f" }, { path: target, maxBytes: 100, signal: forever });
  expect(await readFile(target, "utf8")).toBe("kept by the server");
  const toFolder = { ...api, call: (async () => ({ file_path: folder })) as never };
  await expect(fetchFile({ api: toFolder, localPaths: true }, { id: "f" }, { path: `${target}2`, maxBytes: 100, signal: forever })).rejects.toMatchObject({
    code: "TELEGRAM_FILE_NOT_FETCHED",
  });
});
