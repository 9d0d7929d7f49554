import { definePlugin } from "@instar/kernel";
import { ChatCommands } from "@instar/kernel/contracts";
import { settle } from "@instar/testing";
import { expect, test } from "vitest";
import { createFaultyStore } from "./faulty-store.ts";
import { createHouse, until } from "./house.ts";

type House = Awaited<ReturnType<typeof createHouse>>;
type HouseOptions = NonNullable<Parameters<typeof createHouse>[0]>;

interface Life {
  readonly house: House;
  /** Does something, and does it again after a restart when it was cut off, as channels and callers do. */
  surely<T>(work: () => Promise<T>): Promise<T>;
  /** Waits until something holds, over a restart; `begin` sets it off, in each life. */
  reaches(holds: () => boolean | Promise<boolean>, begin?: () => Promise<void>): Promise<void>;
}

/** Lives through the same story once for each commit behind which the house dies, until it dies no more. */
async function dieBehindEach(options: () => HouseOptions, story: (life: Life) => Promise<void>) {
  for (let cut = 0, died = true; died; cut++) {
    const disk = createFaultyStore();
    await using house = await createHouse({ ...options(), store: disk.plugin });
    await house.open();
    died = false;
    disk.state.left = cut;
    const isCut = () => disk.state.left === 0 && !died;

    async function restart() {
      died = true;
      let over = false;
      const crashing = house
        .crash(async () => {
          await disk.drop();
          delete disk.state.left;
        })
        .finally(() => {
          over = true;
        });
      for (let tenth = 0; !over; tenth++) {
        await settle(10);
        await new Promise((resolve) => setTimeout(resolve, 1)); // what it does with real files takes real time
        if (!over) await house.clock.advance(100);
        expect(tenth).toBeLessThan(200);
      }
      await crashing;
    }

    const life: Life = {
      house,
      async surely(work) {
        let done: { readonly value: unknown } | undefined;
        let failed = false;
        work().then(
          (value) => {
            done = { value };
          },
          () => {
            failed = true;
          },
        );
        await until(() => done !== undefined || failed || isCut());
        await settle(3);
        if (isCut()) await restart();
        return done ? (done.value as Awaited<ReturnType<typeof work>>) : work();
      },
      async reaches(holds, begin = async () => undefined) {
        let looks = 0;
        async function looked() {
          // What the former life was fetching may be in the way of this one, which then tries again in a second
          if (++looks % 100 === 0) await house.clock.advance(1_000);
          return holds();
        }
        await begin();
        await until(async () => isCut() || (await looked()));
        if (!isCut()) return;
        await restart();
        await begin();
        await until(looked);
      },
    };
    await story(life);
    const { open, pending } = await house.conversations().status();
    expect({ cut, open, pending }).toEqual({ cut, open: 0, pending: 0 });
    const keys = house.chat.sent.map(({ key }) => key);
    expect(new Set(keys).size).toBe(keys.length);
    expect(cut).toBeLessThan(60);
  }
}

const quiet = (house: House) => async () => {
  const { open, pending } = await house.conversations().status();
  return open === 0 && pending === 0;
};

test("an album with an edit, a picture that is taken back and a correction lives through a death behind each commit", { timeout: 60_000 }, async () => {
  await dieBehindEach(
    () => ({ options: { albumQuietMs: 30_000 }, channel: { canFind: true } }),
    async ({ house, surely, reaches }) => {
      for (const id of ["p1", "p2", "p3"]) {
        house.chat.contents.set(id, id);
        await surely(() => house.chat.say(id, { key: id, album: "a", files: [{ id, kind: "photo", name: `${id}.jpg` }] }));
      }
      await surely(() => house.chat.say("p3, better", { key: "e3", edits: "p3" }));
      await surely(() => house.chat.unsay("p2"));
      await reaches(quiet(house), () => house.clock.advance(30_000));
      await surely(() => house.chat.say("p1, corrected", { key: "e1", edits: "p1" }));
      await surely(() => house.chat.say("next", { key: "next" }));
      await reaches(quiet(house));
      const told = house.agent.inputs.map(({ text, attachments = [] }) => [text, ...attachments.map((file) => file.split("/").at(-1))].join());
      expect([...new Set(told)]).toEqual(["p1\np3, better,p1.jpg,p3.jpg", "next"]);
      expect(house.agent.inputs.at(-1)?.context?.join("\n")).toContain('it now reads "p1, corrected"');
      expect(house.chat.sent.map(({ text }) => text)).toHaveLength(2);
    },
  );
});

test("a press is carried out once, or said to be uncertain, behind whichever commit the house dies", { timeout: 60_000 }, async () => {
  let runs = 0;
  const deploy = definePlugin({
    api: 1,
    name: "deploy",
    setup: ({ contribute }) => void contribute(ChatCommands, { name: "deploy", summary: "deploys", access: "owner", run: async () => `Run ${++runs}.` }),
  });
  await dieBehindEach(
    () => ({ channel: { canFind: true, buttons: true, housePlan: true }, plugins: [deploy()] }),
    async ({ house, surely, reaches }) => {
      runs = 0;
      const saying = { key: "ask", text: "Deploy?", to: { channel: "scripted-chat", conversation: "main" }, buttons: [{ label: "Go", words: "/deploy" }] };
      await surely(() => house.conversations().tell(saying));
      await reaches(() => house.chat.sent.some(({ buttons }) => buttons !== undefined));
      await reaches(quiet(house));
      const button = house.chat.sent.find(({ buttons }) => buttons !== undefined)?.buttons?.[0]?.id ?? "";
      const shown = await surely(() => house.chat.press(button, { key: "p" }));
      const again = await house.chat.press(button, { key: "q" });
      expect(runs).toBeLessThanOrEqual(1);
      const last = shown.includes("nothing was done") || again.startsWith("Run") ? again : again.replace("Go was pressed before, by owner: ", "");
      expect(runs === 1 ? ["Run 1.", expect.stringContaining("not certain")] : [expect.stringContaining("not certain")]).toContainEqual(last);
      expect(house.chat.sent.filter(({ text }) => text === "Deploy?")).toHaveLength(1);
      await until(quiet(house));
    },
  );
});

test("a thread is opened once, and a conversation that moved is answered once, behind whichever commit the house dies", { timeout: 60_000 }, async () => {
  await dieBehindEach(
    () => ({ channel: { canFind: true, threads: "find" } }),
    async ({ house, surely, reaches }) => {
      const asked = { key: "plans", name: "Plans", parent: { channel: "scripted-chat", conversation: "main" } };
      const thread = await surely(() => house.conversations().thread(asked));
      expect(await house.conversations().thread(asked)).toEqual(thread);
      expect([...house.chat.threads.keys()]).toEqual(["plans"]);
      house.chat.moved.set("old", "new");
      for (const [key, conversation] of [
        ["one", "old"],
        ["two", "new"],
      ] as const)
        await surely(() => house.chat.say(key, { key, conversation }));
      await reaches(quiet(house));
      expect(house.chat.sent.map(({ conversation }) => conversation)).not.toContain("old");
      const said = house.chat.sent.map(({ text }) => text).join(" ");
      for (const word of ["one", "two"]) expect(said.split(word)).toHaveLength(2);
    },
  );
});
