import { readdir, readFile, stat } from "node:fs/promises";
import path from "node:path";
import { inspect } from "node:util";
import { expect } from "vitest";
import { createScriptedChannel } from "../scripted-channel.ts";
import type { ChannelCase } from "./case.ts";
import type { SceneHouse } from "./scene.ts";
import { watchSockets } from "./watch-sockets.ts";

/** Resources that keep a process alive. Sockets are the service's to count: clients keep idle ones for a while. */
const heldOpen = () =>
  process.getActiveResourcesInfo().filter((kind) => !/^(TCPSocketWrap|TCPServerWrap|TLSWrap|PipeWrap|Immediate|FSReqPromise|FSReqCallback)$/.test(kind)).length;

async function filesUnder(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => path.join(entry.parentPath, entry.name));
}

export const operationCases: readonly ChannelCase[] = [
  {
    id: "C36",
    level: 1,
    title: "of two instances with the same credentials one works; the other says so, backs off, and takes over when the first is gone",
    needs: "exclusive",
    timeoutMs: 120_000,
    async run({ harness, agent, open, newFolder, until, pass, got }) {
      const first = await open();
      const second = await open({ folder: await newFolder(), waitUntilOpen: false });
      await until(
        async () => (await second.status()).state === "failed",
        "the second instance to report the first: when the service says that another one listens, call sink.failed, or let `open` reject",
      );
      expect((await second.status()).reason, "why it does not listen: the message of the error, in words").toMatch(/\w/);
      const states = new Set<string>();
      for (let count = 1; count <= 6; count++) {
        await harness.say(`message ${count}`);
        await until(() => got().length >= count, "an answer while a second instance waits");
        await pass(20_000, 200);
        for (const house of [first, second]) states.add(`${house === first ? "first" : "second"} ${(await house.status()).state}`);
      }
      expect([...states].toSorted(), "states of the two: the second must not take the place of the first, nor fight for it").toEqual([
        "first open",
        "second failed",
      ]);
      expect(
        agent.inputs.map(({ text }) => text),
        "turns of the agent: each message once, whichever instance is there",
      ).toEqual([1, 2, 3, 4, 5, 6].map((count) => `message ${count}`));
      await first.stop();
      await until(
        async () => (await second.status()).state === "open",
        "the second instance to take over: `open` tries anew each time, and the first gives its place back when it stops",
        200,
      );
    },
  },
  {
    id: "C37",
    level: 1,
    title: "revoked credentials close the channel with the reason within a minute, disturb no other channel, and mend without a restart",
    async run({ harness, clock, open, until, got }) {
      const bystander = createScriptedChannel({ id: "bystander" });
      const house = await open({ plugins: [bystander.plugin] });
      await harness.say("before");
      await until(() => got().length === 1, "an answer before the credentials are revoked");
      harness.fail({ kind: "revoked" });
      const revokedAt = clock.now();
      await until(
        async () => (await house.status()).state === "failed",
        "the channel to be closed: a look that is refused (401) is told with sink.failed, and so is any other that fails",
        50,
      );
      expect(clock.now() - revokedAt, "ms until the channel said that it is closed: look at least once a minute").toBeLessThanOrEqual(60_000);
      expect((await house.status()).reason, "why it is closed: the message of the error, in words").toMatch(/\w/);
      await bystander.say("are you there?");
      await until(() => bystander.sent.length === 1, "another channel to answer, which has nothing to do with it");
      await harness.say("while it was revoked");
      harness.restore();
      await until(
        async () => (await house.status()).state === "open",
        "the channel to be open again: the house calls `open` anew, so keep no state of a failure outside of it",
        200,
      );
      await until(() => got().length === 2, "the answer to the message that waited: go on from the cursor that was saved last", 200);
    },
  },
  {
    id: "C38",
    level: 1,
    title: "a stop takes less than 5 s whatever is under way, leaves nothing behind, and what was under way is finished by the next start",
    async run({ harness, agent, clock, open, until, later, got, optedOut }) {
      const timers = clock.pending;
      const handles = heldOpen();
      const house = await open();
      await harness.say("hello");
      await until(() => got().length === 1, "an answer before the stop");
      harness.fail({ kind: "timeout", times: 1 });
      agent.respond(() => "sent while it stopped");
      await harness.say("one more");
      const sends = harness.sends();
      await until(() => harness.sends() > sends, "a send that hangs, as the service does not answer it");
      const began = performance.now();
      let stopped = false;
      const stopping = house.stop().finally(() => (stopped = true));
      await until(() => stopped, "the stop: the handle of `open` ends the looking and waits for no request; pass its signal to each of them", 1);
      await stopping;
      expect(performance.now() - began, "ms that the stop took: pass the signal of `send`, and of the loop, to every request").toBeLessThan(5_000);
      await until(() => harness.pending() === 0, "the service to be left alone: a request is still open after the stop", 1);
      await until(() => heldOpen() <= handles, "every handle to be closed: own(...) or defer(...) gives back what `setup` takes", 1);
      expect(clock.pending, "timers left behind: wait with clock.sleep(ms, signal), and dispose what clock.after gives").toBe(timers);
      const quiet = harness.sends() + harness.typed();
      await harness.say("nobody listens");
      await later(60_000);
      expect(harness.sends() + harness.typed(), "sends after the stop").toBe(quiet);
      expect(agent.inputs, "turns of the agent: none after the stop").toHaveLength(2);

      harness.restore();
      await open();
      await until(
        () => got().includes("sent while it stopped") && agent.inputs.length === 3,
        "the next start to finish it: what was not sent is sent, and what was not received is received",
        50,
      );
      expect(got().filter((text) => text === "sent while it stopped").length, "times that the answer arrived whose send was cut off").toBeLessThanOrEqual(
        optedOut("readback") ? 3 : 2,
      );
    },
  },
  {
    id: "C39",
    level: 1,
    title: "credentials are in no log line, error or status, and in no file that others may read",
    async run({ harness, open, until, later, pass, main, got }) {
      const house = await open();
      const seen: string[] = [];
      const look = async (at: SceneHouse) => {
        const told = [at.lines, await at.conversations.status(), await at.conversations.inbox(), await at.conversations.outbox(), at.kernel.describe()];
        seen.push(inspect(told, { depth: 20, maxStringLength: null, maxArrayLength: null, showHidden: true }));
      };
      const trouble = async (what: string, fault: Parameters<typeof harness.fail>[0]) => {
        harness.fail(fault);
        await harness.say(what);
        await pass(5_000);
        await later(120_000);
        await look(house);
        harness.restore();
        await until(
          async () => (await house.status()).state === "open",
          `the channel to recover from ${what}: after sink.failed the house calls \`open\` again until it resolves`,
          200,
        );
        await pass(2_000);
      };
      await harness.say("hello");
      await until(() => got().length > 0, "an answer");
      await harness.noise("malformed");
      await trouble("a bad gateway", { kind: "bad-gateway", times: 2 });
      await trouble("a reset", { kind: "reset", times: 1 });
      await trouble("a limit", { kind: "limit", conversation: main, retryAfterMs: 5_000 });
      await trouble("a refusal", { kind: "forbidden" });
      await trouble("typing", { kind: "typing" });
      await trouble("being offline", { kind: "offline" });
      await trouble("revoked credentials", { kind: "revoked" });
      await house.stop();
      for (const secret of harness.secrets) {
        expect(
          seen.filter((text) => text.includes(secret)).length,
          "places that show a credential: keep tokens out of errors and log lines, also where they stand in a URL",
        ).toBe(0);
        for (const file of await filesUnder(house.folder)) {
          const wide = ((await stat(file)).mode & 0o077) !== 0;
          expect(wide && (await readFile(file)).includes(secret), `${path.basename(file)} holds a credential and can be read by others`).toBe(false);
        }
      }
    },
  },
  {
    id: "C40",
    level: 1,
    title: "every request goes where the options say",
    async run({ harness, open, until, later, got }) {
      using sockets = watchSockets();
      const house = await open();
      await harness.say("hello");
      await until(() => got().length === 1, "an answer from the service of the harness: its address is an option of the channel");
      await later(60_000);
      await house.stop();
      expect(sockets.strangers(), "hosts that were called beside the one in the options").toEqual([]);
    },
  },
];
