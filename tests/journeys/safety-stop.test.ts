import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { RecordedEvent } from "@instar/kernel/contracts";
import { useShell } from "@instar/testing/model-endpoint";
import { expect, test } from "vitest";
import { type ClaudeHouse, eventually, openClaudeHouse } from "./claude-house.ts";

/** Many people write at once: what is put into `say.json` arrives, and `said.jsonl` is what came back. */
const crowd = `import { existsSync, readFileSync, unlinkSync, appendFileSync } from "node:fs";
import { Channels } from "@instar/kernel/contracts";
import access from "@instar/plugin-access";
import sessions from "@instar/plugin-sessions";
import safety from "@instar/plugin-safety";
const crowd = definePlugin({
  api: 1, name: "crowd",
  setup({ contribute }) {
    contribute(Channels, {
      id: "crowd",
      async open(sink) {
        let count = 0;
        const timer = setInterval(() => {
          if (!existsSync("say.json")) return;
          const said = JSON.parse(readFileSync("say.json", "utf8"));
          unlinkSync("say.json");
          for (const { conversation, text } of said)
            void sink.receive({ key: "k" + Date.now() + count++, from: { id: "owner" }, address: { channel: "crowd", conversation }, text, at: Date.now() });
        }, 10);
        return { async [Symbol.asyncDispose]() { clearInterval(timer); } };
      },
      async send({ body: { text } }, { address: { conversation } }) {
        appendFileSync("said.jsonl", JSON.stringify({ conversation, text, at: Date.now() }) + "\\n");
        return { ref: String(Date.now()) };
      },
    });
  },
});`;

const names = Array.from({ length: 10 }, (_, n) => `c${n}`);

function say(house: ClaudeHouse, said: readonly { readonly conversation: string; readonly text: string }[]) {
  writeFileSync(join(house.folder, "say.part"), JSON.stringify(said));
  renameSync(join(house.folder, "say.part"), join(house.folder, "say.json"));
}

const said = (house: ClaudeHouse): readonly { readonly conversation: string; readonly text: string; readonly at: number }[] =>
  existsSync(join(house.folder, "said.jsonl"))
    ? house
        .read("said.jsonl")
        .trim()
        .split("\n")
        .map((line) => JSON.parse(line))
    : [];

/** What the agents' tools run. */
const tools = (house: ClaudeHouse) => house.agentProcesses().filter((pid) => commandOf(pid).startsWith("tail\0-f\0/dev/null"));

function commandOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, "utf8");
  } catch {
    return ""; // it has ended
  }
}

/** Gives ten agents work, stops them with one word, and resolves with how long that took by the answer and by the journal, in ms. */
async function stopTen(house: ClaudeHouse): Promise<number> {
  say(
    house,
    names.map((conversation) => ({ conversation, text: "Follow the log." })),
  );
  await eventually(() => tools(house).length === names.length, "ten tools to run");

  const answers = () => said(house).filter(({ conversation }) => conversation === "desk");
  const before = answers().length;
  say(house, [{ conversation: "desk", text: "stop" }]);
  await eventually(() => answers().length > before, "the answer");
  await eventually(() => tools(house).length === 0, "the processes of the tools to be gone");
  const [, seconds] = /^Stopped 10 agents at work in (\d+\.\d) s\.$/.exec(answers().at(-1)?.text ?? "") ?? expect.fail(answers().at(-1)?.text);

  // The word itself is the last message that came. What did not listen has its process ended, and no end of a turn; it is written down a moment later
  const sinceThen = async () => {
    const events = JSON.parse((await house.instar("events", "--json", "--limit", "1000")).stdout) as readonly RecordedEvent[];
    const asked = events.find(({ type }) => type === "message.accepted")?.at ?? 0;
    const ends = new Map<string, number>();
    for (const { type, at, about } of events)
      if (at >= asked && /^(?:turn\.ended|session\.(?:parked|ended|failed))$/.test(type)) ends.set(about.session ?? "", at - asked);
    return [...ends.values()];
  };
  await eventually(async () => (await sinceThen()).length === names.length, "ten agents to have ended their work");
  return Math.max(Number(seconds) * 1_000, ...(await sinceThen()));
}

test("one word of the owner ends ten agents at work, with the processes of their tools, in less than a second", { timeout: 180_000 }, async () => {
  await using house = await openClaudeHouse({
    declarations: crowd,
    plugins: `access({ owners: ["crowd:owner"] }), sessions({ maxLiving: 12 }), safety(), crowd()`,
    dependencies: ["@instar/plugin-safety"],
  });
  house.endpoint.respond(() => useShell("tail -f /dev/null"));
  await house.start();

  // All ten end every time. How fast is the best of three: a machine that halts for a moment makes it slower, and nothing makes it quicker
  const took: number[] = [];
  do took.push(await stopTen(house));
  while (Math.min(...took) >= 1_000 && took.length < 3);
  expect(Math.min(...took), `of ${took.join(", ")} ms`).toBeLessThan(1_000);

  const shown = await house.instar("audit", "show", "--what", "agents", "--json");
  expect(JSON.parse(shown.stdout)).toEqual(
    took.map(() => expect.objectContaining({ what: "agents.stopped", by: "crowd:owner", about: expect.objectContaining({ working: "10", left: "0" }) })),
  );
  expect((await house.instar("audit", "verify")).code).toBe(0);
  expect(JSON.parse((await house.instar("stop", "--agents", "--json")).stdout)).toMatchObject({ running: true, working: 0 });
});
