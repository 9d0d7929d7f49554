import { expect } from "vitest";
import type { ChannelCase } from "./case.ts";
import { type ChildHouse, createChildHouses, type RunningChildHouse } from "./child-house.ts";
import type { ChannelHarness } from "./harness.ts";
import { faultOfParts } from "./joined-parts.ts";
import { numberedWords } from "./markdown-corpus.ts";
import type { Scene, SceneHouse } from "./scene.ts";

const kills = 6;
const sameKey = "a message has the same key each time it is delivered, so that the house knows the second";

const repeats = (texts: readonly string[]) => texts.length - new Set(texts).size;

/** Houses in processes of their own on the scene's folder, each killed at the latest when the case ends. */
function openChildren(scene: Scene, module: NonNullable<ChannelHarness["module"]>) {
  const houses = createChildHouses();
  return {
    async open(agent: ChildHouse["agent"], holdCursor = false): Promise<RunningChildHouse> {
      const child = houses.start({ module: module.file.href, options: module.options, folder: scene.folder, owner: scene.harness.owner, agent, holdCursor });
      await scene
        .until(
          child.isOpen,
          "the channel to open in a process of its own: `module` of the harness is a file whose default export is the factory, and its options",
        )
        .catch(async (error) => {
          await child.kill();
          throw error;
        });
      return child;
    },
    [Symbol.asyncDispose]: () => houses[Symbol.asyncDispose](),
  };
}

/**
 * Breaks a house at every step of its journal, just before and just after it is written, until a round is done without breaking. The house that comes after
 * a broken one is the next to break; resolves with the last one. `begin` gives back whether its round is done.
 */
async function atEveryStep(
  { open, until, pass }: Scene,
  { begin, check }: { begin(round: string): Promise<() => boolean>; check(round: string, next: SceneHouse): Promise<void> },
): Promise<SceneHouse> {
  let house = await open();
  for (let step = 1, inTime = false; !inTime; step++)
    for (const done of [false, true]) {
      const round = `${done ? "after" : "at"} step ${step}`;
      const { store } = house;
      store.breakAt(step, done);
      const isDone = await begin(round);
      await until(() => store.broken || isDone(), "the house to break, or the round to be done: an answer must come when nothing breaks");
      if (!store.broken) await pass(2_000);
      inTime = !store.broken;
      await house.drop();
      house = await open();
      await check(round, house);
    }
  return house;
}

async function messageInChild(scene: Scene, module: NonNullable<ChannelHarness["module"]>) {
  const { harness, until, pass, optedOut, got } = scene;
  await using children = openChildren(scene, module);
  const answers = (text: string) => got().filter((other) => other === `You said: ${text}`).length;
  /** Answers whose sending a kill has cut off: without reading back each of those may have come, and is sent once more. */
  const cutOff: string[] = [];

  await harness.say("killed before it was handled");
  await using stuck = await children.open({ kind: "silent" });
  await until(() => stuck.inputs().length === 1, "the agent to be given the message: receive it, and await that, before the cursor moves", 1);
  await stuck.kill();

  await using holding = await children.open({ kind: "echo" }, true);
  await until(
    () => answers("killed before it was handled") > 0,
    "the message to be handled after all: what was received before the kill is the house's to finish; resolve `send` with a `ref`",
    1,
  );
  await harness.say("killed before it was confirmed");
  await until(() => answers("killed before it was confirmed") > 0 && holding.replied() >= 2, "an answer, while the cursor is never written", 1);
  await holding.kill();

  for (let round = 0; round < kills; round++) {
    await using child = await children.open({ kind: "echo" });
    await harness.say(`killed at random ${round}`);
    await pass(round * 15, 1);
    await child.kill();
    cutOff.push(...child.sending());
  }
  await using last = await children.open({ kind: "echo" });
  await harness.say("the last one");
  await until(() => answers("the last one") > 0, "the last message to be answered", 1);
  await pass(1_000, 1);
  expect(answers("killed before it was handled"), "answers to the message whose process was killed before it was handled").toBe(1);
  expect(answers("killed before it was confirmed"), `answers to the message whose cursor was never written: ${sameKey}`).toBe(1);
  for (let round = 0; round < kills; round++) {
    const text = `killed at random ${round}`;
    const repeated = optedOut("readback") ? cutOff.filter((other) => other === `You said: ${text}`).length : 0;
    expect(answers(text), `answers to message ${round}: a message is lost when the cursor moves before sink.receive has resolved`).toBeGreaterThanOrEqual(1);
    expect(answers(text), `answers to message ${round}, whose sending was cut off ${repeated} times: ${sameKey}`).toBeLessThanOrEqual(1 + repeated);
  }
  await last.kill();
}

