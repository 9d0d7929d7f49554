import { expect } from "vitest";
import type { ChannelCase } from "./case.ts";
import { faultOfParts } from "./joined-parts.ts";
import { longAnswer, markdownCorpus } from "./markdown-corpus.ts";
import type { Scene, SceneHouse } from "./scene.ts";

/** Has the agent answer with `text`; resolves with the parts that the reader got of it. */
async function partsOf(text: string, { harness, agent, until, got }: Scene, house: SceneHouse): Promise<readonly string[]> {
  agent.respond(() => text);
  const before = got().length;
  const asked = agent.inputs.length;
  await harness.say(`question ${asked}`);
  await until(() => agent.inputs.length > asked, "the agent to be asked");
  await until(
    async () => {
      const { running, pending, open } = await house.conversations.status();
      return running + pending + open === 0;
    },
    `the answer ${JSON.stringify(text.slice(0, 80))} to be delivered`,
  );
  expect((await house.conversations.outbox({ limit: 1 }))[0]?.state, `the answer ${JSON.stringify(text.slice(0, 200))}`).toBe("delivered");
  return got().slice(before);
}

export const splittingCases: readonly ChannelCase[] = [
  {
    id: "C20",
    level: 1,
    title: "any Markdown is accepted by the service, and its text is kept",
    timeoutMs: 180_000,
    async run(scene) {
      const { harness, open } = scene;
      const house = await open();
      for (const markdown of markdownCorpus()) {
        const parts = await partsOf(markdown, scene, house);
        expect(harness.malformed(), `sends that the service refused, after ${JSON.stringify(markdown)}`).toBe(0);
        expect(faultOfParts(parts, harness.readable?.(markdown) ?? markdown), JSON.stringify(markdown)).toBeUndefined();
      }
    },
  },
  {
    id: "C21",
    level: 1,
    title: "100,000 characters arrive in parts that fit, in order, whole, and not cut inside a character",
    timeoutMs: 120_000,
    async run(scene) {
      const { harness, open } = scene;
      const house = await open();
      const text = longAnswer(100_000);
      const parts = await partsOf(text, scene, house);
      expect(parts.filter((part) => part.length > harness.partLimit).length, `parts longer than ${harness.partLimit}`).toBe(0);
      expect(harness.malformed(), "sends that the service refused").toBe(0);
      expect(faultOfParts(parts, harness.readable?.(text) ?? text)).toBeUndefined();
    },
  },
];
