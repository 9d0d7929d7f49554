import { isDeepStrictEqual } from "node:util";
import { isHeld, type TapRun } from "@instar/kernel";
import { describeAbout } from "./describe-about.ts";
import type { TraceLine } from "./trace-line.ts";

/** As much of a sentence as a line shows. */
const longest = 500;

type Verdict = Pick<TraceLine, "verdict" | "said" | "hint" | "changed" | "outcome" | "error">;

const optional = <K extends string>(key: K, value: unknown): { readonly [P in K]?: string } =>
  (typeof value === "string" ? { [key]: value } : {}) as { readonly [P in K]?: string };

/** What it meant that the tap failed, or was not run. */
function outcomeOf({ away, tap: { shape, onError = shape.onError } }: TapRun): NonNullable<TraceLine["outcome"]> {
  if (shape.kind === "gate") return "denied";
  if (shape.kind === "pipeline") return onError === "hold" ? "held" : "skipped";
  if (away !== undefined) return "skipped";
  return shape.kind === "series" && shape.goesOn !== true ? "caller fails" : "reported";
}

const changedFields = (event: object, replacement: object): readonly string[] => {
  const [before, after] = [event, replacement] as readonly Readonly<Record<string, unknown>>[];
  return Object.keys({ ...before, ...after }).filter((key) => !isDeepStrictEqual(before?.[key], after?.[key]));
};

function verdictOf(run: TapRun): Verdict {
  const { event, answer, error, away, tap } = run;
  if (away !== undefined) return { verdict: "away", said: away, outcome: outcomeOf(run) };
  if (error !== undefined)
    return { verdict: "failed", outcome: outcomeOf(run), error: { code: error.code, message: error.message, ...optional("hint", error.hint) } };
  if (typeof answer !== "object" || answer === null) return { verdict: "nothing" };
  if (isHeld(answer)) return { verdict: "hold", said: answer.reason };
  if (tap.shape.kind === "pipeline") {
    const changed = changedFields(event as object, answer);
    return changed.length === 0 ? { verdict: "nothing" } : { verdict: "replaced", changed };
  }
  const { verdict, reason, text, hint } = answer as Readonly<Record<string, unknown>>;
  return { verdict: verdict as "deny" | "ask" | "advise", ...optional("said", reason ?? text), ...optional("hint", hint) };
}

/** Every text in it shortened and without secrets. */
function clean<T>(value: T, redact: (text: string) => string): T {
  if (typeof value === "string") {
    const safe = redact(value);
    return (safe.length > longest ? `${safe.slice(0, longest)}…` : safe) as T;
  }
  if (Array.isArray(value)) return value.map((item) => clean(item, redact)) as T;
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, clean(inner, redact)])) as T;
}

/** A tap's run as a line: who was asked about what, what came of it, and how long it took. `at` in epoch ms. */
export function describeRun(run: TapRun, at: number, redact: (text: string) => string): TraceLine {
  const { hook, plugin, reason, stage, shape } = run.tap;
  const line: TraceLine = {
    at,
    hook,
    kind: shape.kind,
    about: describeAbout(hook, run.event),
    plugin,
    reason,
    stage,
    ...verdictOf(run),
    ms: Math.round(run.elapsedMs * 1_000) / 1_000,
  };
  return clean(line, redact);
}
