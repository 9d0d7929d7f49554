import { expect, test } from "vitest";
import { play } from "../fixtures/play.ts";

test("an edit before, in and after its turn: people see one answer a message, to what it said when that began, and the agent gets the rest as corrections", () =>
  play(async ({ harness, agent, open, until, pass, got }) => {
    let release = () => {};
    const asked: string[] = [];
    agent.respond(async ({ inputs }) => {
      asked.push(inputs.map(({ text }) => text).join(" + "));
      await new Promise<void>((resolve) => {
        release = () => resolve();
      });
      return `about ${inputs[0]?.text}`;
    });
    await open();
    const first = await harness.say("buy milk");
    await until(() => asked.length === 1, "the first turn");
    const second = await harness.say("buy bred");
    await harness.edit?.(second, "buy bread");
    await harness.edit?.(first, "buy oat milk");
    await pass(3_000);
    expect(asked).toEqual(["buy milk"]);
    release();
    await until(() => asked.length === 2, "the second turn");
    expect(asked[1]).toBe("buy bread");
    release();
    await until(() => got().length === 2, "both answers");
    await harness.edit?.(second, "buy rye bread");
    await pass(3_000);
    expect(asked).toHaveLength(2);
    await harness.say("thanks");
    await until(() => asked.length === 3, "the third turn");
    const context = agent.inputs[2]?.context?.join("\n");
    for (const text of ["buy oat milk", "buy rye bread"]) expect(context, "what was changed in and after a turn").toContain(`it now reads "${text}"`);
    release();
    await until(() => got().length === 3, "the third answer");
    expect(got()).toEqual(["about buy milk", "about buy bread", "about thanks"]);
    expect(harness.malformed()).toBe(0);
  }));
