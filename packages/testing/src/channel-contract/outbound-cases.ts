import { definePlugin } from "@instar/kernel";
import { expect } from "vitest";
import type { ChannelCase } from "./case.ts";
import { faultOfParts } from "./joined-parts.ts";
import { numberedWords } from "./markdown-corpus.ts";
import type { Scene } from "./scene.ts";

const fromThe429 = 'reject with sendFailed and `next.afterMs` from the 429 (`retry-after` is in seconds there, `afterMs` is not), scope "address"';
const forGood = 'when the service refuses for good (403), reject with sendFailed and `next: "never"`, and try nothing again yourself';

/** Answers `say: text` with the text. */
const dictate = ({ agent }: Scene) => agent.respond(({ inputs }) => inputs[0]?.text.replace(/^say: /, "") ?? "");

export const outboundCases: readonly ChannelCase[] = [
  {
    id: "C22",
    level: 1,
    title: "a part whose format is refused goes once more as plain text, and no other part is repeated",
    needs: "formatting",
    async run({ harness, agent, open, until, later, got }) {
      const text = numberedWords(harness.partLimit * 2.5);
      agent.respond(() => text);
      await open();
      harness.fail({ kind: "format" });
      await harness.say("go");
      await until(
        () => got().length >= 3,
        'every part: when the service refuses a part\'s format, reject with sendFailed and `next: "plain"`; the house then sends its plain text',
      );
      await later(60_000);
      expect(faultOfParts(got(), text), "the parts, put together again").toBeUndefined();
      expect(harness.sends(), "sends: each part once as it is and once as plain text; a part that has arrived is not sent again").toBe(got().length * 2);
    },
  },
  {
    id: "C23",
    level: 1,
    title: "a limit is waited for exactly, in order, and another conversation goes on",
    async run(scene) {
      const { harness, main, open, until, later, optedOut, got } = scene;
      dictate(scene);
      await open();
      harness.fail({ kind: "limit", conversation: main, retryAfterMs: 10_000 });
      await harness.say("say: one");
      await until(() => harness.sends() === 1, "the first send: does `open` receive the message, and `send` reach the service?");
      await harness.say("say: two");
      if (!optedOut("second-conversation")) {
        await harness.say("say: other", { conversation: scene.second });
        await until(
          () => got(scene.second).length === 1,
          'the other conversation to be answered: a limit of one conversation has `scope: "address"`, not "channel"',
          5,
        );
        expect(got(), "what arrived in the limited conversation before the limit was over").toEqual([]);
      }
      await until(() => got().length === 2, `both answers after the limit: ${fromThe429}`);
      await later(30_000);
      expect(got(), `the answers, in order and each once: ${fromThe429}`).toEqual(["one", "two"]);
      expect(harness.early(), `sends before the limit was over: ${fromThe429}`).toBe(0);
    },
  },
  {
    id: "C24",
    level: 1,
    title: "a send that fails on the way arrives once; one whose answer is lost is repeated once at most, and never lost",
    timeoutMs: 120_000,
    async run(scene) {
      const { harness, open, until, later, optedOut, got } = scene;
      dictate(scene);
      await open();
      for (const committed of [false, true])
        for (const kind of ["bad-gateway", "reset", "timeout"] as const) {
          const text = `${kind} ${committed ? "after" : "before"}`;
          harness.fail({ kind, committed, times: 1 });
          await harness.say(`say: ${text}`);
          await until(
            () => got().includes(text),
            `the answer "${text}": reject with sendFailed; outcome "unknown" when nobody can tell whether the service took it, with \`next: { afterMs, scope }\``,
            200,
          );
          await later(600_000);
          const times = got().filter((other) => other === text).length;
          expect(
            times,
            `"${text}" arrived ${times} times: a part that the service took is not sent again; where it can be looked up, do so in \`find\``,
          ).toBeLessThanOrEqual(committed && optedOut("readback") ? 2 : 1);
        }
    },
  },
  {
    id: "C25",
    level: 1,
    title: "a refusal for good ends the answer with its reason, without a storm, and is told",
    async run(scene) {
      const { harness, open, until, later, got } = scene;
      dictate(scene);
      const told: Error[] = [];
      const watcher = definePlugin({
        api: 1,
        name: "watcher",
        setup: ({ hooks }) => void hooks.afterReply.tap("watch", ({ error }) => void (error && told.push(error))),
      })();
      const house = await open({ plugins: [watcher] });
      harness.fail({ kind: "forbidden" });
      await harness.say("say: nobody will read this");
      await until(async () => (await house.conversations.outbox({ states: ["failed"] })).length > 0, `the answer to fail: ${forGood}`);
      await later(3_600_000);
      expect(harness.sends(), `sends of what is refused for good: ${forGood}`).toBeLessThanOrEqual(2);
      const [row] = await house.conversations.outbox();
      expect(row, "the row of the outbox: the message of sendFailed is its reason, so say what the service said").toMatchObject({
        state: "failed",
        reason: expect.stringMatching(/\w/),
      });
      expect(
        house.lines.some(({ level, fields }) => level !== "debug" && JSON.stringify(fields).includes(row?.reason ?? "")),
        "the reason is in the log",
      ).toBe(true);
      expect(told, `afterReply was told of the failure once: ${forGood}`).toHaveLength(1);
      harness.restore();
      await harness.say("say: hello again");
      await until(() => got().includes("hello again"), "the conversation to go on: a refused send closes nothing in the channel");
      expect(got(), "what arrives after a refusal for good: only what is new").toEqual(["hello again"]);
    },
  },
  {
    id: "C28",
    level: 1,
    title: "answers wait while the service is away, come in order when it is back, and expire in the end",
    timeoutMs: 120_000,
    async run({ harness, agent, clock, open, until, later, got }) {
      const finish: (() => void)[] = [];
      agent.respond(({ inputs }) => new Promise((resolve) => finish.push(() => resolve(`answer to ${inputs[0]?.text}`))));
      const house = await open();
      const waiting = async (count: number) => (await house.conversations.outbox({ states: ["pending", "uncertain", "sending"] })).length === count;
      for (const text of ["one", "two", "three"]) await harness.say(text);
      await until(() => harness.confirmed() === 3, "the messages to be taken: receive does not wait for the agent's answer");
      harness.fail({ kind: "offline" });
      for (let count = 1; count <= 3; count++) {
        await until(() => finish.length === count, "the next turn: a message that is received reaches the agent, also while the service is away");
        finish.at(-1)?.();
        await until(
          () => waiting(count),
          `${count} waiting answers: while the service is away, reject with sendFailed and \`next: { afterMs, scope: "channel" }\`, never with "never"`,
        );
      }
      await later(600_000);
      expect(got(), "what arrived while the service was away").toEqual([]);
      harness.restore();
      await until(() => got().length === 3, "the answers that waited: `afterMs` must be short enough that a service which is back is soon asked again", 200);
      expect(got(), "the answers that waited, in their order and each once").toEqual(["answer to one", "answer to two", "answer to three"]);

      await until(
        async () => (await house.status()).state === "open",
        "the channel to be open again: after sink.failed the house calls `open` again, which resolves when the service answers",
        200,
      );
      await harness.say("four");
      await until(() => finish.length === 4, "the fourth turn");
      harness.fail({ kind: "offline" });
      finish[3]?.();
      await until(() => waiting(1), "the answer that will expire to wait");
      await clock.jump({ hours: 24 * 8 });
      await until(
        async () => (await house.conversations.outbox({ states: ["failed"] })).length === 1,
        "the answer to expire: a service that is away is no refusal for good, and the house gives up after days",
        200,
      );
      harness.restore();
      await later(600_000);
      expect(got(), "answers: what has expired is not sent").toHaveLength(3);
    },
  },
  {
    id: "C29",
    level: 1,
    title: "somebody is seen to be there within 2 s, for as long as work goes on, and a failure of that harms no answer",
    async run({ harness, agent, clock, open, until, later, pass, optedOut, got }) {
      let finish = (): void => undefined;
      agent.respond(() => new Promise((resolve) => (finish = () => resolve("done"))));
      const house = await open({ acknowledge: true });
      await harness.say("work");
      await until(async () => (await house.conversations.inbox()).length === 1, "the message to be accepted", 1);
      const acceptedAt = (await house.conversations.inbox())[0]?.acceptedAt ?? 0;
      if (optedOut("typing")) {
        await until(() => got().length === 1, "a short sentence, since the channel cannot show that somebody types", 1);
        expect(clock.now() - acceptedAt, "ms until a sentence came: what sends must not wait for long").toBeLessThanOrEqual(2_000);
        finish();
        await until(() => got().includes("done"), "the answer after the sentence");
        return;
      }
      await until(() => harness.typed() > 0, 'a sign of life: implement `typing`, or opt out of "typing"', 1);
      expect(clock.now() - acceptedAt, "ms until somebody was seen to be there: `typing` shows it at once").toBeLessThanOrEqual(2_000);
      await pass(20_000, 20);
      expect(harness.typed(), "signs of life within 20 s: show it anew at each call of `typing`").toBeGreaterThanOrEqual(3);
      finish();
      await until(() => got().length === 1, "the answer, after signs of life");
      await pass(5_000);
      const shown = harness.typed();
      await later(60_000);
      expect(harness.typed(), "signs of life, a minute after the answer: keep no timer of your own, the house calls `typing` as long as it is true").toBe(
        shown,
      );

      harness.fail({ kind: "typing" });
      await harness.say("more work");
      await until(() => agent.inputs.length === 2, "the second turn, while signs of life are refused");
      await pass(10_000);
      finish();
      await until(() => got().length === 2, "the answer although signs of life are refused: a rejection of `typing` has no effect on `send`");
      expect(await house.status(), "a sign of life that is refused is no failure of the channel: let `typing` reject, without sink.failed").toMatchObject({
        state: "open",
      });
    },
  },
  {
    id: "C35",
    level: 1,
    title: "/status, /stop and /new work while the agent does",
    async run({ harness, agent, open, until, got }) {
      agent.respond(({ inputs }) => (inputs[0]?.text === "quick" ? "quick" : new Promise<string>(() => undefined)));
      const house = await open();
      await harness.say("work");
      await until(() => agent.inputs.length === 1, "the agent to work");
      await harness.say("/status");
      await until(() => got().length === 1, "the answer to /status: pass commands on as text, while the agent works, too");
      expect(got()[0], "the answer to /status while the agent works").toContain("working");
      await harness.say("/stop");
      await until(() => got().length === 2, "the answer to /stop: pass it on with its slash, as it was written");
      await until(async () => (await house.conversations.status()).running === 0, "the turn to end after /stop");
      await harness.say("work again");
      await until(() => agent.inputs.length === 2, "the agent to work again");
      await harness.say("/new");
      await until(() => got().length === 3, "the answer to /new");
      await harness.say("quick");
      await until(() => got().length === 4, "an answer in the new conversation");
      expect(new Set(agent.spawned.map(({ ref }) => ref.id)).size, "sessions: /new begins a second one").toBe(2);
      expect(
        agent.inputs.map(({ text }) => text),
        "what the agent read: no command",
      ).toEqual(["work", "work again", "quick"]);
    },
  },
];
