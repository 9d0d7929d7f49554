import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { atTerminal } from "../at-terminal.ts";
import { countingFiles } from "./counting-plugin.ts";
import { makeInstalledAgent } from "./installed-agent.ts";

test("at a terminal a needed secret is asked for without showing it, and a no leaves everything as it was", { timeout: 120_000 }, async () => {
  await using agent = await makeInstalledAgent();
  const tarball = await agent.pack("counting", countingFiles);
  const before = agent.files();
  const ask = ["(kept as the secret COUNTING_TOKEN)", "hush-hush\r"] as const;
  const refused = await atTerminal(agent, ["add", tarball], [ask, ["Add counting?", "n"]]);
  expect(refused.shown).toContain("Nothing was changed.");
  expect(refused.shown).toContain("whose count it is");
  expect(agent.files()).toEqual(before);

  const added = await atTerminal(agent, ["add", tarball], [ask, ["Add counting?", "y"], ["Let yourself in now?", "n"]]);
  expect(added.shown).toContain("It takes part after `instar start`.");
  expect(added.shown).toContain("instar access meet counting   (waits for your first message");
  expect(refused.shown + added.shown).not.toContain("hush-hush");
  expect(readFileSync(join(agent.folder, ".instar/secrets/COUNTING_TOKEN"), "utf8")).toBe("hush-hush");
  expect(agent.read("instar.config.ts")).toContain('counting({ token: env("COUNTING_TOKEN") }),');
});
