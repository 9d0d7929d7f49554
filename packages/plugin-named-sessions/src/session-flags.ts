import { resolve } from "node:path";
import { text as readAll } from "node:stream/consumers";
import type { SessionLimits } from "@instar/kernel/contracts";
import { NamedSessionsError } from "./errors.ts";

const units: Readonly<Record<string, number>> = { ms: 1, s: 1_000, "": 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 };

function readDuration(flag: string, given: string): number {
  const [, figure, unit = ""] = /^\s*(\d+(?:\.\d+)?)\s*(ms|s|m|h|d)?\s*$/.exec(given) ?? [];
  const ms = Math.round(Number(figure) * (units[unit] ?? 0));
  if (figure === undefined || ms <= 0) throw NamedSessionsError.BAD_FLAG(flag, "a time such as 90s, 10m or 2h", given);
  return ms;
}

function readMoney(flag: string, given: string): number {
  const usd = Number(given.replace(/^\$|\s*usd$/gi, ""));
  if (given.trim() === "" || !Number.isFinite(usd) || usd <= 0) throw NamedSessionsError.BAD_FLAG(flag, "US dollars above 0, such as 0.50", given);
  return usd;
}

export const limitFlags = {
  "max-budget": { description: "US dollars that it may cost over its whole life, such as 0.50" },
  "max-turns": { type: "integer", description: "answers of the model that it may take over its whole life" },
  "max-duration": { description: "how long it may work over its whole life: 90s, 10m or 2h; a bare number means seconds" },
} as const;

/** Of a name that stands by its position or, as in other tools, behind a flag. */
export const nameFlag = { name: { description: "the session's name, instead of the first word" } } as const;

export interface GivenLimits {
  readonly "max-budget": string | undefined;
  readonly "max-turns": number | undefined;
  readonly "max-duration": string | undefined;
}

/** Undefined: none was given. */
export function readLimits(flags: GivenLimits): SessionLimits | undefined {
  const { "max-budget": budget, "max-turns": turns, "max-duration": duration } = flags;
  if (turns !== undefined && turns <= 0) throw NamedSessionsError.BAD_FLAG("max-turns", "a number above 0", String(turns));
  const limits = {
    ...(budget !== undefined && { costUsd: readMoney("max-budget", budget) }),
    ...(turns !== undefined && { calls: turns }),
    ...(duration !== undefined && { workMs: readDuration("max-duration", duration) }),
  };
  return Object.keys(limits).length === 0 ? undefined : limits;
}

/** What was given in either way; in both ways, it must be the same. */
export function given(what: string, word: string | undefined, flag: string | undefined): string {
  const value = word ?? flag;
  if (value === undefined) throw NamedSessionsError.MISSING(what);
  if (word !== undefined && flag !== undefined && word !== flag) throw NamedSessionsError.TWICE(what, word, flag);
  return value;
}

/** A session is stopped after its answer only by who waits for one. */
export function checkStop(flags: { readonly stop: boolean; readonly "no-wait": boolean; readonly "keep-alive"?: boolean }, hasPrompt = true): void {
  if (!flags.stop) return;
  if (flags["keep-alive"]) throw NamedSessionsError.AT_ODDS("--stop ends the process after the answer, and --keep-alive keeps it");
  if (flags["no-wait"]) throw NamedSessionsError.AT_ODDS("--stop ends the process after the answer, and with --no-wait nobody waits for one");
  if (!hasPrompt) throw NamedSessionsError.AT_ODDS("--stop ends the process after the answer, and without a prompt there is none");
}

/** A prompt; `-` stands for what comes in on stdin. */
export const readPrompt = async (text: string): Promise<string> => (text === "-" ? (await readAll(process.stdin)).trim() : text);

/** The tools of `--allowed-tools Read,Edit`; a comma inside of parentheses belongs to a pattern. */
export const readTools = (list: string): readonly string[] =>
  list
    .split(/,(?![^(]*\))/)
    .map((tool) => tool.trim())
    .filter((tool) => tool !== "");

/** A folder that is named in a terminal is meant from where the person stands. */
export const fromHere = (folder: string): string => resolve(process.cwd(), folder);
