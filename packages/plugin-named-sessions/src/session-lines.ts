import type { NamedSession, NamedTurn } from "./contract.ts";
import { shortText } from "./visible-text.ts";

/** Characters of a prompt and of a response that a history shows. */
const promptLength = 200;
const responseLength = 300;

const shownTime = (at: number) => new Date(at).toLocaleString("sv-SE");
const money = (usd: number) => `${usd.toFixed(usd !== 0 && Math.abs(usd) < 0.01 ? 4 : 2)} USD`;
const seconds = (ms: number) => `${(ms / 1_000).toFixed(ms < 10_000 ? 1 : 0)} s`;
const count = (number: number, one: string) => `${number} ${one}${number === 1 ? "" : "s"}`;

/** For a table. */
export const sessionRow = ({ name, status, model, turns, costUsd, usedAt, workDir, over }: NamedSession) => ({
  name,
  status: over === undefined ? status : `${status} (limit passed)`,
  model: model ?? "",
  prompts: turns,
  cost: money(costUsd),
  used: shownTime(usedAt),
  folder: workDir,
});

const limitWords = { costUsd: "of cost", calls: "answers of the model", workMs: "of work", ageMs: "of age" } as const;

function limitText({ limits = {} }: NamedSession): string | undefined {
  const parts = Object.entries(limits).map(([name, value]) => {
    const key = name as keyof typeof limitWords;
    const figure = key === "costUsd" ? money(value) : key === "calls" ? String(value) : seconds(value);
    return key === "calls" && value === 1 ? "1 answer of the model" : `${figure} ${limitWords[key]}`;
  });
  return parts.length === 0 ? undefined : parts.join(", ");
}

/** One session, a line for each thing known of it. */
export function sessionText(session: NamedSession): string {
  const { status, over, error, id, model, permissionMode, allowedTools, agent, workDir, pid, by, turns, calls, inputTokens, outputTokens } = session;
  const lines: readonly (readonly [string, string | undefined])[] = [
    ["name", session.name],
    ["status", status],
    ["over", over && `${over.text} It takes no prompt until the limit is raised.`],
    ["error", error],
    ["id", id],
    ["model", model],
    ["mode", permissionMode],
    ["tools", allowedTools?.join(", ")],
    ["agent", agent],
    ["folder", workDir],
    ["process", pid === undefined ? undefined : String(pid)],
    ["begun by", by.kind === "owner" ? undefined : `an agent (session ${by.session})`],
    ["prompts", `${turns}, with ${count(calls, "answer")} of the model`],
    ["tokens", `${inputTokens} in, ${outputTokens} out`],
    ["cost", money(session.costUsd)],
    ["limits", limitText(session)],
    ["created", shownTime(session.createdAt)],
    ["used", shownTime(session.usedAt)],
  ];
  return lines.flatMap(([label, value]) => (value === undefined ? [] : [`${label.padEnd(9)} ${value}`])).join("\n");
}

/** What became of a turn, in a few words. */
export function turnSummary({ state, durationMs, costUsd, calls, tools, takenBack }: NamedTurn): string {
  if (state === "queued" || state === "running") return state;
  const used = tools.length === 0 ? "" : `, used ${tools.join(", ")}`;
  return `${state} after ${seconds(durationMs)}, ${money(costUsd)}, ${count(calls, "answer")} of the model${used}${takenBack ? "; taken back since" : ""}`;
}

const indented = (mark: string, text: string) => text.replaceAll(/^/gm, `${mark} `);

/** A prompt with its answer; shortened unless `full`. */
export function turnText(turn: NamedTurn, full: boolean): string {
  const { prompt, response, error } = turn;
  return [
    `${shownTime(turn.at)}  ${turnSummary(turn)}`,
    indented(">", full ? prompt : shortText(prompt, promptLength)),
    ...(response === undefined || response === "" ? [] : [full ? response : shortText(response, responseLength)]),
    ...(error === undefined ? [] : [`! ${error.text}`]),
  ].join("\n");
}
