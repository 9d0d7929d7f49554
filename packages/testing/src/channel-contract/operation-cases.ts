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
      await until(async () => (await second.status()).state === "failed", "the second instance to report the first");
      expect((await second.status()).reason).toMatch(/\w/);
      const states = new Set<string>();
      for (let count = 1; count <= 6; count++) {
        await harness.say(`message ${count}`);
        await until(() => got().length >= count, "an answer");
        await pass(20_000, 200);
        for (const house of [first, second]) states.add(`${house === first ? "first" : "second"} ${(await house.status()).state}`);
      }
      expect([...states].toSorted()).toEqual(["first open", "second failed"]);
      expect(agent.inputs.map(({ text }) => text)).toEqual([1, 2, 3, 4, 5, 6].map((count) => `message ${count}`));
      await first.stop();
      await until(async () => (await second.status()).state === "open", "the second instance to take over", 200);
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
      await until(() => got().length === 1, "an answer");
      harness.fail({ kind: "revoked" });
      const revokedAt = clock.now();
      await until(async () => (await house.status()).state === "failed", "the channel to be closed", 50);
      expect(clock.now() - revokedAt).toBeLessThanOrEqual(60_000);
      expect((await house.status()).reason).toMatch(/\w/);
      await bystander.say("are you there?");
      await until(() => bystander.sent.length === 1, "the other channel to answer");
      await harness.say("while it was revoked");
      harness.restore();
      await until(async () => (await house.status()).state === "open", "the channel to be open again", 200);
      await until(() => got().length === 2, "the message that waited", 200);
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
      await until(() => got().length === 1, "an answer");
      harness.fail({ kind: "timeout", times: 1 });
      agent.respond(() => "sent while it stopped");
      await harness.say("one more");
      const sends = harness.sends();
      await until(() => harness.sends() > sends, "a send that hangs");
      const began = performance.now();
      let stopped = false;
      const stopping = house.stop().finally(() => (stopped = true));
      await until(() => stopped, "the stop", 1);
      await stopping;
      expect(performance.now() - began, "ms that the stop took").toBeLessThan(5_000);
      await until(() => harness.pending() === 0, "the service to be left alone", 1);
      await until(() => heldOpen() <= handles, "every handle to be closed", 1);
      expect(clock.pending, "timers left behind").toBe(timers);
      const quiet = harness.sends() + harness.typed();
      await harness.say("nobody listens");
      await later(60_000);
      expect(harness.sends() + harness.typed()).toBe(quiet);
      expect(agent.inputs).toHaveLength(2);

      harness.restore();
      await open();
      await until(() => got().includes("sent while it stopped") && agent.inputs.length === 3, "the next start to finish it", 50);
      expect(got().filter((text) => text === "sent while it stopped").length).toBeLessThanOrEqual(optedOut("readback") ? 3 : 2);
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
        await until(async () => (await house.status()).state === "open", `the channel to recover from ${what}`, 200);
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
        expect(seen.filter((text) => text.includes(secret)).length, "places that show a credential").toBe(0);
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
      await until(() => got().length === 1, "an answer");
      await later(60_000);
      await house.stop();
      expect(sockets.strangers()).toEqual([]);
    },
  },
];
