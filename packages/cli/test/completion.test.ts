import { spawnSync } from "node:child_process";
import { chmodSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { type CommandWords, completeWords } from "../src/completion/complete-words.ts";
import { makeAgentFolder } from "./agent-folder.ts";

const bin = fileURLToPath(new URL("../bin/instar.js", import.meta.url));

const known: CommandWords = {
  commands: [
    { id: "start", summary: "Start it", flags: { timeout: { type: "integer", description: "seconds" }, foreground: { type: "boolean", description: "stay" } } },
    {
      id: "logs",
      summary: "Show the log",
      flags: { level: { description: "how serious", options: ["info", "warn"] }, follow: { type: "boolean", char: "f", description: "go on" } },
    },
    { id: "inbox", summary: "List", flags: { state: { multiple: true, options: ["failed", "held"], description: "only these" } } },
    { id: "inbox show", summary: "Show one" },
    { id: "memory search", summary: "Search" },
  ],
  aliases: { "server start": "start" },
  topics: [{ name: "memory", description: "What was said" }],
};

test.each<[string, readonly string[]]>([
  ["", ["inbox", "logs", "memory", "server", "start"]],
  ["s", ["server", "start"]],
  ["inbox ", ["show"]],
  ["memory ", ["search"]],
  ["memory sea", ["search"]],
  ["server ", ["start"]],
  ["help mem", ["memory"]],
  ["start --", ["--dir", "--foreground", "--help", "--json", "--timeout"]],
  ["server start --f", ["--foreground"]],
  ["start --foreground --f", []],
  ["inbox --state held --s", ["--state"]],
  ["logs --level ", ["info", "warn"]],
  ["logs --level w", ["warn"]],
  ["logs --level = w", ["warn"]],
  ["logs --level =", ["info", "warn"]],
  ["logs --level=w", ["--level=warn"]],
  ["start --timeout ", []],
  ["--dir memory inbox ", ["show"]],
  ["logs -f --le", ["--level"]],
  ["--v", ["--version"]],
  ["nonsense ", []],
])("instar %s", (line, expected) => {
  const words = line.split(" ");
  expect(completeWords(known, words.slice(0, -1), words.at(-1) ?? "").map(({ value }) => value)).toEqual(expected);
});

const cut = "\u001f";

/** What bash offers for a line, by the very function that it has registered. */
function offeredByBash(folder: string, line: string): readonly string[] {
  const tools = join(folder, "tools");
  mkdirSync(tools, { recursive: true });
  writeFileSync(join(tools, "instar"), `#!/bin/sh\nexec "${process.execPath}" "${bin}" "$@"\n`);
  chmodSync(join(tools, "instar"), 0o755);
  const script = `
eval "$(instar completion bash)"
eval "$(instar completion bash)"
# Cut into words as readline does, with the characters that it cuts at.
IFS=$'\\x1f' read -r -a COMP_WORDS <<< "$LINE_WORDS"
COMP_CWORD=$(( \${#COMP_WORDS[@]} - 1 ))
[[ $LINE_WORDS == *$'\\x1f' ]] && COMP_WORDS+=("") && COMP_CWORD=$(( COMP_CWORD + 1 ))
_instar_complete instar "\${COMP_WORDS[COMP_CWORD]}"
printf '%s\\n' "\${COMPREPLY[@]}"`;
  const words = line.split(" ").flatMap((word) => word.split(/(=)/).filter((part, index) => part !== "" || index === 0));
  const { stdout, stderr, status } = spawnSync("bash", ["--norc", "-c", script], {
    cwd: folder,
    env: { PATH: `${tools}:${process.env["PATH"]}`, HOME: folder, LINE_WORDS: words.join(cut) },
    encoding: "utf8",
  });
  expect({ stderr, status }).toEqual({ stderr: "", status: 0 });
  return stdout.split("\n").filter((offered) => offered !== "");
}

test("bash completes commands, those of plugins too, flags and their values, and evaluates nothing of what is typed", async () => {
  await using agent = makeAgentFolder();
  await agent.run(["plugins"]);
  expect(offeredByBash(agent.folder, "instar sta")).toEqual(["start", "status"]);
  expect(offeredByBash(agent.folder, "instar attention ")).toEqual(["ack", "done"]);
  expect(offeredByBash(agent.folder, "instar completion ")).toEqual(["bash", "fish", "zsh"]);
  expect(offeredByBash(agent.folder, "instar logs --fol")).toEqual(["--follow"]);
  expect(offeredByBash(agent.folder, "instar logs --level=w")).toEqual(["warn"]);
  expect(offeredByBash(agent.folder, "instar inbox --state he")).toEqual(["held"]);
  expect(offeredByBash(agent.folder, ["instar chat $(touch$", "{IFS}evaluated) `touch$", "{IFS}evaluated` --o"].join(""))).toEqual(["--once"]);
  expect(spawnSync("ls", [agent.folder], { encoding: "utf8" }).stdout).not.toContain("evaluated");
}, 60_000);

test("an answer to TAB costs little more than starting Node.js", () => {
  const time = (args: readonly string[]) => {
    const began = performance.now();
    expect(spawnSync(process.execPath, args).status).toBe(0);
    return performance.now() - began;
  };
  time([bin, "__complete", "sta"]);
  // A busy machine makes a figure worse and never better: the best of each stands, looked for in up to forty tries.
  let [answer, bare] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
  for (let tries = 0; tries < 7 || (tries < 40 && answer - bare >= 110); tries++) {
    answer = Math.min(answer, time([bin, "__complete", "sta"]));
    bare = Math.min(bare, time(["-e", "0"]));
  }
  expect(answer - bare).toBeLessThan(110);
}, 60_000);

test.each(["zsh", "fish"])("the script for %s calls the program with the words as they are", async (shell) => {
  await using agent = makeAgentFolder();
  const { code, stdout } = await agent.run(["completion", shell]);
  expect(code).toBe(0);
  expect(stdout).toContain("__complete");
  const installed = spawnSync(shell, ["--version"]).status === 0;
  if (installed) expect(spawnSync(shell, ["-n"], { input: stdout }).status).toBe(0);
});

test("the commands of the plugins that every house has are there before its config was ever run", async () => {
  await using agent = makeAgentFolder();
  expect(await agent.run(["attention"])).toMatchObject({ code: 0, stdout: expect.stringContaining("Nothing waits for your attention") });
  expect(offeredByBash(agent.folder, "instar attention ")).toEqual(["ack", "done"]);
}, 60_000);
