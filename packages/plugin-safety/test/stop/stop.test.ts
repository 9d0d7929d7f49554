import { definePlugin, optional } from "@instar/kernel";
import { Completions, Jobs, Lifecycle, Scheduler } from "@instar/kernel/contracts";
import { NamedSessions } from "@instar/plugin-named-sessions/contract";
import { until } from "@instar/testing";
import { expect, test } from "vitest";
import { Safety } from "../../src/contract.ts";
import { createHouse } from "./house.ts";

type House = Awaited<ReturnType<typeof createHouse>>;

const forever = () => new Promise<never>(() => undefined);
const saidIn = ({ chat }: House, conversation: string) => chat.sent.filter((part) => part.conversation === conversation).map(({ text }) => text);
const working = async (house: House) => (await house.sessions().list({ states: ["working"] })).length;

/** So many conversations work; the messages behind them wait. */
async function occupy(house: House, conversations: readonly string[], waiting: readonly string[] = []) {
  house.agent.respond(forever);
  for (const conversation of conversations) await house.chat.say("Work on it.", { conversation, from: "owner" });
  await until(async () => house.agent.inputs.length === conversations.length && (await working(house)) === conversations.length, "all at work");
  for (const conversation of waiting) await house.chat.say("And then this.", { conversation, from: "owner" });
}

test("one word ends ten conversations at work in less than a second, one of which does not listen, and drops what waits", async () => {
  await using house = await createHouse();
  const names = [...Array.from({ length: 9 }, (_, n) => `c${n}`), "deaf"];
  await occupy(house, names, ["c1", "c1", "c2", "deaf"]);
  const begun = house.clock.now();
  const real = performance.now();
  await house.chat.say("Stop everything!", { conversation: "desk", from: "owner" });
  for (let moved = 0; moved < 950 && (await working(house)) > 0; moved += 50) await house.clock.advance(50);
  expect(house.clock.now() - begun).toBeLessThan(1_000);
  expect(await working(house)).toBe(0);
  expect(performance.now() - real).toBeLessThan(5_000);
  const [answer] = await until(() => (saidIn(house, "desk").length > 0 ? saidIn(house, "desk") : undefined));
  expect(answer).toMatch(/^Stopped 10 agents at work in 0\.\d s\. 4 waiting messages dropped\.$/);
  expect(saidIn(house, "c1").at(-1)).toBe(
    "The owner has stopped everything, also what ran here: 2 waiting messages dropped. Send it again if it still matters.",
  );
  expect(saidIn(house, "c5").at(-1)).toBe("The owner has stopped everything, also what ran here. Send it again if it still matters.");
  // Nothing of it comes back, and what is said next is answered
  house.agent.respond(() => "Fresh.");
  const given = house.agent.inputs.length;
  await house.clock.advance(60_000);
  expect(house.agent.inputs).toHaveLength(given);
  await house.chat.say("Hello again", { conversation: "c1", from: "owner" });
  await until(() => saidIn(house, "c1").includes("Fresh."));
  const [entry] = await house.safety().audit({ what: ["agents.stopped"] });
  expect(entry).toMatchObject({ by: "scripted-chat:owner", about: { working: "10", left: "0", dropped: "4" } });
});

test("nothing that ran is said as well, and a sentence with the word in it goes to the agent", async () => {
  await using house = await createHouse();
  house.agent.respond(({ inputs }) => `Heard: ${inputs.map(({ text }) => text).join()}`);
  await house.chat.say("/stop", { conversation: "desk", from: "owner" });
  await until(() => saidIn(house, "desk").includes("Nothing was running, and nothing waited."));
  await house.chat.say("stop the build please", { conversation: "desk", from: "owner" });
  await until(() => saidIn(house, "desk").some((text) => text.startsWith("Heard: stop the build please")));
  await house.chat.say("/stop the build please", { conversation: "desk", from: "owner" });
  await until(() => saidIn(house, "desk").some((text) => text.startsWith("Heard: /stop the build please")));
});

test("somebody else's /stop means their own conversation, and their word alone is talk", async () => {
  await using house = await createHouse();
  await occupy(house, ["ours"]);
  await house.chat.say("Work on mine.", { conversation: "anns", from: "ann" });
  await until(async () => (await working(house)) === 2);
  await house.chat.say("/stop", { conversation: "anns", from: "ann" });
  await until(async () => (await working(house)) === 1);
  await until(() => saidIn(house, "anns").includes("Stopped."));
  house.agent.respond(({ inputs }) => `Heard: ${inputs.map(({ text }) => text).join()}`);
  await house.chat.say("stop everything", { conversation: "anns", from: "ann" });
  await until(() => saidIn(house, "anns").some((text) => text.startsWith("Heard: stop everything")));
  await house.chat.say("/help", { conversation: "anns", from: "ann" });
  await until(() => saidIn(house, "anns").some((text) => text.includes("/stop: Ends what runs here")));
  await house.chat.say("/help", { conversation: "desk", from: "owner" });
  const help = await until(() => saidIn(house, "desk").find((text) => text.includes("/pause:")));
  expect(help).toContain("/stop: Ends all work everywhere");
  expect(help).not.toContain("/stop: Ends what runs here");
});

