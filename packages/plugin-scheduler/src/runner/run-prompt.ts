import { randomUUID } from "node:crypto";
import type { Clock } from "@instar/kernel";
import { InstarError } from "@instar/kernel";
import type { OpenOptions, SessionEvent, SessionRecord, Sessions, TurnError } from "@instar/kernel/contracts";
import type { Outcome, Postponed } from "./outcome.ts";
import { outputTail, plainText } from "./outcome.ts";
import { isNothing } from "./prompt-text.ts";

export interface PromptRequest {
  readonly sessions: Sessions;
  readonly key: string;
  readonly open: OpenOptions;
  readonly text: string;
  readonly context: readonly string[];
  readonly clock: Clock;
  /** Aborting interrupts the agent and ends its session. */
  readonly signal: AbortSignal;
  /** Takes secrets out of what the agent answers. */
  readonly redact: (text: string) => string;
  /** When the model may be asked again after it refused because of a limit; undefined: it is no such failure. */
  readonly until: (error: TurnError) => number | undefined;
}

type TurnEnd = Extract<SessionEvent, { readonly type: "turn-end" }>;

/** More of an answer is not told. */
const longestSaid = 16_000;
/** How long an interrupted agent has to come to its end by itself. */
const interruptMs = 2_000;

/** A prompt is a session of its own: opened for it, and ended when it was answered. */
export async function runPrompt({ sessions, key, open, text, context, clock, signal, redact, until }: PromptRequest): Promise<Outcome | Postponed> {
  const input = { id: randomUUID(), text, context };
  let settle: (end: TurnEnd | undefined) => void = () => undefined;
  const ended = new Promise<TurnEnd | undefined>((resolve) => {
    settle = resolve;
  });
  let failed: string | undefined;
  using _listening = sessions.listen(async (_ref, from, event) => {
    if (from !== key) return;
    // Without inputs it is a turn that the agent began by itself, or of a driver that can't tell.
    if (event.type === "turn-end" && (event.inputs.length === 0 || event.inputs.includes(input.id))) settle(event);
    if (event.type === "exit") {
      failed = event.error?.text ?? "The agent's process ended before it had answered.";
      settle(undefined);
    }
  });
  const aborted = new Promise<undefined>((resolve) => {
    if (signal.aborted) resolve(undefined);
    else signal.addEventListener("abort", () => resolve(undefined), { once: true });
  });
  let id: string | undefined;
  let end: TurnEnd | undefined;
  try {
    const session = await sessions.open(key, open, signal);
    id = session.ref.id;
    await Promise.race([session.send(input), aborted]);
    end = await Promise.race([ended, aborted]);
    if (signal.aborted && end === undefined) {
      using timer = clockRace(clock, interruptMs);
      const asked = session.interrupt("The run of the job was ended.").catch(() => undefined); // ended with its process below
      await Promise.race([asked.then(() => ended), timer.over]);
    }
  } catch (error) {
    failed = `No agent could be asked: ${(error as Error).message}${InstarError.is(error) && error.hint !== undefined ? ` ${error.hint}` : ""}`;
  }
  const record = await sessions.record(key).catch(() => undefined); // its figures are lost; its outcome is not
  await sessions.end(key, "The run of its job is over.").catch(() => undefined); // a session that can't be ended is the sessions' to report
  return outcomeOf(end, { failed, record, id, redact, until });
}

function clockRace(clock: Clock, ms: number): Disposable & { readonly over: Promise<void> } {
  let timer: Disposable | undefined;
  const over = new Promise<void>((resolve) => {
    timer = clock.after(ms, resolve);
  });
  return { over, [Symbol.dispose]: () => timer?.[Symbol.dispose]() };
}

function outcomeOf(
  end: TurnEnd | undefined,
  {
    failed,
    record,
    id,
    redact,
    until,
  }: {
    readonly failed: string | undefined;
    readonly record: SessionRecord | undefined;
    readonly id: string | undefined;
    readonly redact: PromptRequest["redact"];
    readonly until: PromptRequest["until"];
  },
): Outcome | Postponed {
  const session = id ?? record?.id;
  const figures = {
    costUsd: record?.costUsd ?? 0,
    inputTokens: record?.inputTokens ?? 0,
    outputTokens: record?.outputTokens ?? 0,
    ...(session !== undefined && { session }),
  };
  const output = outputTail(end?.text ?? "", redact);
  const shown = { ...figures, ...(output !== "" && { output }) };
  if (end?.outcome === "done") return { state: "succeeded", ...shown, said: isNothing(end.text) ? "" : redact(plainText(end.text)).slice(0, longestSaid) };
  if (record?.over?.limit === "costUsd") return { state: "failed", failure: "budget", why: record.over.text, ...shown };
  if (record?.over !== undefined) return { state: "failed", failure: "timeout", why: record.over.text, ...shown };
  const later = end?.error && until(end.error);
  if (end?.error && later !== undefined) return { state: "postponed", until: later, why: end.error.text, ...figures };
  if (end === undefined) return { state: "failed", failure: id === undefined ? "not-started" : "agent", why: failed ?? "The agent did not answer.", ...shown };
  const why = end.error
    ? `${end.error.text}${end.error.hint === undefined ? "" : ` ${end.error.hint}`}`
    : `The agent was interrupted${end.reason === undefined ? "." : `: ${end.reason}`}`;
  const isLimit = end.error?.kind === "overloaded" || end.error?.kind === "limit";
  return { state: "failed", failure: isLimit ? "limit" : "agent", why, ...shown };
}
