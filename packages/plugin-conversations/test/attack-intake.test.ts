import { createManualClock, type ScriptedAnswer, type ScriptedTurn, settle } from "@instar/testing";
import { expect, test } from "vitest";
import { anyOf, randomFrom } from "../../testing/src/seeded-random.ts";
import { createFaultyStore } from "./faulty-store.ts";
import { createHouse } from "./house.ts";

const steps = 100;
const seeds = process.env["SEED"] ? [Number(process.env["SEED"])] : Array.from({ length: Number(process.env["SEEDS"] ?? 2) }, (_, index) => 2_000 + index);
const conversations = ["a", "b", "c"] as const;
const isCorrection = /this replaces a message that you were given before/;

test.each(seeds)(
  "files, albums, edits and what is taken back end once, in whatever order, over whatever crash (seed %i)",
  { timeout: 60_000 },
  async (seed) => {
    const random = randomFrom(seed);
    const chance = (share: number) => random() < share;
    const clock = createManualClock();
    const disk = createFaultyStore();
    await using house = await createHouse({
      store: disk.plugin,
      options: { whileBusy: chance(0.7) ? "steer" : "queue" },
      agent: { steer: chance(0.8) },
    });
    await house.open({ clock });

    const begunByCorrections: string[] = [];
    const answer = ({ inputs }: ScriptedTurn): ScriptedAnswer => {
      const [first] = inputs;
      if (first?.context?.some((text) => isCorrection.test(text))) begunByCorrections.push(first.text);
      return `answer: ${inputs.map(({ text }) => text).join(" ")}`;
    };
    house.agent.respond(async (turn) => {
      const answered = answer(turn);
      if (chance(0.6)) await clock.sleep(Math.floor(random() * 20_000), turn.signal);
      return chance(0.08) ? { crash: true } : answered;
    });

    const accepted = new Map<string, { readonly conversation: string; readonly edits: boolean }>();
    const doing = new Set<Promise<void>>();
    let count = 0;
    const track = (work: Promise<void>, done: () => void) => {
      const tracked: Promise<void> = work.then(done, () => undefined).finally(() => doing.delete(tracked)); // a dying house: the channel would hand it over again
      doing.add(tracked);
    };
    function say(conversation: string, how: { readonly album?: string; readonly edits?: string; readonly key?: string } = {}) {
      const key = how.key ?? `k${++count}`;
      const files = chance(0.3) ? [{ id: key, kind: "photo" as const }] : undefined;
      if (files && chance(0.8)) house.chat.contents.set(key, key);
      track(house.chat.say(`text-${key}`, { conversation, ...how, key, ...(files ? { files } : {}) }), () => {
        if (!accepted.has(key)) accepted.set(key, { conversation, edits: how.edits !== undefined });
      });
    }
    const takenBack = new Set<string>();
    function unsay(key: string) {
      takenBack.add(key);
      track(house.chat.unsay(key), () => undefined);
    }
    const known = () => anyOf(random, [...accepted.keys()]);

    const actions: readonly [share: number, act: () => Promise<unknown> | unknown][] = [
      [25, () => say(anyOf(random, conversations))],
      [15, () => say(anyOf(random, conversations), { album: `album-${Math.floor(count / 8)}` })],
      [
        20,
        () => {
          if (accepted.size === 0) return;
          const edits = known();
          say(accepted.get(edits)?.conversation ?? "a", { edits });
        },
      ],
      [10, () => accepted.size > 0 && unsay(known())],
      [2, () => unsay(`k${count + 2}`)],
      [4, () => accepted.size > 0 && say(anyOf(random, conversations), { key: known() })],
      [3, () => say(anyOf(random, conversations), { key: "/stop" })],
      [20, () => clock.advance(Math.floor(random() * 3_000))],
      [3, () => void house.agent.crash()],
      [2, () => house.reopen()],
      [3, () => house.crash(disk.drop)],
    ];
    const total = actions.reduce((sum, [share]) => sum + share, 0);
    for (let step = 0; step < steps; step++) {
      let at = random() * total;
      const [, act] = actions.find(([share]) => (at -= share) < 0) ?? (actions[0] as (typeof actions)[number]);
      const working = Promise.resolve(act());
      let over = false;
      working.then(
        () => {
          over = true;
        },
        () => undefined,
      );
      while (!over) {
        await settle(3);
        if (!over) await clock.advance(100);
      }
      await working;
      if (chance(0.7)) await settle(Math.floor(random() * 6));
    }

    house.agent.respond(answer);
    const quiet = async () => doing.size === 0 && (await house.conversations().status()).open === 0;
    for (let round = 0; round < 2_000 && !(await quiet()); round++) {
      await clock.advance(5_000);
      await new Promise((resolve) => setTimeout(resolve, 1));
    }

    const rows = await house.conversations().inbox({ limit: 1_000 });
    expect(rows.filter(({ endedAt }) => endedAt === undefined).map(({ text, state }) => `${text}: ${state}`)).toEqual([]);
    const keys = rows.map(({ key }) => key);
    expect(new Set(keys).size).toBe(keys.length);
    // An edit that took its message's place has no row of its own; what was taken back before it came has none either
    expect([...accepted].filter(([key, { edits }]) => !edits && !takenBack.has(key) && !keys.includes(key))).toEqual([]);
    expect(begunByCorrections).toEqual([]);
    for (const { id, text, state, attempt } of rows)
      if (state === "withdrawn" && attempt === 0) expect(house.agent.inputs.filter(({ message }) => message === id).map(() => text)).toEqual([]);
  },
);
