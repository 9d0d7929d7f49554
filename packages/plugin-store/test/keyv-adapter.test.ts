import { join } from "node:path";
import { createManualClock } from "@instar/testing";
import type { Keyv } from "keyv";
import { expect, test } from "vitest";
import { openStore } from "../src/index.ts";
import { collect, testFolder } from "./in-folder.ts";

test("a Keyv sets, gets, lists and clears within its namespace", async () => {
  await using opened = await openStore({ file: join(testFolder(), "instar.db"), clock: createManualClock() });
  const store = opened.store("test");
  const cache = store.asKeyv("cache: a/b") as Keyv<unknown>;
  const other = store.asKeyv("other") as Keyv<unknown>;
  await cache.set("plain", { n: 1 });
  await cache.set("with:colon", [2]);
  await cache.set("cache: a/b:like the prefix", 3);
  await other.set("plain", "theirs");
  expect([await cache.get("plain"), await cache.get("with:colon"), await cache.get("absent")]).toEqual([{ n: 1 }, [2], undefined]);
  expect(await cache.get(["plain", "absent"])).toEqual([{ n: 1 }, undefined]);
  expect(new Map(await collect(cache.iterator!(undefined)))).toEqual(
    new Map<string, unknown>([
      ["cache: a/b:like the prefix", 3],
      ["plain", { n: 1 }],
      ["with:colon", [2]],
    ]),
  );
  expect([await cache.has("plain"), await cache.delete("plain"), await cache.delete("plain"), await cache.has("plain")]).toEqual([true, true, false, false]);
  await cache.clear();
  expect(await collect(cache.iterator!(undefined))).toEqual([]);
  expect(await other.get("plain")).toBe("theirs");
});

test("what a Keyv holds expires by the store's clock", async () => {
  const clock = createManualClock("2020-01-01T00:00Z");
  await using opened = await openStore({ file: join(testFolder(), "instar.db"), clock });
  const cache = opened.store("test").asKeyv("cache") as Keyv<string>;
  await cache.set("a", "x", 60_000);
  expect(await cache.get("a")).toBe("x");
  await clock.jump({ minutes: 1 });
  expect(await cache.get("a")).toBeUndefined();
});

test("a Keyv whose store is closed rejects instead of losing what it was given", async () => {
  const opened = await openStore({ file: join(testFolder(), "instar.db"), clock: createManualClock() });
  const cache = opened.store("test").asKeyv("cache") as Keyv<string>;
  cache.on("error", () => undefined);
  await opened.close();
  await expect(cache.set("a", "x")).rejects.toMatchObject({ code: "STORE_CLOSED" });
  await expect(cache.get("a")).rejects.toMatchObject({ code: "STORE_CLOSED" });
});
