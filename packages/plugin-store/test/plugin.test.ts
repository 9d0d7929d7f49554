import { existsSync } from "node:fs";
import { join } from "node:path";
import { definePlugin } from "@instar/kernel";
import { HealthChecks, Store } from "@instar/kernel/contracts";
import { createTestKernel } from "@instar/testing";
import { expect, test } from "vitest";
import store from "../src/index.ts";
import { testFolder, textShape } from "./in-folder.ts";

const user = (name: string, use: (store: Store) => Promise<void>) =>
  definePlugin({
    api: 1,
    name,
    needs: { store: Store },
    async setup({ services }) {
      await use(services.store);
    },
  })();

test("each plugin finds its own names, and what it wrote is there after a restart", async () => {
  const project = testFolder();
  const write = (value: string) => (at: Store) => at.commit([at.records("notes", textShape).put("a", value)]).then(() => undefined);
  const seen: unknown[] = [];
  const read = async (at: Store) => void seen.push((await at.records("notes", textShape).get("a"))?.value);
  {
    await using _kernel = await createTestKernel([store(), user("first", write("of the first")), user("second", write("of the second"))], { project });
  }
  await using _again = await createTestKernel([user("first", read), user("second", read), store()], { project });
  expect(seen).toEqual(["of the first", "of the second"]);
  expect(existsSync(join(project, ".instar", "instar.db"))).toBe(true);
});

test("it contributes a health check", async () => {
  let summary: string | undefined;
  const looker = definePlugin({
    api: 1,
    name: "looker",
    needs: { store: Store },
    setup({ contributions, hooks, signal }) {
      hooks.start.tap("look at the health", async () => {
        for (const { plugin, value } of contributions(HealthChecks)) if (plugin === "store") summary = (await value.run(signal)).summary;
      });
    },
  })();
  await using _kernel = await createTestKernel([looker, store({ file: "elsewhere/agent.db" })]);
  expect(summary).toMatch(/elsewhere\/agent\.db answers \(0\.1 MB/);
});

test("a mistyped option is refused", async () => {
  await expect(createTestKernel([store({ whenBroken: "ignore" } as never)])).rejects.toThrow(/whenBroken/);
});

test("entries begin behind a key, in it or not, and end with the prefix", async () => {
  const found: string[][] = [];
  const reader = user("reader", async (at) => {
    const notes = at.records("notes", textShape);
    const keys = Array.from({ length: 450 }, (_, index) => `k/${String(index).padStart(3, "0")}`);
    await at.commit([...keys, "j", "l"].map((key) => notes.put(key, key)));
    for (const [prefix, after] of [
      ["k/", "k/447"],
      ["k/", "k/4475"],
      ["k/", "k/9"],
      ["k/", "a"],
      [undefined, "k/448"],
    ] as const) {
      const each: string[] = [];
      for await (const [key] of notes.entries(prefix, { after })) each.push(key);
      found.push(each.length > 9 ? [String(each.length)] : each);
    }
  });
  await using _kernel = await createTestKernel([store(), reader], { project: testFolder() });
  expect(found).toEqual([["k/448", "k/449"], ["k/448", "k/449"], [], ["450"], ["k/449", "l"]]);
});