test("jobs, named sessions and single questions end too, and what waits behind them does not begin", async () => {
  let begun = 0;
  const jobs = definePlugin({
    api: 1,
    name: "work",
    setup({ contribute }) {
      contribute(Jobs, {
        id: "nightly",
        schedule: { everyMs: 86_400_000 },
        overlap: "queue",
        run: ({ signal }) => {
          begun += 1;
          return new Promise((_, reject) => signal.addEventListener("abort", () => reject(signal.reason), { once: true }));
        },
      });
    },
  });
  await using house = await createHouse([jobs()]);
  await occupy(house, ["c1"]);
  const named = house.kernel().service(NamedSessions);
  const { turn } = await named.spawn({ name: "helper", prompt: "Go." });
  const behind = await named.send("helper", "And go on.");
  const scheduler = house.kernel().service(Scheduler);
  await scheduler.runNow("nightly", "test");
  await scheduler.runNow("nightly", "test");
  await until(async () => begun === 1 && (await working(house)) === 2);
  const stopping = house.safety().stopAgents("terminal");
  await house.clock.advance(900);
  expect(await stopping).toMatchObject({ working: 2, left: 0, jobs: 2 });
  expect((await named.turn(turn?.id as string)).state).toBe("interrupted");
  await until(async () => (await named.turn(behind.id)).state === "interrupted");
  await house.clock.advance(5_000);
  expect(begun).toBe(1);
});

test("a pause lets nothing begin, tells each conversation once, survives a restart, and its end takes up what waited, in order", async () => {
  await using house = await createHouse();
  await occupy(house, ["busy"]);
  await house.chat.say("pause", { conversation: "desk", from: "owner" });
  await until(() => saidIn(house, "desk").some((text) => text.startsWith("Paused, and 1 turn interrupted.")));
  expect(await working(house)).toBe(0);
  house.agent.respond(({ inputs }) => `Heard: ${inputs.map(({ text }) => text).join()}`);
  const given = house.agent.inputs.length;
  await house.chat.say("first", { conversation: "anns", from: "ann" });
  await house.chat.say("second", { conversation: "anns", from: "ann" });
  await until(() => saidIn(house, "anns").length > 0);
  await house.clock.advance(1_000);
  await house.reopen();
  expect(await house.safety().state()).toMatchObject({ paused: true, by: "scripted-chat:owner" });
  await house.chat.say("third", { conversation: "anns", from: "ann" });
  await until(async () => (await house.conversations().inbox({ states: ["held"] })).length === 3);
  expect(saidIn(house, "anns")).toEqual(["Everything is paused by the owner (scripted-chat:owner) until it is resumed. Your message is taken up then."]);
  await house.chat.say("/status", { conversation: "anns", from: "ann" });
  await until(() => saidIn(house, "anns").at(-1)?.includes("3 messages are held: safety: wait for the end of the pause") === true);
  expect(house.agent.inputs).toHaveLength(given);

  const lifecycle = house.kernel().service(Lifecycle);
  const call = {
    id: "t1",
    session: { id: "s", driver: "scripted" },
    cwd: "/",
    tool: "Read",
    input: {},
    action: { kind: "other" },
    signal: new AbortController().signal,
  } as const;
  expect(await lifecycle.decide(call)).toMatchObject({ allow: false, reason: expect.stringContaining("Everything is paused") });
  expect(await lifecycle.job({ id: "r", job: "j", dueAt: 0, attempt: 1 })).toMatchObject({ allow: false });
  const asking = house.kernel().service(Completions).complete({ cause: "test", prompt: "?", tier: "fast", maxTokens: 10 }, new AbortController().signal);
  await expect(asking).rejects.toThrow(/No configured agent|paused/);
  expect(
    await house
      .kernel()
      .service(NamedSessions)
      .spawn({ name: "late", prompt: "Go." })
      .then(({ turn }) =>
        house
          .kernel()
          .service(NamedSessions)
          .turn(turn?.id as string, 5_000),
      ),
  ).toMatchObject({ state: "failed" });

  await house.chat.say("Resume", { conversation: "desk", from: "owner" });
  await until(() => saidIn(house, "desk").some((text) => text === "Resumed. 3 messages that waited begin now."));
  await until(() => saidIn(house, "anns").length === 5);
  expect(saidIn(house, "anns").slice(2)).toEqual(["Heard: first", "Heard: second", "Heard: third"]);
  await house.chat.say("resume", { conversation: "desk", from: "owner" });
  await until(() => saidIn(house, "desk").includes("Nothing was paused."));
  expect((await house.safety().audit({ what: ["agents"] })).map(({ what }) => what)).toEqual(["agents.resumed", "agents.paused"]);
  expect((await house.safety().verifyAudit()).broken).toBeUndefined();
});

test("a pause that is ended while the agent is stopped takes up at the next start what waited", async () => {
  await using house = await createHouse();
  house.agent.respond(({ inputs }) => `Heard: ${inputs.map(({ text }) => text).join()}`);
  await house.chat.say("pause", { conversation: "desk", from: "owner" });
  await until(() => saidIn(house, "desk").length > 0);
  await house.chat.say("first", { conversation: "anns", from: "ann" });
  await until(() => saidIn(house, "anns").length > 0);
  await house.reopen("set-up");
  expect(await house.conversations().inbox({ states: ["held"] })).toHaveLength(1);
  expect(await house.safety().resume("terminal")).toEqual({ paused: false });
  await house.clock.advance(1_000);
  expect(await house.conversations().inbox({ limit: 1 })).toMatchObject([{ text: "first", state: "accepted" }]);
  await house.reopen();
  await until(() => saidIn(house, "anns").includes("Heard: first"));
});

test("a plugin can neither stop, pause nor resume anything", async () => {
  let given: Safety | undefined;
  const meddler = definePlugin({
    api: 1,
    name: "meddler",
    needs: { safety: optional(Safety) },
    setup({ services }) {
      given = services.safety;
    },
  });
  await using house = await createHouse([meddler()]);
  for (const call of [given?.stopAgents("x"), given?.pause("x"), given?.resume("x")]) await expect(call).rejects.toMatchObject({ code: "SAFETY_OWNER_ONLY" });
  expect(await given?.state()).toEqual({ paused: false });
  expect(await house.safety().state()).toEqual({ paused: false });
});
