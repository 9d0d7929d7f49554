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
    const contextOf = (index: number) => agent.inputs[index]?.context?.join("\n") ?? "";
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
    expect(contextOf(1), "what was changed in a turn").toContain('it now reads "buy oat milk"');
    release();
    await until(() => got().length === 2, "both answers");
    await harness.edit?.(second, "buy rye bread");
    await pass(3_000);
    expect(asked).toHaveLength(2);
    await harness.say("thanks");
    await until(() => asked.length === 3, "the third turn");
    expect(contextOf(2), "what was changed after a turn").toContain('it now reads "buy rye bread"');
    release();
    await until(() => got().length === 3, "the third answer");
    expect(got()).toEqual(["about buy milk", "about buy bread", "about thanks"]);
    expect(harness.malformed()).toBe(0);
  }));
