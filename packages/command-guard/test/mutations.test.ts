import { describe, expect, test } from "vitest";
import { randomFrom } from "../../testing/src/seeded-random.ts";
import { judgeCommand } from "../src/index.ts";
import { readCorpus } from "./fixtures/read-corpus.ts";
import { world } from "./fixtures/world.ts";
import { mutate } from "./mutate.ts";
import { dressed, dressedOpenly, spokenOf } from "./wrappers.ts";

const catastrophic = readCorpus("catastrophic");
const fine = readCorpus("fine");
const corpus = [...catastrophic, ...readCorpus("risky"), ...fine];

/** A share of them that is the same in every run. */
const everyNth = (commands: readonly string[], nth: number) => commands.filter((_, index) => index % nth === 0);

const surprises = (commands: readonly string[], expected: string) =>
  commands.flatMap((command) => {
    const { verdict, rule } = judgeCommand(command, world);
    return verdict === expected ? [] : [`${verdict} (${rule}): ${JSON.stringify(command)}`];
  });

describe("what is made of the corpus", () => {
  test("is judged whatever it looks like, and whoever is stopped is told why", () => {
    const random = randomFrom(8);
    const wrong: string[] = [];
    for (let count = 0; count < 1_000; count += 1) {
      const command = mutate(corpus, random);
      const { verdict, rule, reason } = judgeCommand(command, world);
      if (verdict !== "allow" && (rule === null || reason === null)) wrong.push(`${verdict} without a word: ${JSON.stringify(command)}`);
    }

    expect(wrong).toEqual([]);
  });

  test("stays catastrophic in other clothes", () => {
    expect(surprises(everyNth(catastrophic.flatMap(dressed), 23), "deny")).toEqual([]);
  });

  test("stays fine in clothes that hide nothing", () => {
    const commands = fine.filter((command) => judgeCommand(command, world).verdict === "allow");

    expect(surprises(everyNth(commands.flatMap(dressedOpenly), 59), "allow")).toEqual([]);
  });

  test("is fine to speak of", () => {
    expect(surprises(everyNth(corpus.flatMap(spokenOf), 43), "allow")).toEqual([]);
  });
});
