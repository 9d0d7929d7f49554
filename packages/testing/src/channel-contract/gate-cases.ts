import { expect } from "vitest";
import type { ChannelCase } from "./case.ts";
import { chooser } from "./chooser.ts";

export const gateCases: readonly ChannelCase[] = [
  {
    id: "C17",
    level: 1,
    title: "whatever a stranger does, be it a command, a file, an edit or a press, has no effect",
    async run({ harness, agent, main, open, until, later, optedOut, got }) {
      let finish = (): void => undefined;
      agent.respond(({ inputs }) => (inputs[0]?.text === "work" ? new Promise((resolve) => (finish = () => resolve("done"))) : "?"));
      const chosen: string[] = [];
      const house = await open({ plugins: [chooser(chosen)] });
      const channel = harness.owner.slice(0, harness.owner.indexOf(":"));
      await harness.say("work");
      await until(() => agent.inputs.length === 1, "the agent to be given the owner's message");
      if (!optedOut("buttons")) {
        const buttons = [{ label: "Press me", words: "/choose me" }];
        await house.conversations.tell({ key: "contract/press", text: "Well?", buttons, to: { channel, conversation: main } });
        await until(
          () => harness.sent().some((part) => part.buttons?.includes("Press me")),
          'the button to be shown: send `buttons` of the part\'s body with it, or opt out of "buttons"',
        );
        expect((await harness.press?.("Press me", "stranger"))?.length ?? 0, "characters that the stranger is shown").toBeLessThanOrEqual(200);
      }
      const from = "stranger";
      for (const text of ["/status", "/stop", "/new", "/choose something", "yes"]) await harness.say(text, { from });
      if (!optedOut("files-in")) await harness.say("open this", { from, files: [{ kind: "document", name: "bait.txt", content: Buffer.from("bait") }] });
      const said = await harness.say("harmless", { from });
      if (!optedOut("edits")) await harness.edit?.(said, "/stop");
      if (!optedOut("unsends")) await harness.unsend?.(said);
      await until(
        async () => (await house.conversations.inbox({ states: ["refused"] })).some(({ text }) => text === "harmless"),
        "the stranger to be refused: pass on what strangers write, too, with their id as `from.id`",
      );
      await later(60_000);
      expect(agent.inputs, "turns of the agent: none for a stranger, so `from.id` is the account that wrote, edited or pressed").toHaveLength(1);
      expect((await house.conversations.status()).running, "turns that still run after a stranger's /stop: no command is the channel's to carry out").toBe(1);
      expect(chosen, "what a stranger has chosen: `from` of sink.pressed is who pressed").toEqual([]);
      expect(harness.downloads?.() ?? 0, "files that were fetched from a stranger: fetch in `fetch` alone, which the house calls").toBe(0);
      const told = got(harness.stranger.conversation);
      expect(told.length, `what the stranger was told: ${told.join(" / ")}`).toBeLessThanOrEqual(1);
      finish();
      await until(() => got().includes("done"), "the answer that no stranger stopped");
      if (optedOut("buttons")) return;
      await harness.press?.("Press me");
      await until(() => chosen.length > 0, "the owner's press, which a stranger's has not used up");
      expect(chosen, "what the owner has chosen").toEqual(["me"]);
    },
  },
  {
    id: "C18",
    level: 1,
    title: "a request without the right signature, an old one or a too long one is refused without effect, and a good one is answered when it is durable",
    needs: "webhook",
    async run({ harness, agent, open, until, later }) {
      const house = await open();
      const post = async (request: Parameters<NonNullable<typeof harness.webhook>["post"]>[0]) => (await harness.webhook?.post(request)) ?? 0;
      for (const flaw of ["unsigned", "forged", "stale", "from the future"] as const)
        expect([401, 403], `the status for a request that is ${flaw}: look at the signature over the raw body and at its time before anything else`).toContain(
          await post(flaw),
        );
      expect(await post("too long"), "the status for a body that is too long: bound it while it is read").toBe(413);
      await later(30_000);
      expect(await house.conversations.inbox(), "messages from refused requests").toEqual([]);
      house.store.refuse(() => true);
      expect(
        await post("signed"),
        "the status while the disk is full: await sink.receive before you answer, and answer with an error when it rejects",
      ).toBeGreaterThanOrEqual(400);
      expect(agent.inputs, "turns of the agent while no message could be written").toEqual([]);
      house.store.refuse(undefined);
      const status = await post("signed");
      expect(await house.conversations.inbox(), "what is durable when the request is answered").toHaveLength(1);
      expect(Math.floor(status / 100), "hundreds of the status for a good request").toBe(2);
      await until(() => agent.inputs.length === 1, "the message of the signed request to reach the agent");
    },
  },
  {
    id: "C19",
    level: 1,
    title: "in a group only who means the agent is answered: by a mention, a reply or a command that names nobody else",
    needs: "groups",
    async run({ harness, agent, open, until, later, got }) {
      const group = harness.group as string;
      const channel = harness.owner.slice(0, harness.owner.indexOf(":"));
      const house = await open({ access: { owners: [harness.owner], groups: [`${channel}:${group}`] } });
      const answered = async (count: number, what: string) => {
        await until(() => got(group).length >= count, what);
        expect(got(group), `answers in the group, at ${what}`).toHaveLength(count);
      };
      await harness.say("I was just talking", { conversation: group });
      await harness.say("what do you think?", { conversation: group, addressing: "mention" });
      await answered(1, "the answer to a mention: `group: { addressed: true }` for a mention, a reply or a command that names nobody else");
      await harness.say("and of that?", { conversation: group, addressing: "reply" });
      await answered(2, "the answer to a reply to the agent's words: `group: { addressed: true }` for it");
      await harness.say("/status", { conversation: group, addressing: "another" });
      await harness.say("/new", { conversation: group, addressing: "another" });
      await harness.say("/status", { conversation: group });
      await answered(3, "the answer to a command that names nobody: `group: { addressed: true }` for it, and false for one that names another");
      await later(60_000);
      expect(got(group), "answers in the group: none to what was meant for others").toHaveLength(3);
      expect(agent.inputs, "turns of the agent: for the mention and for the reply").toHaveLength(2);
      expect(agent.inputs[0]?.text, "what the agent read of the mention").toContain("what do you think?");
      expect(agent.inputs[1]?.text, "what the agent read of the reply").toContain("and of that?");
      expect((await house.conversations.status()).open, "messages that are not done").toBe(0);
    },
  },
];
