import type { ToolCall } from "@instar/kernel";
import { Events, Lifecycle } from "@instar/kernel/contracts";
import { until } from "@instar/testing";
import { expect, test } from "vitest";
import { randomFrom } from "../../testing/src/seeded-random.ts";
import { createHouse } from "./house.ts";

test.each([1, 2, 3, 4])(
  "whatever is answered, aborted or left, in any order: each question ends once, and only a yes in time lets a call run (seed %i)",
  async (seed) => {
    const random = randomFrom(seed);
    const pick = (count: number) => Math.floor(random() * count);
    await using house = await createHouse({ approvals: { maxOpen: 6 } });
    const kernel = await house.open();
    const lifecycle = kernel.service(Lifecycle);
    await house.say("hello");
    const outcomes = new Map<string, boolean>();
    const aborts: AbortController[] = [];
    const working: Promise<void>[] = [];
    let calls = 0;

    const begin = () => {
      const abort = new AbortController();
      aborts.push(abort);
      const id = `call-${++calls}`;
      const session = { id: `session-${pick(3)}`, driver: "scripted", ...(pick(2) ? { address: { channel: "scripted-chat", conversation: "main" } } : {}) };
      const call: ToolCall = { id, session, cwd: "/", tool: "Bash", input: { command: id }, action: { kind: "shell", command: id }, signal: abort.signal };
      working.push(lifecycle.decide(call).then(({ allow }) => void outcomes.set(id, allow)));
    };
    const steps: readonly (() => Promise<unknown> | void)[] = [
      begin,
      begin,
      () => aborts[pick(aborts.length)]?.abort(new Error("The turn was stopped.")),
      () => kernel.clock.advance(pick(4) * 60_000),
      () => kernel.clock.jump({ minutes: pick(4) }),
      async () => {
        const all = await house.approvals().list({ all: true });
        const one = all[pick(all.length)];
        if (one) await house.approvals().answer(one.id, pick(2) ? "yes" : "no", "local:owner");
      },
      async () => {
        const open = await house.approvals().list();
        const one = open[pick(open.length)];
        if (one) await Promise.all((["yes", "no"] as const).map((word) => house.say(`/${word} ${one.id}`)));
      },
      () => house.say(pick(2) ? "yes" : "no"),
    ];
    for (let step = 0; step < 120; step++) await steps[pick(steps.length)]?.();
    await kernel.clock.advance(11 * 60_000);
    await Promise.all(working);
    await until(async () => (await house.approvals().list()).length === 0);

    const all = await house.approvals().list({ all: true });
    expect(outcomes.size).toBe(calls);
    expect(all.filter(({ state }) => state === "open")).toEqual([]);
    for (const { call, state, endedAt, deadlineAt, ended } of all) {
      if (outcomes.get(call as string)) expect({ call, state }).toEqual({ call, state: "yes" });
      if (state === "yes" || state === "no") expect(endedAt).toBeLessThan(deadlineAt);
      if (state === "yes") expect(ended).toMatch(/^(local|scripted-chat):owner$/);
    }
    const recorded = await kernel.service(Events).list({ types: ["question"], limit: 1_000 });
    const ends = recorded.filter(({ type }) => type !== "question.asked").map(({ about }) => about.question);
    expect(new Set(ends).size).toBe(ends.length);
    expect(ends.length).toBe(all.length);
  },
  60_000,
);
