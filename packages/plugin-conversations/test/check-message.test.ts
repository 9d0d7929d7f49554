import type { Incoming } from "@instar/kernel/contracts";
import { describe, expect, test } from "vitest";
import { addressKey } from "../src/address-key.ts";
import { checkMessage } from "../src/check-message.ts";
import { seenKey } from "../src/seen-key.ts";

const fine: Incoming = {
  key: "7:1",
  from: { id: "9", name: "Ada" },
  address: { channel: "telegram", conversation: "7", thread: "2" },
  text: "hi",
  at: 0,
};
const check = (change: object) => checkMessage("telegram", { ...fine, ...change });
const at = (address: object) => ({ address: { ...fine.address, ...address } });

describe("what cannot be stored, found again and answered is refused before it is written", () => {
  const cases: Record<string, object> = {
    "a key with a zero character": { key: "a\0b" },
    "half a surrogate pair in the key": { key: "\ud800" },
    "a key that is too long": { key: "k".repeat(513) },
    "no sender": { from: undefined },
    "half a surrogate pair in the sender's id": { from: { id: "\udfff" } },
    "a name of a megabyte": { from: { id: "9", name: "n".repeat(1_000_000) } },
    "a name that is no text": { from: { id: "9", name: { toString: "x" } } },
    "an address of another channel": at({ channel: "local" }),
    "half a surrogate pair in the conversation": at({ conversation: "\ud83d" }),
    "a conversation that is too long": at({ conversation: "c".repeat(513) }),
    "an address whose encoding is too long for the store": at({ conversation: "你".repeat(400) }),
    "a thread that is no text": at({ thread: 5 }),
    "an empty thread": at({ thread: "" }),
    "a text that is too long": { text: "x".repeat(1_000_001) },
    "a quotation that is too long": { quoted: "x".repeat(1_000_001) },
    "attachments that are no list": { attachments: { 0: "/a.png", length: 1 } },
    "files that are no list": { files: "photo" },
    "a file without an id": { files: [{ id: "", kind: "photo" }] },
    "a file of a kind that nobody knows": { files: [{ id: "1", kind: "program" }] },
    "a file of nothing": { files: [null] },
    "a file with a size that is no number": { files: [{ id: "1", kind: "photo", bytes: Number.NaN }] },
    "files without end": { files: Array.from({ length: 101 }, () => ({ id: "1", kind: "photo" })) },
    "an album that is no text": { album: 7 },
    "a group that does not say whether it is addressed": { group: {} },
    "an edit of nothing": { edits: "" },
    "an edit of itself": { edits: "7:1" },
    "attachments without end": { attachments: Array.from({ length: 101 }, () => "/a.png") },
  };
  test.each(Object.entries(cases))("%s", (_what, change) => {
    expect(() => check(change)).toThrow(expect.objectContaining({ code: "CONVERSATIONS_MESSAGE_MALFORMED" }));
  });
  test("and nothing that is no message at all", () => {
    expect(() => checkMessage("telegram", undefined as never)).toThrow(expect.objectContaining({ code: "CONVERSATIONS_MESSAGE_MALFORMED" }));
  });
  test("while odd but whole texts are taken", () => {
    expect(() =>
      check({ files: [{ id: "1", kind: "photo", name: "../".repeat(500), bytes: 0 }], album: "9", group: { addressed: false }, edits: "7:0" }),
    ).not.toThrow();
    expect(() => check({ text: "\0\ud800\u001b[2J", ...at({ conversation: "../../a b/👩‍👩‍👧" }), key: "a/b:c" })).not.toThrow();
  });
});

test("addresses and keys of different channels never meet", () => {
  expect(seenKey("a", "b/c")).not.toBe(seenKey("a/b", "c"));
  expect(seenKey("telegram", "7:1")).toBe("telegram/7:1");
  const keys = [
    addressKey({ channel: "a", conversation: "b/c" }),
    addressKey({ channel: "a/b", conversation: "c" }),
    addressKey({ channel: "a", conversation: "b", thread: "c" }),
    addressKey({ channel: "a", conversation: "b%2Fc" }),
  ];
  expect(new Set(keys).size).toBe(keys.length);
});

test("an address that got in damaged still has a key, so that the house can start", () => {
  expect(addressKey({ channel: "local", conversation: "\ud800" })).toBe("local/%EF%BF%BD");
});
