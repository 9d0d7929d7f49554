import { describe, expect, test } from "vitest";
import { judgeCommand } from "../src/index.ts";
import { readCorpus } from "./fixtures/read-corpus.ts";
import { world } from "./fixtures/world.ts";

const catastrophic = readCorpus("catastrophic");
const risky = readCorpus("risky");
const fine = readCorpus("fine");

/** The commands whose verdict is not among these, each on a line with what was said. */
const surprises = (commands: readonly string[], expected: readonly string[]) =>
  commands.flatMap((command) => {
    const { verdict, rule } = judgeCommand(command, world);
    return expected.includes(verdict) ? [] : [`${verdict} (${rule}): ${JSON.stringify(command)}`];
  });

describe("the corpus", () => {
  test("has at least 300 commands that do harm and 300 that look like it, none of them twice", () => {
    const all = [...catastrophic, ...risky, ...fine];

    expect(catastrophic.length + risky.length).toBeGreaterThanOrEqual(300);
    expect(fine.length).toBeGreaterThanOrEqual(300);
    expect(all.filter((command, index) => all.indexOf(command) !== index)).toEqual([]);
  });

  test("denies everything that is catastrophic", () => {
    expect(surprises(catastrophic, ["deny"])).toEqual([]);
  });

  test("asks for 99 of 100 risky commands, or denies them", () => {
    const missed = surprises(risky, ["ask", "deny"]);

    expect(missed.length / risky.length, missed.join("\n")).toBeLessThanOrEqual(0.01);
  });

  test("lets 99 of 100 everyday commands pass", () => {
    const stopped = surprises(fine, ["allow"]);

    expect(stopped.length / fine.length, stopped.join("\n")).toBeLessThanOrEqual(0.01);
  });
});
