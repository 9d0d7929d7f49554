import { readFile, rm } from "node:fs/promises";
import access from "@instar/plugin-access";
import { settle } from "@instar/testing";
import { expect, test } from "vitest";
import { createFaultyStore } from "./faulty-store.ts";
import { createHouse, until } from "./house.ts";

type House = Awaited<ReturnType<typeof createHouse>>;
const picture = (id: string, album = "a1") => ({ key: id, album, files: [{ id, kind: "photo" as const, name: `${id}.jpg` }] });
const row = (house: House, key: string) => house.conversations().message(`scripted-chat:${key}`);
const namesOf = (house: House, index = 0) => (house.agent.inputs[index]?.attachments ?? []).map((file) => file.split("/").at(-1));

/** An album of three that was joined, and whose first picture is being fetched. */
async function begunAlbum(house: House) {
  await house.open();
  let let_go: () => void = () => undefined;
  const held = new Promise<void>((resolve) => (let_go = resolve));
  for (const id of ["p1", "p2", "p3"]) house.chat.contents.set(id, id);
  house.chat.contents.set("p1", async (signal) => {
    await Promise.race([held, new Promise((_, reject) => signal.addEventListener("abort", () => reject(signal.reason)))]);
    return "p1";
  });
  await house.chat.say("our holydays", picture("p1"));
  await house.chat.say("", picture("p2"));
  await house.chat.say("the dog", picture("p3"));
  await house.clock.advance(1_000);
  await until(() => house.chat.fetched.length === 1);
  house.chat.contents.set("p1", "p1");
  return let_go;
}

test("a caption that is mended while its album is fetched loses none of the album", async () => {
  await using house = await createHouse();
  await begunAlbum(house);
  await house.chat.say("our holidays", { key: "e", edits: "p1", files: [{ id: "p1", kind: "photo", name: "p1.jpg" }] });
  await until(() => house.chat.sent.length === 1);
  expect(house.agent.inputs).toHaveLength(1);
  expect(house.agent.inputs[0]?.text).toBe("our holidays\nthe dog");
  expect(namesOf(house)).toEqual(["p1.jpg", "p2.jpg", "p3.jpg"]);
});

test("the caption of a later picture of a joined album is replaced, too", async () => {
  await using house = await createHouse();
  await begunAlbum(house);
  await house.chat.say("the cat", { key: "e", edits: "p3" });
  await until(() => house.chat.sent.length === 1);
  expect(house.agent.inputs[0]?.text).toBe("our holydays\nthe cat");
  expect(house.agent.inputs).toHaveLength(1);
});

test("a picture that is taken back while its album is fetched is not shown, and the others are", async () => {
  for (const [taken, left] of [
    ["p2", ["p1.jpg", "p3.jpg"]],
    ["p1", ["p2.jpg", "p3.jpg"]],
  ] as const) {
    await using house = await createHouse();
    await begunAlbum(house);
    await house.chat.unsay(taken);
    await until(() => house.chat.sent.length === 1);
    expect(namesOf(house)).toEqual(left);
  }
});

test("an album that is taken back picture by picture never begins", async () => {
  await using house = await createHouse();
  await begunAlbum(house);
  for (const key of ["p2", "p1", "p3"]) await house.chat.unsay(key);
  await house.chat.say("next", { key: "next" });
  await until(() => house.chat.sent.length === 1);
  expect(house.agent.inputs.map(({ text }) => text)).toEqual(["next"]);
  expect(await row(house, "p1")).toMatchObject({ state: "withdrawn" });
});

test("an edit in the very moment in which its album is joined is no message of its own", async () => {
  const disk = createFaultyStore();
  await using house = await createHouse({ store: disk.plugin });
  await house.open();
  await house.chat.say("one", { key: "p1", album: "a" });
  await house.chat.say("two", { key: "p2", album: "a" });
  disk.state.full = true;
  await house.clock.advance(1_000);
  const edit = house.chat.say("two!", { key: "e", edits: "p2" });
  const taken = house.chat.unsay("p1");
  await settle(20);
  disk.state.full = false;
  await house.clock.advance(5_000);
  await Promise.all([edit, taken]);
  await until(() => house.chat.sent.length === 1);
  expect(house.agent.inputs.map(({ text }) => text)).toEqual(["two!"]);
});

