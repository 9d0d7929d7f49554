import { isAbsolute, resolve } from "node:path";
import type { SafetyLimits } from "./contract.ts";
import { DelegateError } from "./errors.ts";

/** Flags of a command line that change limits; `undefined` means not given. */
export interface LimitFlags {
  readonly "max-cost": string | undefined;
  readonly "max-turns": number | undefined;
  readonly "max-duration": string | undefined;
  readonly protect: readonly string[];
}

export const limitFlags = {
  "max-cost": { description: "US dollars over the whole delegation, such as 0.50" },
  "max-turns": { type: "integer", description: "answers of the model over the whole delegation" },
  "max-duration": { description: "work over the whole delegation: 90s, 5m or 1h; a bare number means seconds" },
  protect: { multiple: true, description: "a file or folder that it may read and not change; may be given several times" },
} as const;

function readCost(text: string): number {
  const value = Number(text.replace(/^\$|\s*usd$/gi, ""));
  if (text.trim() === "" || !Number.isFinite(value) || value <= 0)
    throw DelegateError.REQUEST_MALFORMED(`--max-cost takes US dollars above 0, such as 0.50, not ${JSON.stringify(text)}.`);
  return value;
}

const units: Readonly<Record<string, number>> = { ms: 1, s: 1_000, "": 1_000, m: 60_000, h: 3_600_000 };

function readDuration(text: string): number {
  const [, figure, unit = ""] = /^\s*(\d+(?:\.\d+)?)\s*(ms|s|m|h)?\s*$/.exec(text) ?? [];
  const value = Math.round(Number(figure) * (units[unit] ?? 0));
  if (figure === undefined || value < 1_000)
    throw DelegateError.REQUEST_MALFORMED(`--max-duration takes a time of at least a second, such as 90s, 5m or 1h, not ${JSON.stringify(text)}.`);
  return value;
}

function readTurns(turns: number): number {
  if (turns < 1) throw DelegateError.REQUEST_MALFORMED(`--max-turns takes a whole number above 0, not ${turns}.`);
  return turns;
}

/** What the flags ask for; only what was given. */
export function readLimits(flags: LimitFlags): SafetyLimits {
  return {
    ...(flags["max-cost"] !== undefined && { maxCostUsd: readCost(flags["max-cost"]) }),
    ...(flags["max-turns"] !== undefined && { maxTurns: readTurns(flags["max-turns"]) }),
    ...(flags["max-duration"] !== undefined && { maxDurationMs: readDuration(flags["max-duration"]) }),
    ...(flags.protect.length > 0 && { protectedPaths: flags.protect }),
  };
}

/** A folder that is named in a terminal is meant from where the person stands. */
export const fromHere = (path: string, here: string): string => (path.startsWith("~") || isAbsolute(path) ? path : resolve(here, path));
