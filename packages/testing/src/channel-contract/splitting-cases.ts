import type { OutboxRow } from "@instar/plugin-conversations/contract";
import { expect } from "vitest";
import type { ChannelCase } from "./case.ts";
import { faultOfParts } from "./joined-parts.ts";
import { longAnswer, markdownCorpus, numberedWords } from "./markdown-corpus.ts";
import type { Scene } from "./scene.ts";

const atOnce = 10;

function byReply(rows: readonly OutboxRow[]): ReadonlyMap<string, readonly OutboxRow[]> {
  const replies = new Map<string, OutboxRow[]>();
  for (const row of rows) replies.set(row.reply, [...(replies.get(row.reply) ?? []), row]);
  return replies;
}

/** Has the agent answer with each of the texts; resolves with the parts that the reader got of each, in their order. */
async function partsOf(texts: readonly string[], { harness, agent, open, until, got }: Scene): Promise<readonly (readonly string[])[]> {
  agent.respond(({ inputs }) => texts[Number(inputs[0]?.text.replace("question ", ""))] ?? "");
  const house = await open();
  const parts: (readonly string[])[] = [];
  for (let from = 0; from < texts.length; from += atOnce) {
    const to = Math.min(texts.length, from + atOnce);
    const [asked, before] = [agent.inputs.length, got().length];
    for (let index = from; index < to; index++) await harness.say(`question ${index}`);
    await until(() => agent.inputs.length >= asked + to - from, "the agent to be asked: give every message to sink.receive");
    await until(
      async () => {
        const { running, pending, open: left } = await house.conversations.status();
        return running + pending + left === 0;
      },
      `the answers ${from} to ${to - 1} to be delivered: resolve \`send\` with a \`ref\` once the service has taken the part`,
    );
    const rows = (await house.conversations.outbox({ limit: 1_000 })).toReversed();
    const replies = [...byReply(rows).values()].slice(-(to - from));
    let at = before;
    for (const [index, reply] of replies.entries()) {
      const text = texts[from + index] ?? "";
      expect(new Set(reply.map(({ state }) => state)), `the answer ${JSON.stringify(text.slice(0, 200))}`).toEqual(new Set(["delivered"]));
      parts.push(got().slice(at, at + reply.length));
      at += reply.length;
    }
  }
  return parts;
}

const fence = /^`{3,}.*$/gm;
const fencesOf = (markdown: string) => markdown.match(fence) ?? [];
const withoutFences = (markdown: string) => markdown.replace(fence, "");

const longCode = (length: number) => `Look:\n\n\`\`\`ts\n${numberedWords(length).replace(/(?<=\d) (?=\w*[05] )/g, ";\n  ")}\n\`\`\`\n\nThat is all.`;

export const splittingCases: readonly ChannelCase[] = [
  {
    id: "C20",
    level: 1,
    title: "any Markdown is accepted by the service, and its text is kept",
    timeoutMs: 180_000,
    async run(scene) {
      const { harness } = scene;
      const corpus = markdownCorpus();
      const parts = await partsOf(corpus, scene);
      expect(harness.malformed(), "sends that the service refused: escape what its format does not take, and keep to its limit").toBe(0);
      for (const [index, markdown] of corpus.entries())
        expect(
          faultOfParts(parts[index] ?? [], harness.readable?.(markdown) ?? markdown),
          `the parts of ${JSON.stringify(markdown)}, put together again`,
        ).toBeUndefined();
    },
  },
  {
    id: "C21",
    level: 1,
    title: "100,000 characters arrive in parts that fit, in order, whole, and not cut inside a character; long code stays code in every part",
    timeoutMs: 120_000,
    async run(scene) {
      const { harness, optedOut } = scene;
      const text = longAnswer(100_000);
      const code = longCode(harness.partLimit * 2.5);
      const [parts = [], pieces = []] = await partsOf([text, code], scene);
      expect(
        [...parts, ...pieces].filter((part) => part.length > harness.partLimit).length,
        `parts longer than ${harness.partLimit}: say \`limit\`, or keep to it in your own \`plan\``,
      ).toBe(0);
      expect(harness.malformed(), "sends that the service refused: a part must fit as it is sent, formatting and all").toBe(0);
      expect(
        faultOfParts(parts, harness.readable?.(text) ?? text),
        "100,000 characters, put together again: send the parts in the order of the calls",
      ).toBeUndefined();
      expect(faultOfParts(pieces.map(withoutFences), withoutFences(harness.readable?.(code) ?? code)), "long code, put together again").toBeUndefined();
      // Where a reader sees Markdown itself
      if (harness.readable === undefined && !optedOut("formatting"))
        expect(
          pieces.filter((piece) => fencesOf(piece).length % 2 === 1).length,
          "parts with code that is not closed: splitMarkdown of @instar/plugin-conversations/contract closes it in each part",
        ).toBe(0);
    },
  },
];
