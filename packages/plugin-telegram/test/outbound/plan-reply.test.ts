import { expect, test } from "vitest";
import { commandMenu } from "../../src/outbound/command-menu.ts";
import { fileKind, uploadName } from "../../src/outbound/file-kind.ts";
import { keyboardOf } from "../../src/outbound/keyboard.ts";
import { plainPart, planReply } from "../../src/outbound/plan-reply.ts";
import { wordsFor } from "../../src/outbound/send-body.ts";
import { topicName } from "../../src/places/open-topic.ts";

const address = { channel: "telegram", conversation: "7" };
const plan = (text: string, more: { attachments?: string[]; buttons?: { id: string; label: string }[] } = {}) =>
  planReply({ key: "k", address, text, answers: [], ...more }).map(({ body }) => body);

test("a text is told formatted and plain", () => {
  expect(plan("**so** it is")).toEqual([{ text: "so it is", plain: "so it is", html: "<b>so</b> it is" }]);
});

test("a short text goes under an only file, a long one or several files stand alone, and buttons are last", () => {
  const buttons = [{ id: "b", label: "Yes" }];
  expect(plan("look", { attachments: ["/p/a.png"], buttons })).toMatchObject([{ text: "look", file: "/p/a.png", as: "photo", buttons }]);
  expect(plan("x".repeat(1_100), { attachments: ["/p/a.txt"], buttons })).toMatchObject([
    { text: "x".repeat(1_100) },
    { text: "", file: "/p/a.txt", as: "document", buttons },
  ]);
  expect(plan("two", { attachments: ["/p/a.txt", "/p/b.txt"] }).map(({ text, file }) => text || file)).toEqual(["two", "/p/a.txt", "/p/b.txt"]);
  expect(plan("", { attachments: ["/p/a.txt"] })).toEqual([{ text: "", file: "/p/a.txt", as: "document" }]);
});

test("there is always something to be seen", () => {
  for (const text of ["", "   ", "\n\n", "\u200b", "<!-- x -->"]) expect(plan(text)[0]?.text, JSON.stringify(text)).toMatch(/\S/);
});

test("without formatting a part says the same, a file becomes a document, and buttons stay", () => {
  const [body] = planReply({ key: "k", address, text: "**so**", answers: [], attachments: ["/p/a.png"], buttons: [{ id: "b", label: "Yes" }] });
  expect(body && plainPart(body)).toEqual({ index: 0, body: { text: "so", file: "/p/a.png", as: "document", buttons: [{ id: "b", label: "Yes" }] } });
});

test("what formatting would swallow is shown as it was written, all of it and never half a character", () => {
  const text = `[x]: http://e.org/a${"😀".repeat(3_000)}`;
  const parts = plan(text).map((part) => part.text);
  expect(parts.join("")).toBe(text);
  expect(parts.every((part) => part.length <= 4_096 && !/\p{Surrogate}/u.test(part))).toBe(true);
});

test("what the house has put in a part's place is said as it stands", () => {
  expect(wordsFor({ text: "so it is", plain: "so it is", html: "<b>so</b> it is" })).toEqual({ text: "<b>so</b> it is", parse_mode: "HTML" });
  expect(wordsFor({ text: "so it is\n\nI could not send `a.png`.", plain: "so it is", html: "<b>so</b> it is" })).toEqual({
    text: "so it is\n\nI could not send `a.png`.",
  });
});

test("short buttons stand beside each other, at most three, in their order", () => {
  const rows = (...labels: string[]) =>
    keyboardOf(labels.map((label, id) => ({ id: String(id), label }))).inline_keyboard.map((row) => row.map(({ text }) => text));
  expect(rows("Yes", "No")).toEqual([["Yes", "No"]]);
  expect(rows("a", "b", "c", "d")).toEqual([["a", "b", "c"], ["d"]]);
  expect(rows("a label of some length", "another of some length", "x")).toEqual([["a label of some length"], ["another of some length", "x"]]);
  expect(rows(...Array.from({ length: 120 }, () => "x")).flat()).toHaveLength(100);
});

test.each([
  ["/p/a.JPG", "photo"],
  ["/p/a.ogg", "voice"],
  ["/p/a.mp3", "audio"],
  ["/p/a.mp4", "video"],
  ["/p/a.gif", "document"],
  ["/p/a", "document"],
])("%s is shown as a %s", (file, kind) => {
  expect(fileKind(file)).toBe(kind);
});

test("a name survives the way to Telegram", () => {
  expect(uploadName('/p/a;b"c\\d\r\ne.txt')).toBe("a_b_c_d__e.txt");
  expect(uploadName("/p/Bericht 2026 – final.pdf")).toBe("Bericht 2026 – final.pdf");
});

test("the menu has what Telegram can show", () => {
  expect(
    commandMenu([
      { name: "new", summary: "Begins\n anew" },
      { name: "with-dash", summary: "x" },
      { name: "long", summary: "x".repeat(300) },
      { name: "silent", summary: " " },
    ]),
  ).toEqual([
    { command: "new", description: "Begins anew" },
    { command: "long", description: "x".repeat(256) },
    { command: "silent", description: "silent" },
  ]);
  expect(commandMenu(Array.from({ length: 120 }, (_, index) => ({ name: `c${index}`, summary: "x" })))).toHaveLength(100);
});

test("a topic's name is cut between characters, and never empty", () => {
  expect(topicName("  two \n words ")).toBe("two words");
  expect(topicName("👩‍👩‍👧‍👦".repeat(20))).toBe("👩‍👩‍👧‍👦".repeat(11));
  expect(topicName(" ")).toBe("Conversation");
});
