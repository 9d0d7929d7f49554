import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { withholdSecrets } from "../../src/guard/output.ts";
import { createTokens } from "../../src/tokens.ts";

function makeHome() {
  const project = mkdtempSync(join(tmpdir(), "instar-output-"));
  onTestFinished(() => rmSync(project, { recursive: true }));
  const home = join(project, ".instar");
  mkdirSync(join(home, "secrets"), { recursive: true });
  return { project, home };
}

test("secrets are taken out of an output exactly as they are kept, and what is short is left", () => {
  const paths = makeHome();
  writeFileSync(join(paths.home, "secrets/owner-token"), `${"ab".repeat(32)}\n`);
  writeFileSync(join(paths.home, "secrets/TELEGRAM_BOT_TOKEN"), "42:AAAAAA");
  writeFileSync(join(paths.home, "secrets/PIN"), "1234");
  const agent = createTokens(() => undefined).tokenFor("s1");
  expect(withholdSecrets(`a ${"ab".repeat(32)} b 42:AAAAAA c 1234 d ${agent} e`, paths)).toBe(
    "a [withheld: a secret of this agent] b [withheld: a secret of this agent] c 1234 d [withheld: a session's token] e",
  );
  expect(withholdSecrets("nothing here", paths)).toBe("nothing here");
});

test("lines that a search found in the owner's files are left out; the agent's own documents and names of files are not", () => {
  const paths = makeHome();
  const kept = ["src/a.ts:1:foo", ".instar/MEMORY.md:3:foo", "./.instar/jobs/daily.md:foo", ".instar/run.json", "see .instar/logs: it is long"];
  const taken = [".instar/run.json:2:foo", "./.instar/logs/instar.log:foo", `${paths.home}/secrets/X:foo`, ".instar/run.json-3-context"];
  expect(withholdSecrets([...kept, ...taken].join("\n"), paths).split("\n")).toEqual([...kept, "[withheld: lines found in .instar, which is the owner's]"]);
});

test("a house without secrets withholds none", () => {
  expect(withholdSecrets("text", { project: "/nowhere", home: "/nowhere/.instar" })).toBe("text");
});
