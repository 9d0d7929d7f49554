import { readFileSync } from "node:fs";
import { cleanText } from "./leaks/clean-text.ts";
import { describeForModel, namesOf } from "./leaks/describe-leaks.ts";
import { findLeaks, type Leak } from "./leaks/scan.ts";

const usage = `node scan.mjs FILE...          what looks like a secret in these files; - is the standard input
node scan.mjs --json FILE...   the same as one JSON object a line
node scan.mjs < call.json      as a PostToolUse hook of Claude Code
Exit codes by hand: 0 nothing found, 1 secrets found, 2 something could not be read, 3 wrongly called. As a hook always 0: what counts is the answer.
`;

const mostBytes = 50_000_000;
type Json = string | number | boolean | null | undefined | readonly Json[] | { readonly [name: string]: Json };

/** Every text of an answer without its secrets, in the shape that it had: the program refuses any other. */
function cleaned(value: Json, found: Leak[]): Json {
  if (typeof value === "string") {
    const leaks = findLeaks(value);
    found.push(...leaks);
    return cleanText(value, [], leaks).text;
  }
  if (Array.isArray(value)) return value.map((item: Json) => cleaned(item, found));
  if (typeof value === "object" && value !== null) return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, cleaned(item, found)]));
  return value;
}

/** What a hook says about what a tool gave: nothing is consent. */
function answer(text: string): string {
  const call: unknown = JSON.parse(text);
  if (typeof call !== "object" || call === null) throw new Error("it is no object");
  const { hook_event_name: event, tool_response: response, error } = call as Readonly<Record<string, Json>>;
  if (event === "PostToolUseFailure") return answerFailure(error);
  if (event !== "PostToolUse") throw new Error("it is no call of a PostToolUse hook");
  if (response === undefined) throw new Error("it holds no output");
  const found: Leak[] = [];
  const output = cleaned(response, found);
  const words = wordsFor(found);
  if (words === undefined) return "";
  const isMasked = found.some(({ action }) => action !== "warn");
  return say({ hookSpecificOutput: { hookEventName: event, ...(isMasked && { updatedToolOutput: output }), additionalContext: words } });
}

/** The words of a tool that failed cannot be replaced. */
function answerFailure(error: Json): string {
  const leaks = findLeaks(typeof error === "string" ? error : JSON.stringify(error ?? ""));
  if (leaks.length === 0) return "";
  const additionalContext = `The words of this failed tool hold what looks like secrets: ${namesOf(leaks)}. Don't repeat, store or send them.`;
  return say({ hookSpecificOutput: { hookEventName: "PostToolUseFailure", additionalContext } });
}

const wordsFor = (leaks: readonly Leak[]) =>
  describeForModel({ text: "", own: 0, masked: leaks.filter(({ action }) => action !== "warn"), warned: leaks.filter(({ action }) => action === "warn") });
const say = (value: object): string => `${JSON.stringify(value)}\n`;

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
    // The message of the parser would quote what it read
    const why = error instanceof SyntaxError || !(error instanceof Error) ? "it is no JSON" : error.message;
    const reason = `credential-leak-detector: what the tool gave could not be looked at (${why}). Take it for secret: don't use, repeat, store or send it.`;
    return say({ continue: false, stopReason: reason, decision: "block", reason });
  }
}

async function byHand(files: readonly string[], json: boolean): Promise<number> {
  let code = 0;
  for (const file of files) {
    let text: string;
    try {
      text = file === "-" ? await readInput() : readFileSync(file, "utf8");
    } catch (error) {
      process.stderr.write(`${file} could not be read: ${error instanceof Error ? error.message : String(error)}\n`);
      code = 2;
      continue;
    }
    for (const { pattern, severity, action, start, masked } of findLeaks(text)) {
      const line = text.slice(0, start).split("\n").length;
      process.stdout.write(json ? say({ file, line, pattern, severity, action, masked }) : `${file}:${line}  ${pattern} (${severity}, ${action})  ${masked}\n`);
      code ||= 1;
    }
  }
  return code;
}

// A hook that dies in any other way than with 2 is not heard.
process.on("uncaughtException", (error) => {
  process.stderr.write(`credential-leak-detector failed (${error.name}), so take what the tool gave for secret: don't use, repeat, store or send it.\n`);
  process.exit(2);
});

const given = process.argv.slice(2);
const json = given[0] === "--json";
const files = json ? given.slice(1) : given;
if (given.includes("--help") || given.includes("-h")) process.stdout.write(usage);
else if (files.some((file) => file.startsWith("--")) || (files.length === 0 && (json || process.stdin.isTTY))) {
  process.stderr.write(usage);
  process.exitCode = 3;
} else if (files.length > 0) process.exitCode = await byHand(files, json);
else process.stdout.write(await asHook());