test("who edits somebody else's message does not take its place: its sender still can", async () => {
  await using house = await createHouse({ known: ["scripted-chat:guest"], options: { whileBusy: "queue" } });
  await house.open();
  let release: () => void = () => undefined;
  house.agent.respond(async () => {
    await new Promise<void>((resolve) => (release = resolve));
    return "done";
  });
  await house.chat.say("busy");
  await until(() => house.agent.inputs.length === 1);
  await house.chat.say("mine", { key: "m1" });
  await house.chat.say("theirs", { key: "e1", edits: "m1", from: "guest" });
  await house.chat.unsay("m1");
  expect((await house.conversations().inbox()).map(({ text, state }) => `${text}: ${state}`)).toEqual(["theirs: accepted", "mine: withdrawn", "busy: running"]);
  release();
});

test("a picture that was replaced while no agent was free is not shown", async () => {
  const disk = createFaultyStore();
  await using house = await createHouse({ store: disk.plugin });
  await house.open();
  for (const id of ["old", "new"]) house.chat.contents.set(id, id);
  let free: () => void = () => undefined;
  disk.state.sessionsWait = new Promise((resolve) => (free = resolve));
  await house.chat.say("look", { key: "m1", files: [{ id: "old", kind: "photo", name: "old.jpg" }] });
  await until(async () => (await row(house, "m1"))?.state === "running");
  await house.chat.say("look", { key: "e", edits: "m1", files: [{ id: "new", kind: "photo", name: "new.jpg" }] });
  free();
  await until(() => house.chat.sent.length === 1);
  expect(namesOf(house)).toEqual(["new.jpg"]);
});

test("pictures of an album that are handed over all at once in a group are addressed with the one that is", async () => {
  await using house = await createHouse({ access: access({ owners: ["scripted-chat:owner"], groups: ["scripted-chat:-100"] }) });
  await house.open();
  for (const id of ["p1", "p2", "p3"]) house.chat.contents.set(id, id);
  await Promise.all(
    ["p1", "p2", "p3"].map((id, index) =>
      house.chat.say(index === 0 ? "@agent look" : "", { ...picture(id), conversation: "-100", group: { addressed: index === 0 } }),
    ),
  );
  await house.clock.advance(1_000);
  await until(() => house.chat.sent.length === 1);
  expect(namesOf(house)).toEqual(["p1.jpg", "p2.jpg", "p3.jpg"]);
});

test("a service whose files hang keeps a message waiting for minutes, not for hours", async () => {
  await using house = await createHouse();
  await house.open();
  const files = Array.from({ length: 20 }, (_, index) => ({ id: `f${index}`, kind: "photo" as const }));
  for (const { id } of files) house.chat.contents.set(id, () => new Promise(() => undefined));
  const began = house.clock.now();
  await house.chat.say("look", { key: "m1", files });
  while (house.agent.inputs.length === 0) {
    await settle(5);
    await new Promise((resolve) => setTimeout(resolve, 5)); // the folders of the files are real
    await house.clock.advance(5_000);
    expect(house.clock.now() - began).toBeLessThan(15 * 60_000);
  }
  expect(house.agent.inputs[0]?.context?.join("\n")).toContain("could not be fetched");
});

test("what can be no message's key cannot be taken back either, and it is said so", async () => {
  await using house = await createHouse();
  await house.open();
  for (const key of ["\ud800", "", "k".repeat(2_000), undefined as never])
    await expect(house.chat.unsay(key)).rejects.toMatchObject({ code: "CONVERSATIONS_MESSAGE_MALFORMED" });
});

test("a conversation that was moved back goes there at once again", async () => {
  await using house = await createHouse();
  await house.open();
  const talk = async (text: string, conversation: string) => {
    const before = house.chat.sent.length;
    await house.chat.say(text, { conversation });
    await until(() => house.chat.sent.length > before);
    await until(async () => (await house.conversations().status()).open === 0 && (await house.conversations().status()).pending === 0);
  };
  house.chat.moved.set("old", "new");
  await talk("one", "old");
  house.chat.moved.clear();
  house.chat.moved.set("new", "old");
  await talk("two", "old");
  await talk("three", "old");
  await house.reopen();
  await talk("four", "new");
  expect(house.chat.sent.map(({ conversation, attempt }) => [conversation, attempt])).toEqual([
    ["new", 2],
    ["old", 2],
    ["old", 1],
    ["old", 1],
  ]);
  expect(new Set((await house.conversations().inbox()).map(({ session }) => session)).size).toBe(1);
});

