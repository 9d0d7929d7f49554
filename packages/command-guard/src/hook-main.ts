import { statSync } from "node:fs";
import { homedir, tmpdir } from "node:os";
import { isAbsolute } from "node:path";
import type { Judgement, Surroundings } from "./contract.ts";
import { createFileView } from "./file-view.ts";
import { judgeCommand } from "./index.ts";

const usage = `node guard.mjs "COMMAND"          what the guard says, for the current folder
node guard.mjs --json "COMMAND"   the same as one JSON object
node guard.mjs < call.json        as a PreToolUse hook of Claude Code
Exit codes by hand: 0 allow, 1 ask, 2 deny, 3 wrongly called. As a hook always 0: what counts is the answer.
`;

const mostBytes = 20_000_000;

function surroundings(cwd: string, transcript?: unknown): Surroundings {
  const named = process.env.CLAUDE_PROJECT_DIR;
  const since = typeof transcript === "string" ? begunAt(transcript) : undefined;
  return {
    cwd,
    project: named !== undefined && isAbsolute(named) ? named : cwd,
    home: homedir(),
    temporary: [...new Set([tmpdir(), "/tmp", "/var/tmp", "/private/tmp"])],
    files: createFileView(),
    ...(since !== undefined && { since }),
  };
}

/** A session began when its transcript did. */
function begunAt(transcript: string): number | undefined {
  try {
    const { birthtimeMs } = statSync(transcript);
    return birthtimeMs > 0 ? birthtimeMs : undefined;
  } catch {
    // Not written yet: then all that is there was there before.
    return undefined;
  }
}

const sentences = ({ reason, instead }: Judgement): string => [reason, ...(instead === null ? [] : [`Instead: ${instead}`])].join(" ");

/** What a hook says about a call: nothing is consent. */
function answer(text: string): string {
  const call: unknown = JSON.parse(text);
  if (typeof call !== "object" || call === null) throw new Error("it is no object");
  const { tool_name, tool_input, cwd, transcript_path } = call as Readonly<Record<string, unknown>>;
  if (typeof tool_name !== "string") throw new Error("it names no tool");
  if (tool_name !== "Bash") return "";
  const command = (tool_input as { readonly command?: unknown } | undefined)?.command;
  if (typeof command !== "string") throw new Error("it holds no command");
  const judgement = judgeCommand(command, surroundings(typeof cwd === "string" && isAbsolute(cwd) ? cwd : process.cwd(), transcript_path));
  return judgement.verdict === "allow" ? "" : decide(judgement.verdict, sentences(judgement));
}

const decide = (permissionDecision: "ask" | "deny", reason: string): string =>
  `${JSON.stringify({ hookSpecificOutput: { hookEventName: "PreToolUse", permissionDecision, permissionDecisionReason: `command-guard: ${reason}` } })}\n`;

async function readInput(): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of process.stdin as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > mostBytes) throw new Error("it is longer than any call");
    chunks.push(chunk);
  }
  return new TextDecoder("utf-8", { fatal: true }).decode(Buffer.concat(chunks));
}

async function asHook(): Promise<string> {
  try {
    return answer(await readInput());
  } catch (error) {
    return decide("ask", `The call could not be judged: ${error instanceof Error ? error.message : String(error)}.`);
  }
}

function byHand(command: string, json: boolean): number {
  const judgement = judgeCommand(command, surroundings(process.cwd()));
  const { verdict, rule, reason, instead } = judgement;
  const lines = [rule === null ? verdict : `${verdict} (${rule})`, ...(reason === null ? [] : [reason]), ...(instead === null ? [] : [`Instead: ${instead}`])];
  process.stdout.write(json ? `${JSON.stringify({ verdict, rule, reason, instead })}\n` : `${lines.join("\n")}\n`);
  return { allow: 0, ask: 1, deny: 2 }[verdict];
}

// A hook that dies in any other way than with 2 lets the call pass.
process.on("uncaughtException", (error) => {
  process.stderr.write(`command-guard failed, so the command must not run: ${error.message}\n`);
  process.exit(2);
});

const given = process.argv.slice(2);
const json = given[0] === "--json";
const [command, ...more] = json ? given.slice(1) : given;
if (command === "--help" || command === "-h") process.stdout.write(usage);
// No command begins so: it is an option that is not known, and "allow" would be a wrong answer.
else if (command !== undefined && more.length === 0 && !command.startsWith("--")) process.exitCode = byHand(command, json);
else if (given.length > 0 || process.stdin.isTTY) {
  process.stderr.write(usage);
  process.exitCode = 3;
} else process.stdout.write(await asHook());
