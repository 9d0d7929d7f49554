import type { Records } from "@instar/kernel/contracts";
import { describe, expect, test } from "vitest";
import { judgeBy } from "../src/judge-sender.ts";
import { createTrust, type Grant } from "../src/trust.ts";

/** Nothing is read or written before `load`. */
const unread = {} as Records<Grant>;
type Lists = { owners?: string[]; known?: string[]; groups?: string[] };
const judging = ({ groups = [], ...lists }: Lists) => judgeBy(createTrust({ owners: [], known: [], groups, pairing: true, ...lists }, unread), groups);

const trustOf = (lists: Lists, channel: string, id: string, group?: string) => judging(lists)(channel, { id }, group).trust;

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
    expect(trustOf(lists as Lists, channel, id)).toBe(trust);
  });

  const lists = { owners: ["telegram:1"], known: ["telegram:2"], groups: ["telegram:-100"] };
  test.each([
    ["an owner in a group that is let in is the owner", "telegram", "1", "-100", "owner"],
    ["an acquaintance there is known", "telegram", "2", "-100", "known"],
    ["somebody else there is a stranger", "telegram", "3", "-100", "stranger"],
    ["an owner in another group is a stranger", "telegram", "1", "-200", "stranger"],
    ["a group of the same id on another channel is another group", "slack", "1", "-100", "stranger"],
    ["a group is no sender", "telegram", "-100", "-100", "stranger"],
    ["where nobody else listens the list of groups says nothing", "telegram", "1", undefined, "owner"],
  ] as const)("%s", (_, channel, id, group, trust) => {
    expect(trustOf(lists, channel, id, group)).toBe(trust);
  });

  test("a channel can't hand out trust", () => {
    const claimed = { id: "666", name: "Eve", trust: "owner", person: "kim" };
    expect(judging({})("telegram", claimed)).toEqual({ id: "666", name: "Eve", trust: "stranger" });
  });
});
