import { isDeepStrictEqual } from "node:util";
import { deepFreeze } from "./deep-freeze.ts";
import { type Advice, type Held, isHeld, type Objection } from "./verdict.ts";

export interface HookShape {
  readonly kind: "gate" | "pipeline" | "series" | "notice";
  /** Pipelines: fields of the event that a replacement must keep. */
  readonly identity?: readonly string[];
  /** Pipelines: what a failing tap does, unless it says otherwise. */
  readonly onError?: "skip" | "hold";
  /** Taps run in the order in which plugins were set up, not in that of the config. */
  readonly order?: "boot" | "reverse boot";
  /** A series that goes on after a failure, which is reported: everybody must have been told. */
  readonly goesOn?: boolean;
}

/** Every hook's kind and policy; the types are in `lifecycle.ts`. */
export const shapes = {
  start: { kind: "series", order: "boot" },
  ready: { kind: "notice" },
  stop: { kind: "series", order: "reverse boot", goesOn: true },
  sessionStart: { kind: "series" },
  sessionEnd: { kind: "notice" },
  beforeMessage: { kind: "pipeline", onError: "skip", identity: ["key", "from", "address", "at"] },
  afterMessage: { kind: "notice" },
  preToolUse: { kind: "gate" },
  postToolUse: { kind: "pipeline", onError: "hold", identity: ["call", "ok"] },
  compaction: { kind: "pipeline", onError: "skip", identity: ["session", "trigger"] },
  afterCompaction: { kind: "pipeline", onError: "skip", identity: ["session"] },
  beforeReply: { kind: "pipeline", onError: "hold", identity: ["key", "address", "answers"] },
  afterReply: { kind: "notice" },
  beforeJob: { kind: "gate" },
  afterJob: { kind: "notice" },
  agentEvent: { kind: "notice" },
  pluginError: { kind: "notice" },
} as const satisfies Record<string, HookShape>;

/** What a gate's pass gathered, beside the denial that may have ended it. */
export interface Pass {
  readonly asks: Objection[];
  readonly advice: Advice[];
  readonly abort: AbortController;
}

export type Reading = { readonly ok: true; readonly result: unknown } | { readonly ok: false };
const nothing: Reading = { ok: true, result: undefined };
const nonsense: Reading = { ok: false };

const text = (value: unknown) => typeof value === "string";

/** A denial ends the pass; questions and advice are gathered, and where nobody gathers a question stands as an objection. */
function readGate(answer: unknown, by: string, pass: Pass | undefined): Reading {
  if (answer === undefined) return nothing;
  if (typeof answer !== "object" || answer === null) return nonsense;
  const { verdict, reason, hint, text: words } = answer as { verdict?: string; reason?: string; hint?: string; text?: string };
  if (verdict === "advise" && text(words)) {
    pass?.advice.push({ verdict, text: words as string, by });
    return nothing;
  }
  if ((verdict !== "deny" && verdict !== "ask") || !text(reason)) return nonsense;
  const objection = deepFreeze({ verdict, reason: reason as string, ...(text(hint) ? { hint: hint as string } : {}), by }) as Objection;
  if (verdict === "deny" || !pass) return { ok: true, result: objection };
  pass.asks.push(objection);
  return nothing;
}

function readPipeline(answer: unknown, by: string, event: unknown, identity: readonly string[]): Reading {
  if (answer === undefined) return nothing;
  if (isHeld(answer)) return { ok: true, result: deepFreeze({ held: true, reason: answer.reason, by } satisfies Held) };
  if (typeof answer !== "object" || answer === null || Array.isArray(answer)) return nonsense;
  const before = event as Record<string, unknown>;
  const after = answer as Record<string, unknown>;
  for (const key in before) if (!(key in after) && identity.includes(key)) return nonsense;
  for (const key of identity) if (after[key] !== before[key] && !isDeepStrictEqual(after[key], before[key])) return nonsense;
  for (const key in after) if (key in before && typeof after[key] !== typeof before[key]) return nonsense;
  return { ok: true, result: deepFreeze(answer) };
}

/** What an answer means to a hook of this shape, or that it means nothing. */
export function readAnswer(shape: HookShape, answer: unknown, by: string, event: unknown, pass: Pass | undefined): Reading {
  if (shape.kind === "gate") return readGate(answer, by, pass);
  if (shape.kind === "pipeline") return readPipeline(answer, by, event, shape.identity ?? []);
  return answer === undefined ? nothing : nonsense;
}

/** What a failure of a tap means: the result that stands in its place, or that the caller fails. */
export function readFailure(shape: HookShape, by: string, onError: "skip" | "hold" | undefined): Reading {
  if (shape.kind === "gate") return { ok: true, result: deepFreeze({ verdict: "deny", reason: `The guard "${by}" failed, so this was denied.`, by } satisfies Objection) };
  if (shape.kind === "series") return shape.goesOn ? nothing : nonsense;
  if (shape.kind === "pipeline" && (onError ?? shape.onError) === "hold")
    return { ok: true, result: deepFreeze({ held: true, reason: `"${by}" failed, so this was held back.`, by } satisfies Held) };
  return nothing;
}
