import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { NamedSession } from "@instar/plugin-named-sessions/contract";
import type { QuotaState, UsageRow } from "@instar/plugin-quota/contract";
import { expect, test } from "vitest";
import { type ClaudeHouse, eventually, openClaudeHouse } from "./claude-house.ts";

async function json<T>(house: ClaudeHouse, ...args: readonly string[]): Promise<T> {
  const { code, stdout, stderr } = await house.instar(...args, "--json");
  expect(code, `instar ${args.join(" ")}: ${stderr}`).toBe(0);
  return JSON.parse(stdout) as T;
}

const tokensOf = ({ inputTokens, outputTokens }: { readonly inputTokens: number; readonly outputTokens: number }) => ({ inputTokens, outputTokens });

test("with the real Claude Code, a kill in the middle of a turn leaves ledger and session in agreement; a spent budget stops work until it is raised", async () => {
  await using house = await openClaudeHouse({
    declarations: 'import quota from "@instar/plugin-quota";',
    plugins: "quota({ budgets: [{ per: 'month', tokens: 5_000_000 }] }),",
    dependencies: ["@instar/plugin-quota"],
  });
  const usage = { inputTokens: 1_000, outputTokens: 100, cacheReadTokens: 0, cacheWriteTokens: 0 };
  house.endpoint.respond(() => ({ text: "Noted.", usage }));
  await house.start();
  await json(house, "session", "spawn", "garden", "Remember the cedar.");
  house.endpoint.script({ text: "I look.", tools: [{ name: "Bash", input: { command: "sleep 30" } }], usage });
  const cut = house.instar("session", "send", "garden", "Look at it.");
  const booked = async () => (await json<{ rows: readonly UsageRow[] }>(house, "usage", "--by", "cause")).rows;
  await eventually(async () => ((await booked())[0]?.entries ?? 0) >= 2, "the second answer to be counted");
  await new Promise((resolve) => setTimeout(resolve, 1_100)); // until the session's own figures are on disk, and the ledger's entry is not
  process.kill(house.daemonPid(), "SIGKILL");
  await cut;
  await house.start();
  await eventually(async () => {
    const garden = await json<NamedSession>(house, "session", "status", "garden");
    const { rows } = await json<{ rows: readonly UsageRow[] }>(house, "usage", "--by", "session");
    return garden.calls >= 2 && garden.inputTokens > 0 && JSON.stringify(rows.map(tokensOf)) === JSON.stringify([tokensOf(garden)]);
  }, "ledger and session to agree");
  expect((await booked()).map(({ key }) => key).sort()).toEqual(expect.arrayContaining(["session garden"]));

  house.endpoint.respond(() => ({ text: "Noted.", usage: { ...usage, inputTokens: 6_000_000 } }));
  await json(house, "session", "send", "garden", "And the birch.");
  await eventually(async () => (await json<QuotaState>(house, "quota")).stopped, "the stop");
  const requests = house.endpoint.requests.length;
  const refused = await house.instar("session", "send", "garden", "And the maple.");
  expect(refused.stdout + refused.stderr).toMatch(/The budget of this month \(5,000,000 tokens\) is used up; it begins anew at/);
  expect(house.endpoint.requests).toHaveLength(requests);

  const config = join(house.folder, "instar.config.ts");
  writeFileSync(config, readFileSync(config, "utf8").replace("5_000_000", "50_000_000"));
  expect((await house.instar("reload")).code).toBe(0);
  await json(house, "session", "send", "garden", "And the willow.");
  expect(house.endpoint.requests.length).toBeGreaterThan(requests);
}, 60_000);