/** The house breaks at each step of its journal in turn, before and after the step was made. */
async function messageAtEveryStep(scene: Scene) {
  const { harness, agent, until, pass, optedOut, got } = scene;
  const allowed = optedOut("readback") ? 2 : 1;
  const answersTo = (text: string) => got().filter((other) => other === `You said: ${text}`).length;
  const texts: string[] = [];
  const last = await atEveryStep(scene, {
    async begin(round) {
      const text = `broken ${round}`;
      texts.push(text);
      await harness.say(text);
      return () => answersTo(text) > 0;
    },
    async check(round, next) {
      const text = `broken ${round}`;
      await until(
        () => answersTo(text) > 0,
        `the answer to "${text}": a message is lost when the cursor moves, or the webhook is answered, before sink.receive has resolved`,
        50,
      );
      await until(async () => {
        const { open: left, pending } = await next.conversations.status();
        return left + pending === 0;
      }, "everything to be finished: resolve `send` with a `ref` once the service has taken the part");
      const answered = (await next.conversations.inbox()).filter((row) => row.text === text);
      expect(
        answered.map(({ state }) => state),
        `rows of the inbox for "${text}": ${sameKey}`,
      ).toEqual(["answered"]);
    },
  });
  await pass(5_000);
  for (const text of texts) expect(answersTo(text), `answers to "${text}": ${sameKey}, and look in \`find\` for what was sent`).toBeLessThanOrEqual(allowed);
  expect(agent.inputs.length, "turns of the agent, over all rounds").toBeGreaterThan(4);
  await last.stop();
}

async function partsInChild(scene: Scene, module: NonNullable<ChannelHarness["module"]>) {
  const { harness, until, pass, optedOut, got } = scene;
  const text = numberedWords(harness.partLimit * 4.5);
  await using children = openChildren(scene, module);
  await using child = await children.open({ kind: "say", text });
  await harness.say("go");
  await until(() => got().length >= 2, "the first parts of a long answer", 1);
  await child.kill();
  const before = got().length;
  await using next = await children.open({ kind: "say", text });
  await until(
    () => faultOfParts([...new Set(got())], text) === undefined,
    "the rest of the answer after the kill: send one part per call of `send`, and nothing more",
    1,
  );
  await pass(1_000, 1);
  expect(before, "parts before the kill: a long answer is sent part by part, as the house asks for it").toBeLessThan(new Set(got()).size);
  expect(repeats(got()), 'parts that came twice: look in `find` for what was sent, or opt out of "readback"').toBeLessThanOrEqual(optedOut("readback") ? 1 : 0);
  await next.kill();
}

async function partsAtEveryStep(scene: Scene) {
  const { harness, agent, until, pass, optedOut, got } = scene;
  const words = numberedWords(harness.partLimit * 2.5 - 1_000);
  let before = 0;
  let text = "";
  const parts = () => got().slice(before);
  const whole = () => faultOfParts([...new Set(parts())], text) === undefined;
  const last = await atEveryStep(scene, {
    async begin(round) {
      before = got().length;
      text = words.replaceAll("word", `word ${round} `).slice(0, harness.partLimit * 2.5);
      agent.respond(() => text);
      await harness.say(`go ${round}`);
      return whole;
    },
    async check(round, next) {
      await until(whole, `the rest of the answer ${round}`, 50);
      await until(
        async () => (await next.conversations.status()).pending === 0,
        "everything to be finished: resolve `send` with a `ref` once the service has taken the part",
      );
      await pass(1_000);
      expect(repeats(parts()), `parts that came twice ${round}: look in \`find\` for what was sent, or opt out of "readback"`).toBeLessThanOrEqual(
        optedOut("readback") ? 1 : 0,
      );
    },
  });
  await last.stop();
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
