import type { Plugin } from "@instar/kernel";
import { Notices, type Store } from "@instar/kernel/contracts";
import access from "@instar/plugin-access";
import { Conversations } from "@instar/plugin-conversations/contract";
import store from "@instar/plugin-store";
import { createScriptedAgent, createScriptedChannel, createTestKernel, settle, type TestKernel } from "@instar/testing";
import { expect, test } from "vitest";
import { withDefaultProviders } from "../../packages/cli/src/daemon/default-providers.ts";

const hourMs = 3_600_000;
/** The events note every five minutes that the house lives, so that a crash has a time. */
const signsOfLife = 24 * 12;

/** The real store, counting its commits. */
function countCommits() {
  const real = store();
  let commits = 0;
  const plugin: Plugin = {
    ...real,
    definition: {
      ...real.definition,
      async setup(context) {
        const inner = (await real.definition.setup(context)) as (consumer: string) => Store;
        return (consumer: string) => {
          const one = inner(consumer);
          const commit: Store["commit"] = (ops) => {
            commits += 1;
            return one.commit(ops);
          };
          return new Proxy(one, { get: (target, key) => (key === "commit" ? commit : Reflect.get(target, key, target)) });
        };
      },
    },
  };
  return { plugin, count: () => commits };
}

/** When the skills have looked into real files so often. The clock has to stand until then: they know nothing of the 30 s of it that a hook has. */
async function looked(kernel: TestKernel, times: number) {
  await expect.poll(() => kernel.describe().plugins.find(({ name }) => name === "skills")?.tapsRun, { timeout: 30_000 }).toBe(times);
}

/** A house with every default provider, in which one message was answered. */
async function openHouse() {
  const agent = createScriptedAgent();
  const chat = createScriptedChannel();
  const commits = countCommits();
  const owners = access({ owners: ["scripted-chat:owner"] });
  const { plugins } = await withDefaultProviders({ name: "idle", plugins: [commits.plugin, owners, agent.plugin, chat.plugin] }, []);
  const kernel = await createTestKernel(plugins, { now: "2026-03-10T12:00:00Z" });
  await chat.say("hello", { from: "owner" });
  await expect.poll(() => chat.sent, { timeout: 30_000 }).toHaveLength(1);
  await looked(kernel, 3);
  // After half an hour the session is parked.
  await kernel.clock.advance(30 * 60_000);
  await looked(kernel, 4);
  return { kernel, agent, chat, commits };
}

test.each([
  ["that is awake all day", async (clock: { advance(ms: number): Promise<void> }) => clock.advance(24 * hourMs)],
  ["that sleeps and wakes", async (clock: { jump(by: { hours: number }): Promise<void> }) => clock.jump({ hours: 24 })],
])("a day without anything to do, on a machine %s, costs nothing and says nothing", async (_, passDay) => {
  const house = await openHouse();
  await using kernel = house.kernel;
  const conversations = kernel.service(Conversations);
  // The first night may tidy up; after that nothing is left to do.
  await passDay(kernel.clock);
  await settle(200);

  const days = 6;
  const before = { asked: house.agent.inputs.length, commits: house.commits.count() };
  for (let day = 0; day < days; day++) {
    await passDay(kernel.clock);
    await settle(200);
  }
  expect({
    "model requests": house.agent.inputs.length - before.asked,
    "messages sent": house.chat.sent.length - 1,
    "waiting to be sent": (await conversations.status()).pending,
    "waiting for attention": (await kernel.service(Notices).attention()).length,
  }).toEqual({ "model requests": 0, "messages sent": 0, "waiting to be sent": 0, "waiting for attention": 0 });
  expect(before.commits).toBeGreaterThan(0);
  expect((house.commits.count() - before.commits) / days).toBeLessThanOrEqual(signsOfLife + 4);
  expect(kernel.lines.filter(({ level }) => level === "warn" || level === "error")).toEqual([]);
});
