import { expect } from "vitest";
import type { ChannelCase } from "./case.ts";
import { type ChildHouse, type RunningChildHouse, startChildHouse } from "./child-house.ts";
import type { ChannelHarness } from "./harness.ts";
import { faultOfParts } from "./joined-parts.ts";
import { numberedWords } from "./markdown-corpus.ts";
import type { Scene } from "./scene.ts";

const kills = 6;

const repeats = (texts: readonly string[]) => texts.length - new Set(texts).size;

/** A process of its own on the scene's folder, killed at the latest when the case ends. */
async function inChild(
  scene: Scene,
  module: NonNullable<ChannelHarness["module"]>,
  agent: ChildHouse["agent"],
  holdCursor = false,
): Promise<RunningChildHouse> {
  const child = startChildHouse({ module: module.file.href, options: module.options, folder: scene.folder, owner: scene.harness.owner, agent, holdCursor });
  await scene.until(child.isOpen, "the channel to open in a process of its own", 5).catch(async (error) => {
    await child.kill();
    throw error;
  });
  return child;
}

async function messageInChild(scene: Scene, module: NonNullable<ChannelHarness["module"]>) {
  const { harness, until, pass, optedOut, got } = scene;
  const answers = (text: string) => got().filter((other) => other === `You said: ${text}`).length;
  const allowed = optedOut("readback") ? 2 : 1;

  await harness.say("killed before it was handled");
  await using stuck = await inChild(scene, module, { kind: "silent" });
  await until(() => stuck.inputs().length === 1, "the agent to be given the message", 1);
  await stuck.kill();

  await using holding = await inChild(scene, module, { kind: "echo" }, true);
  await until(() => answers("killed before it was handled") > 0, "the message to be handled after all", 1);
  await harness.say("killed before it was confirmed");
  await until(() => answers("killed before it was confirmed") > 0 && holding.replied() >= 2, "an answer", 1);
  await holding.kill();

  for (let round = 0; round < kills; round++) {
    await using child = await inChild(scene, module, { kind: "echo" });
    await harness.say(`killed at random ${round}`);
    await pass(round * 15, 1);
    await child.kill();
  }
  await using last = await inChild(scene, module, { kind: "echo" });
  await harness.say("the last one");
  await until(() => answers("the last one") > 0, "the last message to be answered", 1);
  await pass(1_000, 1);
  expect(answers("killed before it was handled")).toBe(1);
  expect(answers("killed before it was confirmed")).toBe(1);
  for (let round = 0; round < kills; round++) {
    expect(answers(`killed at random ${round}`), `answers to message ${round}`).toBeGreaterThanOrEqual(1);
    expect(answers(`killed at random ${round}`), `answers to message ${round}`).toBeLessThanOrEqual(allowed);
  }
  await last.kill();
}

/** The house breaks at each step of its journal in turn, before and after the step was made. */
async function messageAtEveryStep(scene: Scene) {
  const { harness, agent, open, until, pass, optedOut, got } = scene;
  const allowed = optedOut("readback") ? 2 : 1;
  let inTime = false;
  for (let step = 1; !inTime; step++)
    for (const done of [false, true]) {
      const text = `broken ${done ? "after" : "at"} step ${step}`;
      const answers = () => got().filter((other) => other === `You said: ${text}`).length;
      const house = await open();
      house.store.breakAt(step, done);
      await harness.say(text);
      await until(() => house.store.broken || answers() > 0, "the house to break, or an answer");
      if (!house.store.broken) await pass(2_000);
      inTime = !house.store.broken;
      await house.drop();
      const next = await open();
      await until(() => answers() > 0, `the answer to "${text}"`, 50);
      await until(async () => (await next.conversations.status()).open === 0 && (await next.conversations.status()).pending === 0, "everything to be finished");
      await pass(5_000);
      expect(answers(), `answers to "${text}"`).toBeLessThanOrEqual(allowed);
      const answered = (await next.conversations.inbox()).filter((row) => row.text === text);
      expect(answered.map(({ state }) => state)).toEqual(["answered"]);
      await next.stop();
    }
  expect(agent.inputs.length).toBeGreaterThan(4);
}

async function partsInChild(scene: Scene, module: NonNullable<ChannelHarness["module"]>) {
  const { harness, until, pass, optedOut, got } = scene;
  const text = numberedWords(harness.partLimit * 4.5);
  await using child = await inChild(scene, module, { kind: "say", text });
  await harness.say("go");
  await until(() => got().length >= 2, "the first parts", 1);
  await child.kill();
  const before = got().length;
  await using next = await inChild(scene, module, { kind: "say", text });
  await until(() => faultOfParts([...new Set(got())], text) === undefined, "the rest of the answer", 1);
  await pass(1_000, 1);
  expect(before, "parts before the kill").toBeLessThan(new Set(got()).size);
  expect(repeats(got()), "parts that came twice").toBeLessThanOrEqual(optedOut("readback") ? 1 : 0);
  await next.kill();
}

async function partsAtEveryStep(scene: Scene) {
  const { harness, agent, open, until, pass, optedOut, got } = scene;
  const words = numberedWords(harness.partLimit * 4.5 - 1_000);
  let inTime = false;
  for (let step = 1; !inTime; step++)
    for (const done of [false, true]) {
      const text = `${words} step${step}${done}`.replaceAll("word", `word${step}${done ? "a" : "b"}`).slice(0, harness.partLimit * 4.5);
      agent.respond(() => text);
      const before = got().length;
      const parts = () => got().slice(before);
      const house = await open();
      house.store.breakAt(step, done);
      await harness.say(`go ${step}${done}`);
      const whole = () => faultOfParts([...new Set(parts())], text) === undefined;
      await until(() => house.store.broken || whole(), "the house to break, or the whole answer");
      if (!house.store.broken) await pass(2_000);
      inTime = !house.store.broken;
      await house.drop();
      const next = await open();
      await until(whole, `the rest of the answer after step ${step}`, 50);
      await until(async () => (await next.conversations.status()).pending === 0, "everything to be finished");
      await pass(5_000);
      expect(repeats(parts()), `parts that came twice after step ${step}`).toBeLessThanOrEqual(optedOut("readback") ? 1 : 0);
      await next.stop();
    }
}

export const crashCases: readonly ChannelCase[] = [
  {
    id: "C2",
    level: 1,
    title: "a message is handled once, whenever the process is killed",
    timeoutMs: 180_000,
    run: (scene) => (scene.harness.module ? messageInChild(scene, scene.harness.module) : messageAtEveryStep(scene)),
  },
  {
    id: "C27",
    level: 1,
    title: "after a kill in the middle of a long answer the rest is sent, and no part twice",
    timeoutMs: 180_000,
    run: (scene) => (scene.harness.module ? partsInChild(scene, scene.harness.module) : partsAtEveryStep(scene)),
  },
];
