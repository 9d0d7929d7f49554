import type { AgentTool, ToolUse } from "@instar/kernel/contracts";
import type { NamedSession, NamedSessions, NamedTurn } from "@instar/plugin-named-sessions/contract";
import { z } from "zod";

const longestWaitSeconds = 55;
const name = z.string();

const seconds = (ms: number) => `${Math.round(ms / 1_000)} s`;
const money = (usd: number) => `$${usd.toFixed(usd < 1 ? 4 : 2)}`;

function describeTurn(turn: NamedTurn): string {
  const head = `${turn.name}: ${turn.state} (${seconds(turn.durationMs)}, ${money(turn.costUsd)})`;
  if (turn.error !== undefined) return [head, [turn.error.text, turn.error.hint].filter(Boolean).join(" ")].join("\n\n");
  return turn.response === undefined ? head : `${head}\n\n${turn.response}`;
}

const describeSession = ({ name, status, turns, costUsd, over, error }: NamedSession): string =>
  [`${name}: ${status}, ${turns} turns, ${money(costUsd)}`, over?.text, error].filter(Boolean).join("; ");

async function lastTurn(sessions: NamedSessions, of: string, waitSeconds: number): Promise<string> {
  const last = (await sessions.turns(of, 1)).at(-1);
  if (last === undefined) return describeSession(await sessions.status(of));
  return describeTurn(await sessions.turn(last.id, waitSeconds * 1_000));
}

/** Sessions under names, for agents. `within` gives the sessions as a caller may use them. */
export function sessionTools(within: (use: ToolUse) => NamedSessions): readonly AgentTool[] {
  const spawn: AgentTool<z.output<typeof spawnInput>> = {
    name: "session_spawn",
    description: "Start another agent under a name, with a prompt. Returns at once; read its answer with session_wait.",
    input: spawnInput,
    async run({ name, prompt, model, work_dir, tools, instructions }, use) {
      const { session } = await within(use).spawn({
        name,
        prompt,
        purpose: use.caller.kind === "agent" ? "agent" : "person",
        ...(model !== undefined && { model }),
        ...(work_dir !== undefined && { workDir: work_dir }),
        ...(tools !== undefined && { tools }),
        ...(instructions !== undefined && { systemPrompt: instructions }),
      });
      return describeSession(session);
    },
  };
  const send: AgentTool<z.output<typeof sendInput>> = {
    name: "session_send",
    description: "Give a session its next prompt; a stopped one resumes. Returns at once.",
    input: sendInput,
    run: async ({ name, prompt }, use) => describeTurn(await within(use).send(name, prompt)),
  };
  const wait: AgentTool<z.output<typeof waitInput>> = {
    name: "session_wait",
    description: "The answer to a session's last prompt, waiting for it if need be.",
    input: waitInput,
    readOnly: true,
    run: ({ name, seconds }, use) => lastTurn(within(use), name, seconds),
  };
  const list: AgentTool<z.output<typeof listInput>> = {
    name: "session_list",
    description: "Sessions that you may use.",
    input: listInput,
    readOnly: true,
    async run(_, use) {
      const found = await within(use).list({ limit: 100 });
      return found.length === 0 ? "There are none. session_spawn starts one." : found.map(describeSession).join("\n");
    },
  };
  const output: AgentTool<z.output<typeof nameInput>> = {
    name: "session_output",
    description: "What a session has shown lately, also while it works.",
    input: nameInput,
    readOnly: true,
    async run({ name }, use) {
      const { chunks, status } = await within(use).output(name);
      return `${name}: ${status}\n\n${chunks.map(({ kind, text }) => (kind === "text" ? text : `\n[${kind}: ${text}]\n`)).join("")}`;
    },
  };
  const stop: AgentTool<z.output<typeof nameInput>> = {
    name: "session_stop",
    description: "End a session's process. Its past stays: session_send resumes it.",
    input: nameInput,
    run: async ({ name }, use) => describeSession(await within(use).stop(name)),
  };
  return [spawn, send, wait, list, output, stop];
}

const spawnInput = z.strictObject({
  name: name.describe("A-Z a-z 0-9 _ -"),
  prompt: z.string(),
  model: z.string().optional(),
  work_dir: z.string().optional(),
  tools: z.array(z.string()).optional().describe("its only tools"),
  instructions: z.string().optional(),
});
const sendInput = z.strictObject({ name, prompt: z.string() });
const waitInput = z.strictObject({ name, seconds: z.number().min(0).max(longestWaitSeconds).default(30) });
const nameInput = z.strictObject({ name });
const listInput = z.strictObject({});
