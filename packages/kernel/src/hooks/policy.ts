import { isDeepStrictEqual } from "node:util";
import { deepFreeze } from "./deep-freeze.ts";
import { HookError } from "./errors.ts";
import { type Advice, type Held, isHeld, type Objection } from "./verdict.ts";

/** What a hook is, and what its taps may answer. */
export interface HookShape {
  readonly kind: "gate" | "pipeline" | "series" | "notice";
  /** Pipelines: fields that a replacement must leave as they are, and fields that it may change but not drop. */
  readonly identity?: readonly string[];
  readonly content?: readonly string[];
  /** Pipelines: what a failing tap does, unless it says otherwise. */
  readonly onError?: "skip" | "hold";
  /** Taps run in the order in which plugins were set up, not in that of the config. */
  readonly order?: "boot" | "reverse boot";
  /** A series that goes on after a failure, which is reported: everybody must have been told. */
  readonly goesOn?: boolean;
  /** A tap's deadline, unless it says otherwise. Default 30,000. */
  readonly timeoutMs?: number;
}

/** Every hook's kind and policy; the types are in `lifecycle.ts`. */
export const shapes = {
  start: { kind: "series", order: "boot" },
  ready: { kind: "notice" },
  stop: { kind: "series", order: "reverse boot", goesOn: true, timeoutMs: 10_000 },
  sessionStart: { kind: "series" },
  sessionEnd: { kind: "notice" },
  beforeMessage: { kind: "pipeline", onError: "skip", identity: ["key", "from", "address", "at"], content: ["text"] },
  afterMessage: { kind: "notice" },
  preToolUse: { kind: "gate", timeoutMs: 10_000 },
  afterDecision: { kind: "notice" },
  postToolUse: { kind: "pipeline", onError: "hold", identity: ["call", "ok"], content: ["output"] },
  compaction: { kind: "pipeline", onError: "skip", identity: ["session", "trigger"], content: ["instructions"] },
  afterCompaction: { kind: "pipeline", onError: "skip", identity: ["session"], content: ["context"] },
  beforeReply: { kind: "pipeline", onError: "hold", identity: ["key", "address", "answers"], content: ["text"] },
  afterReply: { kind: "notice" },
  beforeJob: { kind: "gate", timeoutMs: 10_000 },
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

/** Who answers which hook. */
export interface Answering {
  readonly hook: string;
  readonly shape: HookShape;
  readonly by: string;
}

const nonsense = ({ hook, by }: Answering, answer: unknown) =>
  HookError.NONSENSE(hook, by, typeof answer === "object" && answer !== null ? "an object of another shape" : String(answer));

/** A denial ends the pass; questions and advice are gathered, and where nobody gathers a question stands as an objection. */
function readGate(who: Answering, answer: object, pass: Pass | undefined): Objection | undefined {
  const { by } = who;
  const { verdict, reason, hint, text } = answer as Record<string, unknown>;
  if (verdict === "advise" && typeof text === "string") {
    pass?.advice.push({ verdict, text, by });
    return undefined;
  }
  if ((verdict !== "deny" && verdict !== "ask") || typeof reason !== "string") throw nonsense(who, answer);
  const objection: Objection = Object.freeze({ verdict, reason, ...(typeof hint === "string" ? { hint } : {}), by });
  if (verdict === "deny" || !pass) return objection;
  pass.asks.push(objection);
  return undefined;
}

const alike = (a: unknown, b: unknown) =>
  Array.isArray(b) ? Array.isArray(a) && a.every((item) => typeof item === typeof (b[0] ?? "")) : typeof a === typeof b;

/** Read once into a plain copy: a getter or a proxy could show the check one thing and the reader another. */
function readPipeline(who: Answering, answer: object, event: Readonly<Record<string, unknown>>): object {
  const copy: Record<string, unknown> = { ...answer };
  if (isHeld(copy)) return Object.freeze({ held: true, reason: copy.reason, by: who.by } satisfies Held);
  const { identity = [], content = [] } = who.shape;
  for (const key of identity) {
    if (!isDeepStrictEqual(copy[key], event[key])) throw nonsense(who, answer);
    copy[key] = event[key];
  }
  for (const key of new Set([...content, ...Object.keys(copy)])) if (key in event && !alike(copy[key], event[key])) throw nonsense(who, answer);
  return deepFreeze(copy);
}

/** What an answer means to the hook. Throws HOOK_NONSENSE when it means nothing. */
export function readAnswer(who: Answering, answer: unknown, event: unknown, pass: Pass | undefined): unknown {
  if (answer === undefined) return undefined;
  if (typeof answer !== "object" || answer === null || Array.isArray(answer)) throw nonsense(who, answer);
  if (who.shape.kind === "gate") return readGate(who, answer, pass);
  if (who.shape.kind === "pipeline") return readPipeline(who, answer, event as Record<string, unknown>);
  throw nonsense(who, answer);
}

/** What stands in the place of an answer that did not come. */
export function insteadOfAnswer({ shape, by }: Answering, why: string, onError = shape.onError): Objection | Held | undefined {
  if (shape.kind === "gate") return Object.freeze({ verdict: "deny", reason: `The guard "${by}" ${why}, so this was denied.`, by });
  if (shape.kind === "pipeline" && onError === "hold") return Object.freeze({ held: true, reason: `"${by}" ${why}, so this was held back.`, by });
  return undefined;
}