test("a message that is stopped while its files are fetched ends, and the next one goes on", async () => {
  await using house = await createHouse();
  const go = await begunAlbum(house);
  await house.chat.say("/stop");
  await house.chat.say("next", { key: "next" });
  go();
  await until(async () => (await row(house, "next"))?.state === "answered");
  expect(house.agent.inputs.map(({ text }) => text)).toEqual(["next"]);
});

test("an album whose last picture is taken back while it gathers begins without it, also after a night", async () => {
  await using house = await createHouse();
  await house.open();
  await house.chat.say("one", { key: "p1", album: "a" });
  await house.clock.advance(500);
  await house.chat.say("two", { key: "p2", album: "a" });
  await house.chat.unsay("p2");
  await house.clock.advance(500);
  await until(() => house.chat.sent.length === 1);
  await house.chat.say("three", { key: "q1", album: "b" });
  await house.clock.jump({ hours: 10 });
  await house.chat.say("four", { key: "q2", album: "b" });
  await house.clock.advance(1_000);
  await until(() => house.chat.sent.length >= 2);
  expect(house.agent.inputs.map(({ text }) => text).join()).toBe("one,three,four");
});

test("no part of a reply is blank, however its lines fall", async () => {
  await using house = await createHouse({ channel: { housePlan: true, partLength: 10 } });
  await house.open();
  house.agent.respond(() => `123456789\n\n${"\n".repeat(30)}end\n\n\n\n\n\n\n\n\n\n`);
  await house.chat.say("hello");
  await until(() => house.chat.sent.some(({ text }) => text.includes("end")));
  expect(house.chat.sent.map(({ text }) => text.trim())).toEqual(["123456789", "end"]);
});

test("a copy that was removed before its message ran again is fetched anew", async () => {
  await using house = await createHouse({ options: { keepFilesDays: 1 } });
  await house.open();
  house.chat.contents.set("f", "x");
  house.agent.respond(() => ({ error: { kind: "model", text: "No." } }));
  await house.chat.say("look", { key: "m", files: [{ id: "f", kind: "photo" }] });
  await until(async () => (await row(house, "m"))?.state === "failed");
  const copy = house.agent.inputs[0]?.attachments?.[0] ?? "";
  await rm(copy);
  house.agent.respond(() => "ok");
  await house.conversations().retry("scripted-chat:m");
  await until(() => house.chat.sent.some(({ text }) => text === "ok"));
  expect(house.agent.inputs.at(-1)?.attachments).toEqual([copy]);
  expect(await readFile(copy, "utf8")).toBe("x");
});

test("corrections without end go along a few at a time", async () => {
  await using house = await createHouse();
  await house.open();
  house.agent.respond(() => "ok");
  for (let index = 0; index < 25; index++) {
    await house.chat.say(`old ${index}`, { key: `k${index}` });
    await until(() => house.chat.sent.length === index + 1);
  }
  for (let index = 0; index < 25; index++)
    await house.chat.say(`new ${index}${index === 3 ? "z".repeat(30_000) : ""}`, { key: `e${index}`, edits: `k${index}` });
  const told: string[] = [];
  for (let index = 0; index < 4; index++) {
    await house.chat.say("next");
    await until(() => house.chat.sent.length === 26 + index);
    told.push(
      ...(house.agent.inputs
        .at(-1)
        ?.context?.join("\n")
        .match(/it now reads "new \d+/g) ?? []),
    );
    expect(house.agent.inputs.at(-1)?.context?.join("\n").length).toBeLessThan(40_000);
  }
  expect(told).toHaveLength(25);
  expect(new Set(told).size).toBe(25);
});

test("a message whose answer could not be delivered is marked as failed", async () => {
  await using house = await createHouse({ channel: { react: true } });
  await house.open();
  house.chat.fail({ outcome: "not-sent", next: "never" });
  await house.chat.say("one");
  await until(() => house.chat.marks.length === 2);
  expect(house.chat.marks.map(({ mark }) => mark)).toEqual(["seen", "failed"]);
});
