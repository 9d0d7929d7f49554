import type { Records } from "@instar/kernel/contracts";
import { describe, expect, test } from "vitest";
import { judgeBy } from "../src/judge-sender.ts";
import { createTrust, type Grant } from "../src/trust.ts";

/** Nothing is read or written before `load`. */
const unread = {} as Records<Grant>;
const judging = (lists: { owners?: string[]; known?: string[] }) => judgeBy(createTrust({ owners: [], known: [], pairing: true, ...lists }, unread));

const trustOf = (lists: { owners?: string[]; known?: string[] }, channel: string, id: string) => judging(lists)(channel, { id }).trust;

describe("who may speak", () => {
  test.each([
    ["who reached the local socket with the owner's token is the owner", {}, "local", "owner", "owner"],
    ["whoever calls the API with the owner's token is the owner", {}, "http", "owner", "owner"],
    ["another name on the local socket is a stranger", {}, "local", "guest", "stranger"],
    ["who reached the local API with it is the owner, too", {}, "http", "owner", "owner"],
    ["empty lists mean nobody", {}, "telegram", "123", "stranger"],
    ["a listed owner is the owner", { owners: ["telegram:123"] }, "telegram", "123", "owner"],
    ["the same id on another channel is a stranger", { owners: ["telegram:123"] }, "slack", "123", "stranger"],
    ["a listed acquaintance is known", { known: ["telegram:123"] }, "telegram", "123", "known"],
    ["who is in both lists is the owner", { owners: ["telegram:1"], known: ["telegram:1"] }, "telegram", "1", "owner"],
    ["part of a listed id is a stranger", { owners: ["telegram:123"] }, "telegram", "12", "stranger"],
    ["an id may contain colons", { owners: ["matrix:@kim:example.org"] }, "matrix", "@kim:example.org", "owner"],
    ["a channel whose name contains a colon can't speak for another", { owners: ["matrix:@kim:example.org"] }, "matrix:@kim", "example.org", "stranger"],
    ["an id that resembles a property of every object is a stranger", {}, "telegram", "__proto__", "stranger"],
  ] as const)("%s", (_, lists, channel, id, trust) => {
    expect(trustOf(lists as { owners?: string[]; known?: string[] }, channel, id)).toBe(trust);
  });

  test("a channel can't hand out trust", () => {
    const claimed = { id: "666", name: "Eve", trust: "owner", person: "kim" };
    expect(judging({})("telegram", claimed)).toEqual({ id: "666", name: "Eve", trust: "stranger" });
  });
});
