import { randomUUID } from "node:crypto";
import { type Clock, type Contribution, type Contributions, InstarError, type Logger } from "@instar/kernel";
import type { CompletionAnswer, CompletionRequest, Events, SessionDriver } from "@instar/kernel/contracts";
import type { CompletionGate } from "../contract.ts";
import { abortable, within } from "../within.ts";
import type { CompletionsLedger } from "./contract.ts";
import { dayOf } from "./day-of.ts";
import { CompletionsError } from "./errors.ts";
import type { Ledger } from "./ledger.ts";
import type { CompletionsOptions } from "./options.ts";
import { begin, committedUsd, type Outcome, settle } from "./spending.ts";
import { createTurns } from "./turns.ts";

interface CompletionsHouse {
  readonly options: CompletionsOptions;
  readonly drivers: Contributions<SessionDriver>;
  readonly gates: Iterable<Contribution<CompletionGate>>;
  readonly ledger: Ledger;
  readonly events: Events | undefined;
  readonly clock: Clock;
  readonly log: Logger;
}

type CompletingDriver = SessionDriver & Required<Pick<SessionDriver, "complete">>;

const longestCause = 80;
const longestReason = 300;
const longestEndMs = 5_000;

const canComplete = (driver: SessionDriver): driver is CompletingDriver => driver.features.has("complete") && driver.complete !== undefined;

function preferred(drivers: Contributions<SessionDriver>): CompletingDriver {
  const able = [...drivers].map(({ value }) => value).filter(canComplete);
  const [first] = able.sort((one, other) => other.preference - one.preference);
  if (first === undefined) throw CompletionsError.NONE();
  return first;
}

/** A figure of a driver, or of an error, that can be counted on. */
const figure = (value: unknown): number | undefined => (typeof value === "number" && Number.isFinite(value) && value >= 0 ? value : undefined);

