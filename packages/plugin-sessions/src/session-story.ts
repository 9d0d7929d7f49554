import { createHash } from "node:crypto";
import type { Clock, Logger, SessionRef, ToolCall, ToolResult } from "@instar/kernel";
import type { About, Decision, HouseEvent, Input, SessionEvent } from "@instar/kernel/contracts";
import type { Opening } from "./plan-opening.ts";
import type { Spent } from "./session-limits.ts";
import type { StoredSession } from "./session-record.ts";

const longestReason = 300;

const cut = (text: string) => (text.length > longestReason ? `${text.slice(0, longestReason - 1)}…` : text);
/** The same as what an approval is bound to: it names the input without keeping it. */
const digestOf = ({ session, tool, input }: ToolCall) =>
  createHash("sha256")
    .update(JSON.stringify([session.id, tool, input]))
    .digest("hex");

interface Used {
  readonly inputTokens: number;
  readonly outputTokens: number;
  readonly calls: number;
  readonly costUsd: number | undefined;
}

const nothing: Used = { inputTokens: 0, outputTokens: 0, calls: 0, costUsd: undefined };

const began = { new: "started", resume: "resumed", fork: "forked" } as const;
const ended = { parked: "parked", stopped: "ended", failed: "failed" } as const;

/** Tells the house's journal what becomes of one session: whom its turns answer, what they cost, and which tools they use. */
export interface SessionStory {
  sent(input: Input): void;
  /** The input was not taken. */
  unsent(input: string): void;
  saw(event: SessionEvent): void;
  decided(call: ToolCall, decision: Decision, elapsedMs: number): void;
  ran(result: ToolResult): void;
  began(from: Opening["from"], record: StoredSession, elapsedMs: number): void;
  /** `reason`: why it was parked. */
  ended(state: keyof typeof ended, record: StoredSession, reason?: string): void;
  overLimit(spent: Spent): void;
}

