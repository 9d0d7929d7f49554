import { expect, test } from "vitest";
import { play } from "../fixtures/play.ts";

test("typing ends with the answer, a failure, a stop and a kill, and what was killed is typed and answered anew", () =>
  play(async ({ harness, agent, open, until, pass, got }) => {
    const never = () => new Promise<string>(() => {});
    const ends = async (how: string) => {
      await pass(2_000); // what was on its way arrives
      const shown = harness.typed();
      await pass(30_000, 500);
      expect(harness.typed(), `signs of life after ${how}`).toBe(shown);
    };
    const begins = async (before = harness.typed()) => until(() => harness.typed() > before + 1, "signs of life");
    const house = await open();

    await harness.say("answer");
    await until(() => got().length === 1, "the answer");
    await ends("the answer");

    agent.respond(async () => {
      await pass(6_000);
      return { error: { kind: "model", text: "It is broken" } };
    });
    await harness.say("fail");
    await until(() => got().length === 2, "the failure");
    await ends("a failure");

    agent.respond(never);
    await harness.say("hang");
    await begins();
    await harness.say("/stop");
    await until(() => got().length === 3, "the stop");
    await ends("a stop");

    await harness.say("die");
    await begins();
    await house.drop();
    await ends("a kill");
    let release = (_: string) => {};
    agent.respond(
      () =>
        new Promise((resolve) => {
          release = resolve;
        }),
    );
    const before = harness.typed();
    await open();
    await begins(before);
    await until(() => agent.inputs.at(-1)?.text === "die" && agent.inputs.length === 5, "it to be given again");
    release("alive");
    await until(() => got().at(-1) === "alive", "its answer");
    await ends("the answer to what was killed");
    expect(got()).toHaveLength(4);
  }));
