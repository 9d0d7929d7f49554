import type { NamedSession, NamedTurn } from "@instar/plugin-named-sessions/contract";
import { expect, test } from "vitest";
import { type ClaudeHouse, eventually, openClaudeHouse } from "./claude-house.ts";

const minute = 60_000;

async function json<T>(house: ClaudeHouse, ...args: readonly string[]): Promise<T> {
  const { code, stdout, stderr } = await house.instar(...args, "--json");
  expect(code, `instar ${args.join(" ")}: ${stderr}`).toBe(0);
  return JSON.parse(stdout) as T;
}

const status = (house: ClaudeHouse, name: string) => json<NamedSession>(house, "session", "status", name);

/** What the model was sent for the last request. */
const lastSent = (house: ClaudeHouse) => house.endpoint.requests.at(-1)?.text ?? "";

test(
  "a session by hand with the real Claude Code: one process for all prompts, a fork that shares the past and not the future, and a stop that forgets nothing",
  async () => {
    await using house = await openClaudeHouse();
    house.endpoint.respond((request) => `heard: ${request.lastUserText.split("\n").at(-1)}`);
    await house.start();

    const spawned = await json<NamedTurn>(house, "session", "spawn", "garden", "Remember the cedar.");
    expect(spawned).toMatchObject({ state: "done", response: "heard: Remember the cedar." });
    const { pid } = await status(house, "garden");
    expect(pid).toBeGreaterThan(0);

    for (const tree of ["birch", "maple", "willow"]) {
      const turn = await json<NamedTurn>(house, "session", "send", "garden", `Remember the ${tree}.`);
      expect(turn).toMatchObject({ state: "done", response: `heard: Remember the ${tree}.` });
      expect((await status(house, "garden")).pid).toBe(pid);
    }
    expect(lastSent(house)).toMatch(/cedar[\s\S]*birch[\s\S]*maple[\s\S]*willow/);
    expect(await status(house, "garden")).toMatchObject({ status: "ready", turns: 4, calls: 4 });

    await json<NamedSession>(house, "session", "fork", "garden", "orchard");
    expect(await json<NamedTurn>(house, "session", "send", "orchard", "Remember the quince.")).toMatchObject({ state: "done" });
    expect(lastSent(house)).toMatch(/cedar[\s\S]*willow[\s\S]*quince/);
    expect((await status(house, "orchard")).pid).not.toBe(pid);
    await json<NamedTurn>(house, "session", "send", "garden", "Remember the poplar.");
    expect(lastSent(house)).toContain("poplar");
    expect(lastSent(house)).not.toContain("quince");
    await json<NamedTurn>(house, "session", "send", "orchard", "Remember the medlar.");
    expect(lastSent(house)).toMatch(/willow[\s\S]*quince[\s\S]*medlar/);
    expect(lastSent(house)).not.toContain("poplar");

    const stopped = await json<NamedSession>(house, "session", "stop", "garden");
    expect(stopped.status).toBe("stopped");
    expect(stopped.pid).toBeUndefined();
    await eventually(() => !house.agentProcesses().includes(pid as number), "the process of the stopped session to be gone");
    expect(await json<NamedTurn>(house, "session", "send", "garden", "Remember the alder.")).toMatchObject({
      state: "done",
      response: "heard: Remember the alder.",
    });
    expect(lastSent(house)).toMatch(/cedar[\s\S]*willow[\s\S]*poplar[\s\S]*alder/);
    expect(lastSent(house)).not.toContain("quince");
    expect((await status(house, "garden")).pid).not.toBe(pid);

    await json<NamedSession>(house, "session", "rewind", "garden");
    await json<NamedTurn>(house, "session", "send", "garden", "Remember the hazel.");
    expect(lastSent(house)).toMatch(/poplar[\s\S]*hazel/);
    expect(lastSent(house)).not.toContain("alder");
  },
  3 * minute,
);
