import { definePlugin } from "@instar/kernel";
import { type Session, type SessionDriver, SessionDrivers } from "@instar/kernel/contracts";
import { expect, test } from "vitest";
import { createHouse, until } from "./house.ts";

interface Deaths {
  /** How many times it is killed while it starts, and then while it is given an input. */
  starting: number;
  sending: number;
}

/** An agent that is killed at moments at which it has answered nothing yet. */
function createMortalAgent(deaths: Deaths) {
  const seen: string[] = [];
  const driver: SessionDriver = {
    id: "mortal",
    preference: 90,
    features: new Set(["resume", "inputIds"]),
    async spawn(spec, host) {
      await host.emit({ type: "snapshot", snapshot: { driver: "mortal", version: 1, data: spec.ref.id } });
      if (deaths.starting-- > 0) throw new Error("It was killed.");
      let phase: Session["phase"] = "idle";
      return {
        ref: spec.ref,
        get phase() {
          return phase;
        },
        async send(input) {
          if (deaths.sending-- > 0) {
            phase = "ended";
            setImmediate(() => void host.emit({ type: "exit", code: null, expected: false, error: { kind: "crashed", text: "It was killed." } }));
            throw new Error("The agent is gone.");
          }
          seen.push(input.text);
          await host.emit({ type: "turn-end", inputs: [input.id], outcome: "done", text: `You said: ${input.text}` });
        },
        interrupt: async () => undefined,
        capture: async () => "",
        stop: async () => undefined,
        [Symbol.asyncDispose]: async () => undefined,
      };
    },
    inspect: async () => "absent",
    reap: async () => undefined,
  };
  return { seen, plugin: definePlugin({ api: 1, name: "mortal", setup: ({ contribute }) => void contribute(SessionDrivers, driver) })() };
}

test("an agent that is killed while it starts is started once more", async () => {
  const agent = createMortalAgent({ starting: 1, sending: 0 });
  await using house = await createHouse({ plugins: [agent.plugin] });
  await house.open();
  await house.chat.say("hello");
  await until(() => house.chat.sent.length === 1);
  expect(house.chat.sent[0]?.text).toBe("You said: hello");
});

test("an agent that cannot be started is told about after the second try", async () => {
  const agent = createMortalAgent({ starting: 9, sending: 0 });
  await using house = await createHouse({ plugins: [agent.plugin] });
  await house.open();
  await house.chat.say("hello");
  await until(() => house.chat.sent.length === 1);
  expect(house.chat.sent[0]?.text).toContain("It was killed.");
  expect(await house.conversations().inbox()).toMatchObject([{ state: "failed", attempt: 2 }]);
});

test("an agent that is killed while it is given a message leads to one answer by another", async () => {
  const agent = createMortalAgent({ starting: 0, sending: 1 });
  await using house = await createHouse({ plugins: [agent.plugin] });
  await house.open();
  await house.chat.say("hello");
  await until(() => house.chat.sent.length === 1);
  expect(house.chat.sent.map(({ text }) => text)).toEqual(["You said: hello"]);
  expect(agent.seen).toEqual(["hello"]);
});
