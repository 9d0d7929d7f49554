import { definePlugin, type Logger } from "@instar/kernel";
import { Store } from "@instar/kernel/contracts";
import store from "@instar/plugin-store";
import { createTestKernel } from "@instar/testing";
import { expect, test } from "vitest";
import type { Chat } from "../../src/grammy.ts";
import { createGroupBook } from "../../src/places/group-book.ts";

const log: Logger = { debug: () => undefined, info: () => undefined, warn: () => expect.fail(), error: () => expect.fail() };
const group = (id: number, title: string) => ({ id, type: "supergroup", title }) as Chat;

test("of the groups that strangers add the bot to no more are kept than a hundred, the newest; one that is known is not written again, after a restart neither", async () => {
  let kept: Store | undefined;
  const shelf = definePlugin({ api: 1, name: "shelf", needs: { store: Store }, setup: ({ services }) => void (kept = services.store) });
  await using kernel = await createTestKernel([store(), shelf()]);
  let commits = 0;
  const counting: Store = {
    ...(kept as Store),
    commit(ops) {
      commits++;
      return (kept as Store).commit(ops);
    },
  };
  const first = createGroupBook(counting, kernel.clock, log);
  for (let id = 1; id <= 130; id++) first.saw(group(-id, `Group ${id}`));
  await expect.poll(async () => (await first.all()).map(({ id }) => id)).toContain(-130);
  const ids = (await first.all()).map(({ id }) => -id);
  expect([ids.length, Math.min(...ids)]).toEqual([100, 31]);

  const before = commits;
  const second = createGroupBook(counting, kernel.clock, log);
  second.saw(group(-130, "Group 130"));
  second.saw(group(-130, "Renamed"));
  await expect.poll(async () => (await second.all()).map(({ title }) => title)).toContain("Renamed");
  expect(commits - before).toBe(1);
});
