import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { countingFiles } from "./counting-plugin.ts";
import { type InstalledAgent, makeInstalledAgent } from "./installed-agent.ts";

const bin = fileURLToPath(new URL("../../bin/instar.js", import.meta.url));

/** Runs `instar` at a terminal; each of `answers` is typed once its question can be read. */
function atTerminal(agent: InstalledAgent, args: readonly string[], answers: readonly (readonly [question: string, typed: string])[]) {
  const command = `stty cols 200; exec ${[process.execPath, bin, ...args].map((word) => `'${word}'`).join(" ")}`;
  const script = process.platform === "darwin" ? ["-q", "/dev/null", "/bin/sh", "-c", command] : ["-qec", command, "/dev/null"];
  const child = spawn("/usr/bin/script", script, { cwd: agent.folder, env: { ...agent.env, TERM: "xterm", SHELL: "/bin/sh" }, stdio: "pipe" });
  const waiting = [...answers];
  let shown = "";
  let seen = 0;
  return new Promise<{ readonly code: number | null; readonly shown: string }>((resolve, reject) => {
    child.stdout.on("data", (chunk: Buffer) => {
      shown += chunk.toString("utf8");
      const [question, typed] = waiting[0] ?? [];
      const at = question === undefined ? -1 : shown.indexOf(question, seen);
      if (at === -1 || typed === undefined) return;
      seen = at + 1;
      waiting.shift();
      child.stdin.write(typed);
    });
    child.on("error", reject);
    child.on("close", (code) => resolve({ code, shown }));
  });
}

test("at a terminal a needed secret is asked for without showing it, and a no leaves everything as it was", { timeout: 120_000 }, async () => {
  await using agent = await makeInstalledAgent();
  const tarball = await agent.pack("counting", countingFiles);
  const before = agent.files();
  const ask = ["(kept as the secret COUNTING_TOKEN)", "hush-hush\r"] as const;
  const refused = await atTerminal(agent, ["add", tarball], [ask, ["Add counting?", "n"]]);
  expect(refused.shown).toContain("Nothing was changed.");
  expect(agent.files()).toEqual(before);

  const added = await atTerminal(agent, ["add", tarball], [ask, ["Add counting?", "y"]]);
  expect(added.shown).toContain("It takes part after `instar start`.");
  expect(refused.shown + added.shown).not.toContain("hush-hush");
  expect(readFileSync(join(agent.folder, ".instar/secrets/COUNTING_TOKEN"), "utf8")).toBe("hush-hush");
  expect(agent.read("instar.config.ts")).toContain('counting({ token: env("COUNTING_TOKEN") }),');
});
