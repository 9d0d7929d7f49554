import type { Plugin } from "@instar/kernel";
import { createTestKernel } from "@instar/testing";
import { describe, expect, test } from "vitest";
import { __pascal__ } from "../src/contract.ts";

/** What every provider promises. `make` builds one that knows these words. */
export function describe__pascal__Contract(name: string, make: (entries: Readonly<Record<string, string>>) => Plugin): void {
  describe(`${name} keeps the contract of __name__`, () => {
    test("explains a word, however it is written, and only what it knows", async () => {
      await using kernel = await createTestKernel([make({ Kelp: "a seaweed" })]);
      const known = kernel.service(__pascal__);
      expect(await known.explain("kelp")).toBe("a seaweed");
      expect(await known.explain("KELP")).toBe("a seaweed");
      expect(await known.explain("moss")).toBeUndefined();
    });

    test("lists its words in order", async () => {
      await using kernel = await createTestKernel([make({ moss: "a plant", Kelp: "a seaweed" })]);
      expect(await kernel.service(__pascal__).words()).toEqual(["kelp", "moss"]);
    });
  });
}