/** Asks models single questions within a budget of each day; `close` ends what is under way and waits until it is on record. */
export function createCompletions({ options, drivers, gates, ledger, events, clock, log }: CompletionsHouse): CompletionsLedger & { close(): Promise<void> } {
  const turns = createTurns(options.atOnce);
  const stopping = new AbortController();
  let ending = new AbortController();
  const underWay = new Set<Promise<unknown>>();

  function check({ cause, prompt, system = "", tier, maxTokens }: CompletionRequest): string {
    const said = typeof cause === "string" ? cause.replace(/\s+/g, " ").trim().slice(0, longestCause) : "";
    if (said === "") throw CompletionsError.NO_CAUSE();
    if (!Object.hasOwn(options.assumedUsd, tier)) throw CompletionsError.BAD_REQUEST("its tier is fast, balanced or capable", tier);
    if (!(Number.isInteger(maxTokens) && maxTokens >= 1)) throw CompletionsError.BAD_REQUEST("maxTokens is a whole number from 1 on", maxTokens);
    const length = prompt.length + system.length;
    if (length > options.maxPromptLength) throw CompletionsError.TOO_LONG(length, options.maxPromptLength);
    if (options.dailyUsd === 0) throw CompletionsError.OFF();
    return said;
  }

  async function passGates(cause: string): Promise<void> {
    for (const { plugin, value } of gates) {
      const why = await value.refuses(cause);
      if (why !== undefined) throw CompletionsError.REFUSED(plugin, why);
    }
  }

  async function ask(driver: CompletingDriver, request: CompletionRequest, cause: string, outside: AbortSignal): Promise<CompletionAnswer> {
    const { prompt, system, tier } = request;
    const assumedUsd = options.assumedUsd[tier];
    const id = randomUUID();
    const day = dayOf(clock.now());
    if ((await ledger.change(day, (before) => begin(before, id, { cause, assumedUsd }, options.dailyUsd))) === undefined)
      throw CompletionsError.SPENT(options.dailyUsd, committedUsd(await ledger.read(day)));

    const startedAt = clock.now();
    const record = (type: string, text: string, outcome: Outcome, data: Record<string, string> = {}) => {
      const { costUsd, inputTokens, outputTokens } = outcome;
      const about = { plugin: "completions" };
      const event = {
        type,
        about,
        text,
        costUsd,
        data: { cause, tier, driver: driver.id, inputTokens, outputTokens, elapsedMs: clock.now() - startedAt, ...data },
      };
      return ledger
        .change(day, (before) => settle(before, id, cause, outcome), events === undefined ? [] : [events.op(event)])
        .catch((error: unknown) => {
          log.error("What a question to the model cost could not be recorded; it counts what was assumed.", { error });
        });
    };

    const late = new AbortController();
    const timer = clock.after(options.timeoutMs, () => late.abort(CompletionsError.LATE(options.timeoutMs)));
    const signal = AbortSignal.any([outside, late.signal, stopping.signal]);
    let asked = false;
    try {
      signal.throwIfAborted();
      asked = true;
      const call = { prompt, tier, maxTokens: Math.min(request.maxTokens, options.maxTokens), ...(system === undefined ? {} : { system }) };
      const answering = driver.complete(call, signal);
      const answer = await abortable(answering, signal).catch(async (error: unknown) => {
        // The driver ends what it began; the place is not free before that.
        if (signal.aborted) await settled(answering, longestEndMs, clock);
        throw error;
      });
      const outcome = {
        failed: false,
        costUsd: figure(answer.costUsd) ?? assumedUsd,
        inputTokens: figure(answer.inputTokens) ?? 0,
        outputTokens: figure(answer.outputTokens) ?? 0,
      };
      await record("completion.done", `A model answered a single question: ${cause}.`, outcome);
      return { text: answer.text, costUsd: outcome.costUsd, inputTokens: outcome.inputTokens, outputTokens: outcome.outputTokens };
    } catch (thrown) {
      const costUsd = asked ? (figure((thrown as { costUsd?: unknown } | null)?.costUsd) ?? assumedUsd) : 0;
      const ended = signal.aborted ? signal.reason : failure(driver, thrown);
      const code = InstarError.is(ended) ? ended.code : "aborted";
      await record(
        "completion.failed",
        `A model did not answer a single question: ${cause}.`,
        { failed: true, costUsd, inputTokens: 0, outputTokens: 0 },
        { code },
      );
      throw ended;
    } finally {
      timer[Symbol.dispose]();
    }
  }

  async function complete(request: CompletionRequest, signal: AbortSignal): Promise<CompletionAnswer> {
    const cause = check(request);
    preferred(drivers);
    const outside = AbortSignal.any([signal, ending.signal]);
    const untilStop = AbortSignal.any([outside, stopping.signal]);
    untilStop.throwIfAborted();
    if (turns.full && turns.waiting >= options.maxWaiting) throw CompletionsError.BUSY(turns.waiting);
    using _turn = await turns.take(untilStop);
    untilStop.throwIfAborted();
    await passGates(cause);
    return await ask(preferred(drivers), request, cause, outside);
  }

  return {
    complete(request, signal) {
      const asked = complete(request, signal);
      underWay.add(asked);
      const gone = () => void underWay.delete(asked);
      asked.then(gone, gone);
      return asked;
    },
    async spent() {
      const day = dayOf(clock.now());
      const { open: _, causes, ...figures } = await ledger.read(day);
      const openUsd = committedUsd(await ledger.read(day)) - figures.costUsd;
      const dearest = Object.entries(causes).map(([cause, its]) => ({ cause, ...its }));
      return { day, dailyUsd: options.dailyUsd, openUsd, ...figures, causes: dearest.sort((one, other) => other.costUsd - one.costUsd) };
    },
    async endAll(why) {
      const ended = underWay.size;
      ending.abort(CompletionsError.ENDED(why));
      ending = new AbortController();
      return ended;
    },
    async close() {
      stopping.abort(CompletionsError.STOPPING());
      await Promise.allSettled(underWay);
    },
  };
}

/** Resolves when the promise has settled, whatever its outcome, or after `ms`. */
const settled = (promise: Promise<unknown>, ms: number, clock: Clock) =>
  within(promise, ms, clock, () => new Error("It has not ended.")).catch(() => undefined);

/** The driver's error in words of ours; it names no prompt, and its own error is the cause. */
const failure = (driver: SessionDriver, thrown: unknown): InstarError => {
  const error = thrown instanceof Error ? thrown : new Error(String(thrown));
  return CompletionsError.FAILED(driver.id, error.message.slice(0, longestReason), InstarError.is(error) ? error.hint : undefined, { cause: error });
};
