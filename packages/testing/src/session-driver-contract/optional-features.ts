import { existsSync } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import type { SessionDriver, Snapshot } from "@instar/kernel/contracts";
import { expect } from "vitest";
import { type Contract, optedOut } from "../scorecard/create-contract.ts";
import { openPlace, type Place, type StartDriver, tell, testWith } from "./place.ts";
import { createRecordingHost } from "./recording-host.ts";
import { createSmallServer } from "./small-server.ts";

const stored = (snapshot: Snapshot | undefined) => JSON.parse(JSON.stringify(snapshot)) as Snapshot;

/** What a driver's methods are called is what it says that it can do. */
const methods: Readonly<Record<string, keyof SessionDriver>> = { rewind: "rewind", complete: "complete" };

/** A conversation in which these were said one after the other, and where it was left. */
async function parked(its: Place, ...words: readonly string[]): Promise<Snapshot> {
  const host = createRecordingHost();
  const session = await its.open(host);
  for (const each of words) await tell(session, host, its.harness.words.say(each));
  return stored(await session.stop(2_000));
}

async function recalled(its: Place, from: Snapshot): Promise<string> {
  const host = createRecordingHost();
  return (await tell(await its.open(host, stored(from)), host, its.harness.words.recall)).text;
}

/** What drivers may be able to do beside talking, each case for those that say so. */
export function describeOptionalFeatures(contract: Contract, start: StartDriver): void {
  const testIf = testWith(contract, start);

  contract.promise("D20", "says what it can do as its methods do", async () => {
    await using its = await openPlace(start);
    const { driver } = its.harness;
    for (const [feature, method] of Object.entries(methods)) expect(driver.features.has(feature as "rewind"), feature).toBe(driver[method] !== undefined);
    const session = await its.open(createRecordingHost());
    expect({ fork: driver.features.has("fork"), model: driver.features.has("model"), mode: driver.features.has("mode") }).toEqual({
      fork: session.fork !== undefined,
      model: session.setModel !== undefined,
      mode: session.setMode !== undefined,
    });
  });

  testIf("D21", "fork", "goes two ways from where a conversation was left, with nobody living", async (its) => {
    const { driver } = its.harness;
    const left = await parked(its, "the root is old");
    const branch = stored(driver.fork?.(left));
    const [here, there] = [createRecordingHost(), createRecordingHost()];
    const fork = await its.open(there, branch);
    expect((await tell(fork, there, its.harness.words.recall)).text).toContain("the root is old");
    await tell(fork, there, its.harness.words.say("only in the branch"));
    const trunk = await its.open(here, left);
    await tell(trunk, here, its.harness.words.say("only in the trunk"));
    const [trunkText, forkText] = [await recalled(its, stored(await trunk.stop(2_000))), await recalled(its, stored(await fork.stop(2_000)))];
    expect([trunkText.includes("the root is old"), trunkText.includes("only in the trunk"), trunkText.includes("only in the branch")]).toEqual([
      true,
      true,
      false,
    ]);
    expect([forkText.includes("the root is old"), forkText.includes("only in the branch"), forkText.includes("only in the trunk")]).toEqual([
      true,
      true,
      false,
    ]);
  });

  testIf("D22", "rewind", "takes the last turns back, and knows what was before them", async (its) => {
    const { driver } = its.harness;
    const left = await parked(its, "first a walnut", "then an almond", "last a hazelnut");
    const one = await recalled(its, stored(await driver.rewind?.(left, 1)));
    expect([one.includes("walnut"), one.includes("almond"), one.includes("hazelnut")]).toEqual([true, true, false]);
    const two = await recalled(its, stored(await driver.rewind?.(left, 2)));
    expect([two.includes("walnut"), two.includes("almond"), two.includes("hazelnut")]).toEqual([true, false, false]);
    await expect(driver.rewind?.(left, 4)).rejects.toThrow();
  });

  testIf("D23", "shape", "has only the tools that it was given", async (its) => {
    const { tools, words } = its.harness;
    if (tools === undefined) throw new Error("A driver with the feature `shape` names `tools` in its harness.");
    const without = createRecordingHost();
    await tell(await its.open(without, undefined, { tools: [tools.other] }), without, words.createFile("without.txt"));
    expect(existsSync(join(its.cwd, "without.txt"))).toBe(false);
    expect(without.results).toEqual([]);
    const withIt = createRecordingHost();
    await tell(await its.open(withIt, undefined, { tools: [tools.creates] }), withIt, words.createFile("with.txt"));
    expect(existsSync(join(its.cwd, "with.txt"))).toBe(true);
  });

  testIf("D24", "shape", "does not begin in a mode or as an agent that it does not know", async (its) => {
    await expect(its.open(createRecordingHost(), undefined, { permissionMode: "no such mode" })).rejects.toThrow();
    await expect(its.open(createRecordingHost(), undefined, { agent: "no-such-agent" })).rejects.toThrow();
  });

  testIf("D25", "mode", "changes its mode in place, and refuses one that it does not know", async (its) => {
    const { readingMode, words } = its.harness;
    if (readingMode === undefined) throw new Error("A driver with the feature `mode` names a `readingMode` in its harness.");
    const host = createRecordingHost();
    const session = await its.open(host);
    await tell(session, host, words.createFile("before.txt"));
    expect(existsSync(join(its.cwd, "before.txt"))).toBe(true);
    await session.setMode?.(readingMode);
    expect(await tell(session, host, words.createFile("after.txt"))).toMatchObject({ outcome: "done" });
    expect(existsSync(join(its.cwd, "after.txt"))).toBe(false);
    await expect(session.setMode?.("no such mode")).rejects.toThrow();
    expect(session.phase).toBe("idle");
  });

  testIf("D26", "model", "changes its model in place, from the next answer on", async (its) => {
    const host = createRecordingHost();
    const session = await its.open(host);
    await tell(session, host, its.harness.words.say("before"));
    const mark = host.lastProcess();
    await session.setModel?.("claude-another-model");
    expect((await tell(session, host, its.harness.words.say("after"))).text).toContain("after");
    expect(host.lastProcess()).toEqual(mark);
    if (its.harness.lastModel) expect(its.harness.lastModel()).toBe("claude-another-model");
  });

  contract.promise("D27", "tells what each answer used before the next tool is asked about, and in the end what the turn used", async () => {
    await using its = await openPlace(start);
    const host = createRecordingHost();
    const session = await its.open(host);
    const used = () => host.events.filter((event) => event.type === "usage");
    const calls = () => used().reduce((sum, event) => sum + (event.calls ?? 1), 0);
    await tell(session, host, its.harness.words.say("plain"));
    expect(calls()).toBe(1);
    if (!its.harness.driver.features.has("toolGate")) return; // its agent may have no tools at all
    const before = host.order.length;
    await tell(session, host, its.harness.words.createFile("marker.txt"));
    expect(calls()).toBe(3);
    const order = host.order.slice(before);
    expect(order.indexOf("usage")).toBeGreaterThanOrEqual(0);
    expect(order.indexOf("usage")).toBeLessThan(order.indexOf("gate"));
    expect(order.lastIndexOf("usage")).toBeLessThan(order.indexOf("turn-end"));
    for (const sum of [used().reduce((all, event) => all + event.inputTokens, 0), used().reduce((all, event) => all + (event.costUsd ?? 0), 0)])
      expect(sum).toBeGreaterThanOrEqual(0);
  });

  testIf("D28", "servers", "calls a tool of a server inside the house, through the gate", async (its) => {
    const { words, driver } = its.harness;
    if (words.useServer === undefined) return optedOut("its agent is a stand-in that speaks to no server");
    const host = createRecordingHost();
    const server = createSmallServer("a mirabelle");
    const session = await its.open(host, undefined, { servers: [server] });
    const end = await tell(session, host, words.useServer(server.name, "pick"));
    expect(end.text).toContain("a mirabelle");
    expect(new Set(server.heard.map((each) => each.session))).toEqual(new Set([session.ref.id]));
    expect(server.heard.map(({ method }) => method)).toEqual(expect.arrayContaining(["initialize", "tools/list", "tools/call"]));
    if (driver.features.has("toolGate")) expect(host.calls).toMatchObject([{ action: { kind: "mcp", server: server.name, tool: "pick" } }]);
  });

  testIf("D29", "skills", "shows the agent the skills of the house", async (its) => {
    const { wasTold, words } = its.harness;
    if (wasTold === undefined) return optedOut("what its agent is told can't be seen from outside");
    const folder = join(its.cwd, "plugin", "skills", "prune-trees");
    await mkdir(folder, { recursive: true });
    await writeFile(join(folder, "SKILL.md"), "---\nname: prune-trees\ndescription: Prunes trees in late winter.\n---\nCut above a bud.\n");
    const host = createRecordingHost();
    await tell(await its.open(host, undefined, { skills: [{ name: "prune-trees", folder }] }), host, words.say("hello"));
    expect(wasTold("prune-trees")).toBe(true);
    expect(wasTold("Prunes trees in late winter.")).toBe(true);
  });

  testIf("D30", "complete", "answers a single question outside of any session, and says what it cost", async (its) => {
    const { driver, words } = its.harness;
    const answer = await driver.complete?.({ prompt: words.say("damson"), tier: "fast", maxTokens: 200 }, new AbortController().signal);
    expect(answer?.text).toContain("damson");
    for (const figure of [answer?.costUsd, answer?.inputTokens, answer?.outputTokens]) expect(figure).toBeGreaterThanOrEqual(0);
    await expect(driver.complete?.({ prompt: words.say("never"), tier: "fast", maxTokens: 200 }, AbortSignal.abort(new Error("no more")))).rejects.toThrow();
  });

  testIf("D31", "toolGate", "names the files of a tool call by absolute paths without `..`, whatever the agent wrote", async (its) => {
    await mkdir(join(its.cwd, "below"));
    await writeFile(join(its.cwd, "notes.txt"), "a quince");
    const host = createRecordingHost();
    const session = await its.open(host);
    await tell(session, host, its.harness.words.readFile("below/../notes.txt"));
    await tell(session, host, its.harness.words.createFile("made.txt"));
    const named = host.calls.flatMap(({ action }) => ("paths" in action ? action.paths : []));
    if (host.calls.length > 0 && named.length === 0) return optedOut("its tools name no files");
    expect(named, "`action.paths` of the calls: resolve what the agent wrote against `cwd`, and follow no links").toEqual(named.map((path) => resolve(path)));
    expect([join(its.cwd, "notes.txt"), join(its.cwd, "made.txt")]).toEqual(expect.arrayContaining(named));
  });
}