/** What a driver says wrongly must not keep a call from its decision, so nothing here throws. `bindsInputs`: the driver says exactly which inputs a turn answers; without it, a turn that names none answers all. */
export function createSessionStory(parts: {
  readonly ref: SessionRef;
  readonly bindsInputs: boolean;
  readonly clock: Clock;
  readonly log: Logger;
  readonly record: (event: HouseEvent) => void;
}): SessionStory {
  const { ref, bindsInputs, clock, log, record } = parts;
  /** What the agent was given and has not answered: the message of each input, where it carries one. */
  const given = new Map<string, string | undefined>();
  let turnBegan: number | undefined;
  let used = nothing;

  const messagesOf = (inputs: readonly string[]) => [...new Set(inputs.flatMap((input) => given.get(input) ?? []))];
  const about = (messages: readonly string[] = [], more: About = {}): About => ({
    session: ref.id,
    ...(ref.job === undefined ? {} : { job: ref.job }),
    ...(messages[0] === undefined ? {} : { message: messages[0] }),
    ...more,
  });
  const shared = (messages: readonly string[]) => (messages.length > 1 ? { messages } : {});

  /** A correction may take back more than a turn has used; what is told is never negative. */
  const figures = () => ({ inputTokens: Math.max(0, used.inputTokens), outputTokens: Math.max(0, used.outputTokens), calls: Math.max(0, used.calls) });
  const cost = () => (used.costUsd === undefined ? {} : { costUsd: Math.max(0, used.costUsd) });

  const safely =
    <A extends readonly unknown[]>(work: (...args: A) => void) =>
    (...args: A): void => {
      try {
        work(...args);
      } catch (error) {
        log.warn("An event of a session could not be recorded.", { session: ref.id, error });
      }
    };

  function turnEnded({ inputs, outcome, error }: Extract<SessionEvent, { type: "turn-end" }>) {
    const answered = inputs.length === 0 && !bindsInputs ? [...given.keys()] : inputs;
    const messages = messagesOf(answered);
    const elapsedMs = turnBegan === undefined ? 0 : clock.now() - turnBegan;
    const why = error ? ` (${error.kind}: ${cut(error.text)})` : "";
    const resetsAt = error?.kind === "limit" ? error.resetsAt : undefined;
    record({
      type: "turn.ended",
      about: about(messages),
      text: `A turn ended: ${outcome}${why}.`,
      data: {
        outcome,
        inputs: answered.length,
        elapsedMs,
        ...figures(),
        ...shared(messages),
        ...(error ? { error: error.kind } : {}),
        ...(resetsAt === undefined ? {} : { resetsAt }),
      },
      ...cost(),
    });
    for (const input of answered) given.delete(input);
    turnBegan = given.size > 0 ? clock.now() : undefined;
    used = nothing;
  }

  return {
    sent({ id, message }) {
      given.set(id, message);
      turnBegan ??= clock.now();
    },
    unsent: (input) => void given.delete(input),
    saw: safely((event: SessionEvent) => {
      if (event.type === "text" || event.type === "tool-start") turnBegan ??= clock.now();
      else if (event.type === "usage") {
        used = {
          inputTokens: used.inputTokens + event.inputTokens,
          outputTokens: used.outputTokens + event.outputTokens,
          calls: used.calls + (event.calls ?? 1),
          costUsd: event.costUsd === undefined ? used.costUsd : (used.costUsd ?? 0) + event.costUsd,
        };
      } else if (event.type === "turn-end") turnEnded(event);
      else if (event.type === "compaction-end")
        record({
          type: "session.compacted",
          about: about(),
          text: `The session was compacted (${event.trigger}).`,
          data: { trigger: event.trigger },
        });
      else if (event.type === "retry") {
        const { attempt, afterMs, error } = event;
        const messages = messagesOf([...given.keys()]);
        record({
          type: "turn.retried",
          about: about(messages),
          text: `The agent tries again in ${Math.round(afterMs / 1_000)} s (${error.kind}: ${cut(error.text)}).`,
          data: { attempt, afterMs, error: error.kind, ...shared(messages) },
        });
      }
    }),
    decided: safely((call: ToolCall, decision: Decision, elapsedMs: number) => {
      const messages = messagesOf([...given.keys()]);
      const { tool, action, agent } = call;
      const data = { tool, action: action.kind, digest: digestOf(call), elapsedMs, ...shared(messages), ...(agent === undefined ? {} : { agent }) };
      const where = about(messages, { call: call.id });
      if (decision.allow) return record({ type: "tool.allowed", about: where, text: `${tool} was allowed.`, data });
      const reason = cut(decision.reason);
      record({ type: "tool.denied", about: where, text: `${tool} was denied by ${decision.by}: ${reason}`, data: { ...data, by: decision.by, reason } });
    }),
    ran: safely(({ call, ok, elapsedMs }: ToolResult) => {
      const messages = messagesOf([...given.keys()]);
      record({
        type: "tool.done",
        about: about(messages, { call: call.id }),
        text: `${call.tool} ${ok ? "was done" : "failed"}.`,
        data: { tool: call.tool, ok, elapsedMs, ...shared(messages) },
      });
    }),
    began(from, { driver, model, address }, elapsedMs) {
      const messages = messagesOf([...given.keys()]);
      const what = model === undefined ? driver : `${driver}, ${model}`;
      record({
        type: `session.${began[from]}`,
        about: about(messages, address ? { channel: address.channel } : {}),
        text: `A session was ${began[from]} (${what}).`,
        data: { driver, ...(model === undefined ? {} : { model }), elapsedMs },
      });
    },
    ended(state, { turns, inputTokens, outputTokens, costUsd, calls, workedMs, exit }, reason = exit?.text) {
      const why = reason === undefined ? "" : `: ${cut(reason)}`;
      record({
        type: `session.${ended[state]}`,
        about: about(messagesOf([...given.keys()])),
        text: `The session ${state === "parked" ? "was parked" : state === "stopped" ? "was ended" : "failed"}${why === "" ? "." : why}`,
        data: { turns, inputTokens, outputTokens, costUsd, calls, workedMs, ...(exit ? { code: exit.code } : {}) },
        // What a turn had used that never ended.
        ...cost(),
      });
      used = nothing;
    },
    overLimit({ limit, used: spent, allowed, text }) {
      const messages = messagesOf([...given.keys()]);
      record({
        type: "session.over-limit",
        about: about(messages),
        text: `The session passed its limit "${limit}". ${text}`,
        data: { limit, used: spent, allowed, ...shared(messages) },
      });
    },
  };
}
