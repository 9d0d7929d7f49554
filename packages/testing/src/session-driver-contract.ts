import { randomUUID } from "node:crypto";
import { existsSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { hold } from "@instar/kernel";
import type { SessionDriver, Snapshot } from "@instar/kernel/contracts";
import { findTree } from "@instar/process";
import { describe, expect } from "vitest";
import { createContract } from "./scorecard/create-contract.ts";
import { describeOptionalFeatures } from "./session-driver-contract/optional-features.ts";
import { openPlace, type StartDriver, tell, testWith } from "./session-driver-contract/place.ts";
import { allowed, createRecordingHost, denied } from "./session-driver-contract/recording-host.ts";

export { createRecordingHost, type RecordingHost } from "./session-driver-contract/recording-host.ts";

/** What a message must be so that this driver's agent does something. */
export interface AgentWords {
  /** The answer contains `words`. */
  say(words: string): string;
  /** One tool call that creates the file in the working folder. Said only to drivers with `toolGate`, `shape` or `mode`. */
  createFile(file: string): string;
  /** One tool call that gives the content of the file, which the answer repeats. Said only to drivers with `toolGate`. */
  readFile(file: string): string;
  /** The answer contains what was said before in this session. */
  readonly recall: string;
  /** One call of this tool of this server, without arguments; the answer repeats the result. Absent: the agent is a stand-in that speaks to no server. */
  useServer?(server: string, tool: string): string;
  /** Keeps the turn running until `release`. A driver that steers takes other messages in then. */
  readonly keepBusy: string;
}

export interface SessionDriverHarness {
  readonly driver: SessionDriver;
  readonly words: AgentWords;
  /** Ends what `keepBusy` began in this folder. */
  release(cwd: string): Promise<void>;
  /** How many messages the agent itself has been given, where that can be seen from outside. */
  asked?(): number;
  /** With the feature `shape`: the tool by which it creates a file, and another one, by which it can't. */
  readonly tools?: { readonly creates: string; readonly other: string };
  /** With the feature `mode`: one in which it creates no files. */
  readonly readingMode?: string;
  /** The model that was asked last, where that can be seen from outside. */
  lastModel?(): string | undefined;
  /** Whether the agent was ever given this text, where that can be seen from outside. */
  wasTold?(text: string): boolean;
  /** The agent is a process of its own: it has a mark before its first input, and can die. */
  readonly hasProcess: boolean;
  close(): PromiseLike<void>;
}

/** What every driver promises to the house. `cwd` is a fresh folder for each case; `start` may be called for several cases at once. */
export function describeSessionDriverContract(name: string, start: StartDriver): void {
  const place = () => openPlace(start);
  const contract = createContract("session driver", name);
  const testIf = testWith(contract, start);

  describe(`${name} keeps the contract of a session driver`, () => {
    contract.promise("D1", "answers a message, and says which one", async () => {
      await using its = await place();
      const host = createRecordingHost();
      const session = await its.open(host);
      expect(session.phase).toBe("idle");
      const id = randomUUID();
      await session.send({ id, text: its.harness.words.say("marmalade") });
      const end = await host.turnEnd(id);
      expect(end).toMatchObject({ inputs: [id], outcome: "done" });
      expect(end.text).toContain("marmalade");
      expect(session.phase).toBe("idle");
    });

    contract.promise("D2", "answers every message once and in order, however fast they come", async () => {
      await using its = await place();
      const host = createRecordingHost();
      const session = await its.open(host);
      const ids = Array.from({ length: 5 }, () => randomUUID());
      for (const [index, id] of ids.entries()) await session.send({ id, text: its.harness.words.say(`number ${index}`) });
      await host.turnEnd(ids.at(-1) as string);
      expect(host.turnEnds().flatMap((end) => end.inputs)).toEqual(ids);
      expect(
        host
          .turnEnds()
          .map((end) => end.text)
          .join("\n"),
      ).toMatch(/number 0[\s\S]*number 1[\s\S]*number 2[\s\S]*number 3[\s\S]*number 4/);
    });

    contract.promise("D3", "gives the agent nothing before its snapshot and its process are on record", async () => {
      await using its = await place();
      const host = createRecordingHost();
      let written: (() => void) | undefined;
      host.disk = new Promise((resolve) => {
        written = resolve;
      });
      const id = randomUUID();
      const sent = its.open(host).then((session) => session.send({ id, text: its.harness.words.say("early") }));
      while (!host.events.some((event) => event.type === "snapshot" || event.type === "process")) await new Promise((resolve) => setImmediate(resolve));
      expect(await Promise.race([sent.then(() => "sent"), new Promise((resolve) => setTimeout(resolve, 100, "waits"))])).toBe("waits");
      expect(host.events.map((event) => event.type).filter((type) => type === "text" || type === "turn-end" || type === "tool-start")).toEqual([]);
      expect(its.harness.asked?.() ?? 0).toBe(0);
      written?.();
      await sent;
      await host.turnEnd(id);
      expect(host.order.indexOf("snapshot")).toBeLessThan(host.order.indexOf("turn-end"));
      expect(host.lastSnapshot().driver).toBe(its.harness.driver.id);
      if (its.harness.hasProcess) expect(await findTree(host.lastProcess() as NonNullable<ReturnType<typeof host.lastProcess>>)).not.toEqual([]);
    });

    contract.promise("D4", "takes a person's text as text, also when it looks like a command", async () => {
      await using its = await place();
      const host = createRecordingHost();
      const session = await its.open(host);
      await tell(session, host, its.harness.words.say("apricot"));
      for (const text of ["/clear", "/compact", "!touch shouted", "@nobody"]) expect(await tell(session, host, text)).toMatchObject({ outcome: "done" });
      expect((await tell(session, host, its.harness.words.recall)).text).toContain("apricot");
      expect(existsSync(join(its.cwd, "shouted"))).toBe(false);
    });

    testIf("D5", "toolGate", "asks before a tool runs, and tells when it has run", async (its) => {
      const host = createRecordingHost();
      const marker = join(its.cwd, "marker.txt");
      let early = false;
      host.gate = async () => {
        early = existsSync(marker);
        return allowed;
      };
      const session = await its.open(host);
      await tell(session, host, its.harness.words.createFile("marker.txt"));
      expect(existsSync(marker)).toBe(true);
      expect(early).toBe(false);
      expect(host.calls).toHaveLength(1);
      expect(host.calls[0]).toMatchObject({ session: session.ref, cwd: its.cwd });
      expect(["shell", "write"]).toContain(host.calls[0]?.action.kind);
      expect(host.results).toMatchObject([{ call: { id: host.calls[0]?.id }, ok: true }]);
      expect(host.order.filter((what) => ["tool-start", "gate", "tool done", "tool-end", "turn-end"].includes(what))).toEqual(
        host.order.indexOf("tool-start") < host.order.indexOf("gate")
          ? ["tool-start", "gate", "tool done", "tool-end", "turn-end"]
          : ["gate", "tool-start", "tool done", "tool-end", "turn-end"],
      );
    });

    testIf("D6", "toolGate", "does not run a denied tool, and tells the agent why", async (its) => {
      const host = createRecordingHost();
      host.gate = async () => denied("because of the rain");
      const session = await its.open(host);
      const end = await tell(session, host, its.harness.words.createFile("marker.txt"));
      expect(existsSync(join(its.cwd, "marker.txt"))).toBe(false);
      expect(end).toMatchObject({ outcome: "done" });
      expect(end.text).toContain("because of the rain");
      expect(host.results).toEqual([]);
      expect(host.events).toContainEqual(expect.objectContaining({ type: "tool-end", ok: false }));
    });

    testIf("D7", "toolGate", "does not run a tool when the gate fails", async (its) => {
      const host = createRecordingHost();
      host.gate = () => Promise.reject(new Error("the gate fell over"));
      const session = await its.open(host);
      await tell(session, host, its.harness.words.createFile("marker.txt"));
      expect(existsSync(join(its.cwd, "marker.txt"))).toBe(false);
      expect(host.results).toEqual([]);
    });

    testIf("D8", "toolGate", "does not run a tool that was allowed only after the interrupt", async (its) => {
      const host = createRecordingHost();
      let allow: (() => void) | undefined;
      host.gate = () =>
        new Promise((resolve) => {
          allow = () => resolve(allowed);
        });
      const session = await its.open(host);
      const id = randomUUID();
      await session.send({ id, text: its.harness.words.createFile("marker.txt") });
      while (host.calls.length === 0) await new Promise((resolve) => setImmediate(resolve));
      await session.interrupt("enough");
      expect(await host.turnEnd(id)).toMatchObject({ outcome: "interrupted" });
      allow?.();
      host.gate = async () => allowed;
      await tell(session, host, its.harness.words.say("next"));
      expect(existsSync(join(its.cwd, "marker.txt"))).toBe(false);
    });

    testIf("D9", "toolGate", "lets the agent read only what may be read of a tool's output", async (its) => {
      const host = createRecordingHost();
      await writeFile(join(its.cwd, "secret.txt"), "the plum is ripe\n");
      const session = await its.open(host);
      expect((await tell(session, host, its.harness.words.readFile("secret.txt"))).text).toContain("the plum is ripe");
      expect(host.results[0]?.output).toContain("the plum is ripe");
      host.output = async (result) => ({ ...result, output: "a fruit is ripe" });
      const rewritten = await tell(session, host, its.harness.words.readFile("secret.txt"));
      expect(rewritten.text).toContain("a fruit is ripe");
      expect(rewritten.text).not.toContain("the plum is ripe");
      host.output = async () => hold("it is a secret");
      const withheld = await tell(session, host, its.harness.words.readFile("secret.txt"));
      expect(withheld.text).not.toContain("the plum is ripe");
      expect(withheld.text).toContain("it is a secret");
    });

    testIf("D10", "steer", "takes a message into the running turn, and answers both together", async (its) => {
      const host = createRecordingHost();
      const session = await its.open(host);
      const [first, second] = [randomUUID(), randomUUID()];
      await session.send({ id: first, text: its.harness.words.keepBusy });
      if (its.harness.hasProcess) await host.wait("tool-start");
      await session.send({ id: second, text: its.harness.words.say("tangerine") }, "steer");
      await its.harness.release(its.cwd);
      expect(await host.turnEnd(second)).toMatchObject({ inputs: [first, second], outcome: "done" });
    });

    contract.promise("D11", "lets a message wait for the end of the turn unless it steers", async () => {
      await using its = await place();
      const host = createRecordingHost();
      const session = await its.open(host);
      const [first, second] = [randomUUID(), randomUUID()];
      await session.send({ id: first, text: its.harness.words.keepBusy });
      expect(session.phase).not.toBe("idle");
      if (its.harness.hasProcess) await host.wait("tool-start");
      const sent = session.send({ id: second, text: its.harness.words.say("quince") }, "turn");
      await its.harness.release(its.cwd);
      await sent;
      const end = await host.turnEnd(second);
      expect(end.inputs).toEqual([second]);
      expect(end.text).toContain("quince");
      expect(host.turnEnds().map((each) => each.inputs)).toEqual([[first], [second]]);
    });

    testIf("D12", "interrupt", "stops a turn when it is interrupted, and goes on with the next message", async (its) => {
      const host = createRecordingHost();
      const session = await its.open(host);
      const id = randomUUID();
      await session.send({ id, text: its.harness.words.keepBusy });
      if (its.harness.hasProcess) await host.wait("tool-start");
      await session.interrupt("enough");
      expect(await host.turnEnd(id)).toMatchObject({ inputs: [id], outcome: "interrupted" });
      expect((await tell(session, host, its.harness.words.say("medlar"))).text).toContain("medlar");
      await session.interrupt("nothing runs");
      expect((await tell(session, host, its.harness.words.say("sloe"))).text).toContain("sloe");
    });

    testIf("D13", "resume", "remembers after a stop", async (its) => {
      const before = createRecordingHost();
      const first = await its.open(before);
      await tell(first, before, its.harness.words.say("my cat is called Tom"));
      const snapshot = (await first.stop(2000)) as Snapshot;
      const after = createRecordingHost();
      const second = await its.open(after, JSON.parse(JSON.stringify(snapshot)) as Snapshot);
      expect((await tell(second, after, its.harness.words.recall)).text).toContain("my cat is called Tom");
    });

    testIf("D14", "resume", "remembers after a crash, from what was emitted last", async (its) => {
      const before = createRecordingHost();
      const first = await its.open(before);
      await tell(first, before, its.harness.words.say("my dog is called Rex"));
      const mark = before.lastProcess();
      // The house has died: nobody stops the session, its process is found by its mark.
      if (mark) await its.harness.driver.reap(mark);
      if (its.harness.hasProcess) expect(await before.wait("exit")).toMatchObject({ expected: false });
      const after = createRecordingHost();
      const second = await its.open(after, before.lastSnapshot());
      expect((await tell(second, after, its.harness.words.recall)).text).toContain("my dog is called Rex");
    });

    testIf("D15", "fork", "goes two ways from a fork", async (its) => {
      const host = createRecordingHost();
      const session = await its.open(host);
      await tell(session, host, its.harness.words.say("common ground"));
      const snapshot = (await session.fork?.()) as Snapshot;
      const other = createRecordingHost();
      const fork = await its.open(other, snapshot);
      expect((await tell(fork, other, its.harness.words.recall)).text).toContain("common ground");
      await tell(fork, other, its.harness.words.say("only there"));
      const here = (await tell(session, host, its.harness.words.recall)).text;
      expect(here).toContain("common ground");
      expect(here).not.toContain("only there");
    });

    contract.promise("D16", "ends everything on a stop, also in the middle of a turn, and says so once", async () => {
      await using its = await place();
      const host = createRecordingHost();
      const session = await its.open(host);
      await session.send({ id: randomUUID(), text: its.harness.words.keepBusy });
      if (its.harness.hasProcess) await host.wait("tool-start");
      const mark = host.lastProcess();
      await Promise.all([session.stop(1000), session.stop(1000)]);
      expect(session.phase).toBe("ended");
      expect(host.events.filter((event) => event.type === "exit")).toMatchObject([{ expected: true }]);
      if (mark) expect(await findTree(mark)).toEqual([]);
      await expect(session.send({ id: randomUUID(), text: "hello?" })).rejects.toThrow();
      await session[Symbol.asyncDispose]();
      await session.interrupt("it has ended");
    });

    testIf("D17", "inputIds", "knows after a crash what became of a message", async (its) => {
      const host = createRecordingHost();
      const session = await its.open(host);
      const [answered, asked, never] = [randomUUID(), randomUUID(), randomUUID()];
      await session.send({ id: answered, text: its.harness.words.say("greengage") });
      const { text } = await host.turnEnd(answered);
      await session.send({ id: asked, text: its.harness.words.keepBusy });
      if (its.harness.hasProcess) await host.wait("tool-start");
      const mark = host.lastProcess();
      if (mark) await its.harness.driver.reap(mark);
      const inspect = (id: string) => its.harness.driver.inspect(host.lastSnapshot(), id);
      expect(await inspect(answered)).toEqual({ answered: text });
      // Cut off in the middle of a tool call, it may have left no record of its own; but it must not be taken for untouched, nor for answered.
      expect(its.harness.hasProcess ? ["asked", "unknown"] : ["asked"]).toContain(await inspect(asked));
      expect(await inspect(never)).toBe("absent");
    });

    contract.promise("D18", "shows the end of what happened, at most as many lines as wanted", async () => {
      await using its = await place();
      const host = createRecordingHost();
      const session = await its.open(host);
      for (const fruit of ["apple", "pear", "cherry"]) await tell(session, host, its.harness.words.say(fruit));
      const tail = await session.capture(2);
      expect(tail.split("\n").length).toBeLessThanOrEqual(2);
      expect(await session.capture(50)).toContain("cherry");
    });

    contract.promise("D19", "ends what is left of a process, and again without harm", async () => {
      await using its = await place();
      const host = createRecordingHost();
      const session = await its.open(host);
      await tell(session, host, its.harness.words.say("hello"));
      const mark = host.lastProcess() ?? { pid: 2 ** 22, startedAt: 0, mark: "nobody carries this" };
      await its.harness.driver.reap(mark);
      await its.harness.driver.reap(mark);
      expect(await findTree(mark)).toEqual([]);
    });

    describeOptionalFeatures(contract, start);
  });
}
