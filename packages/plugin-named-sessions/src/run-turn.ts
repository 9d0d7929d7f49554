import type { Session, SessionEvent, SessionRecord } from "@instar/kernel/contracts";
import type { NamedTurn } from "./contract.ts";

export interface TurnOutcome {
  readonly state: "done" | "interrupted" | "failed";
  readonly response?: string;
  readonly error?: NonNullable<NamedTurn["error"]>;
}

/** A turn while an agent works on it. */
export interface Run {
  readonly turn: NamedTurn;
  readonly session: Session;
  readonly startedAt: number;
  readonly used: { costUsd: number; calls: number; inputTokens: number; outputTokens: number };
  readonly tools: Set<string>;
  /** Something of the answer was shown already. */
  said: boolean;
  /** Why somebody ended it. */
  cut?: string;
  settled?: Promise<void>;
  /** Resolves when its end is on record. */
  readonly ended: Promise<void>;
  readonly end: () => void;
}

export function beginRun(turn: NamedTurn, session: Session, startedAt: number): Run {
  let end: () => void = () => undefined;
  const ended = new Promise<void>((resolve) => {
    end = resolve;
  });
  return { turn, session, startedAt, used: { costUsd: 0, calls: 0, inputTokens: 0, outputTokens: 0 }, tools: new Set(), said: false, ended, end };
}

/** What an event adds to what is known of the turn. */
export function noteEvent(run: Run, event: SessionEvent): void {
  if (event.type === "text") run.said = true;
  if (event.type === "tool-start") run.tools.add(event.tool);
  if (event.type !== "usage") return;
  run.used.costUsd += event.costUsd ?? 0;
  run.used.calls += event.calls ?? 1;
  run.used.inputTokens += event.inputTokens;
  run.used.outputTokens += event.outputTokens;
}

export function outcomeOf(event: SessionEvent & { readonly type: "turn-end" }, cut: string | undefined): TurnOutcome {
  const { outcome, text, error } = event;
  return {
    state: outcome,
    ...(outcome === "done" || text !== "" ? { response: text } : {}),
    ...(error ? { error: toError(error) } : outcome === "interrupted" && cut !== undefined ? { error: { kind: "interrupted", text: cut } } : {}),
  };
}

export const toError = ({ kind, text, hint }: { readonly kind: string; readonly text: string; readonly hint?: string }) => ({
  kind,
  text,
  ...(hint !== undefined && { hint }),
});

/** The turn as it is kept: what ended because of a limit says so, whatever the agent made of being interrupted. */
export function endTurn({ turn, used, tools, startedAt }: Run, outcome: TurnOutcome, record: SessionRecord | undefined, now: number): NamedTurn {
  const over = outcome.state !== "done" && record?.over !== undefined && record.over.at >= startedAt ? record.over : undefined;
  return {
    ...turn,
    ...outcome,
    ...(over && { error: { kind: "limit", text: over.text, hint: "Raise the limit to go on, or spawn another session." } }),
    durationMs: Math.max(0, now - startedAt),
    costUsd: Math.max(0, used.costUsd),
    calls: Math.max(0, used.calls),
    inputTokens: Math.max(0, used.inputTokens),
    outputTokens: Math.max(0, used.outputTokens),
    tools: [...tools],
  };
}
