import type { Clock } from "@instar/kernel";
import type { SessionEvent } from "@instar/kernel/contracts";
import { atMost } from "./at-most.ts";
import { type CliLine, contentOf, isObject, type JsonObject, numberAt, objectAt, textAt } from "./protocol.ts";
import { type Figures, figuresOf, minus, nothing, plus, sumOf } from "./usage-figures.ts";

type Usage = Extract<SessionEvent, { type: "usage" }>;

export interface UsageMeter {
  /** Reads a line; for the result of a turn, what it says beyond what was told. */
  read(line: CliLine): Usage | undefined;
  /** Tells what was used up to now, the answer that calls this tool included. Resolves when it was taken. */
  tell(toolUse?: string): Promise<void>;
  /** What the session had cost in its former processes. Call before the first turn. */
  begin(): Promise<void>;
}

export interface UsageMeterOptions {
  readonly clock: Clock;
  /** US dollars that the program counts for the session, rounded as it shows them. Undefined when it doesn't tell. */
  cost(): Promise<number | undefined>;
  /** Resolves when the house has taken it. */
  emit(event: Usage): Promise<void>;
}

/** An answer that is being written. */
interface Open {
  readonly id: string;
  readonly start: JsonObject;
  /** What of it was counted before its end. */
  counted?: Figures;
  readonly ended: Promise<void>;
  end(): void;
}

/** A tool may be called while the rest of the answer still comes; then its figures are an estimate until it ends. */
const restOfAnswerMs = 300;

/** Output is dearer than input by about this much in every model's price; only for estimates. */
const weight = ({ input, output }: Figures) => input + 5 * output;

/**
 * Tells after each answer of the model what it used: tokens by the program's own lines, money by its running total, which has been rounded. The
 * result of the turn has exact figures over all models, sub-agents and compactions; the last event of the turn makes up for the difference.
 */
export function createUsageMeter({ clock, cost, emit }: UsageMeterOptions): UsageMeter {
  let open: Open | undefined;
  let seen = new Set<string>();
  let untold = { calls: 0, ...nothing };
  let told = { cost: 0, ...nothing };
  let turn = 0;
  /** What the session had cost when this turn began. */
  let before: number | undefined = 0;
  let rate: number | undefined;
  let contextTokens: number | undefined;
  let telling: Promise<void> = Promise.resolve();
  /** Tool calls whose answer was read, and who waits for that. */
  const called = new Set<string>();
  const awaited = new Map<string, () => void>();

  const count = (figures: Figures, calls: number) => {
    untold = { ...plus(untold, figures), calls: untold.calls + calls };
  };

  function stream(line: CliLine): void {
    if (typeof line.parent_tool_use_id === "string") return;
    const event = objectAt(line, "event");
    if (event.type === "message_start") {
      const message = objectAt(event, "message");
      open?.end();
      let end = (): void => undefined;
      const ended = new Promise<void>((resolve) => {
        end = resolve;
      });
      open = { id: textAt(message, "id") ?? "", start: objectAt(message, "usage"), ended, end };
    } else if (event.type === "message_delta" && open !== undefined) {
      const usage = { ...open.start, ...objectAt(event, "usage") };
      const figures = figuresOf(usage);
      contextTokens = figures.input + figures.output;
      count(minus(figures, open.counted ?? nothing), open.counted === undefined ? 1 : 0);
      seen.add(open.id);
      open.end();
      open = undefined;
      // Otherwise the result follows at once.
      if (textAt(objectAt(event, "delta"), "stop_reason") !== "end_turn") void tell();
    }
  }

  /** An answer of a sub-agent, or one that was not streamed. */
  function assistant(line: CliLine): void {
    const message = objectAt(line, "message");
    const id = textAt(message, "id") ?? "";
    for (const block of contentOf(line)) {
      const call = block.type === "tool_use" ? textAt(block, "id") : undefined;
      if (call === undefined) continue;
      called.add(call);
      awaited.get(call)?.();
    }
    if (message.model === "<synthetic>" || seen.has(id) || id === open?.id) return;
    seen.add(id);
    const figures = figuresOf(objectAt(message, "usage"));
    if (typeof line.parent_tool_use_id !== "string") contextTokens = figures.input + figures.output;
    count(figures, 1);
  }

  function usage(figures: Figures, costUsd: number | undefined, calls: number): Usage {
    return {
      type: "usage",
      inputTokens: figures.input,
      outputTokens: figures.output,
      ...(costUsd !== undefined && { costUsd }),
      ...(contextTokens !== undefined && { contextTokens }),
      calls,
    };
  }

  /** The program may ask about a sub-agent's tool some milliseconds before it tells the answer that calls it. */
  async function answerRead(toolUse: string): Promise<void> {
    if (called.has(toolUse)) return;
    await atMost(new Promise<void>((resolve) => awaited.set(toolUse, resolve)), restOfAnswerMs, clock);
    awaited.delete(toolUse);
  }

  async function tell(toolUse?: string): Promise<void> {
    if (toolUse !== undefined) await answerRead(toolUse);
    telling = telling.then(tellNow);
    await telling;
  }

  async function tellNow(): Promise<void> {
    const mine = turn;
    const writing = open;
    if (writing !== undefined && writing.counted === undefined) {
      await atMost(writing.ended, restOfAnswerMs, clock);
      if (open === writing && mine === turn) {
        writing.counted = figuresOf(writing.start);
        count(writing.counted, 1);
      }
    }
    if (mine !== turn || (untold.calls === 0 && weight(untold) === 0)) return;
    const total = await cost().catch(() => undefined);
    // The result came first and said it all.
    if (mine !== turn) return;
    const { calls, ...figures } = untold;
    untold = { calls: 0, ...nothing };
    const guess = (part: Figures) => (rate === undefined ? undefined : rate * weight(part));
    const known = total === undefined || before === undefined ? undefined : total - before - told.cost + (guess(open?.counted ?? nothing) ?? 0);
    const costUsd = known === undefined ? guess(figures) : calls > 0 ? Math.max(0, known) : known;
    told = { ...plus(told, figures), cost: told.cost + (costUsd ?? 0) };
    await emit(usage(figures, costUsd, calls));
  }

  function result(line: CliLine): Usage | undefined {
    const said = line.model_usage_since_last_result;
    const exact = isObject(said) ? sumOf(said) : { ...plus(told, untold), cost: told.cost };
    const rest = minus(exact, told);
    const costUsd = exact.cost - told.cost;
    const { calls } = untold;
    before = numberAt(line, "total_cost_usd") ?? (before === undefined ? undefined : before + exact.cost);
    if (weight(exact) > 0 && exact.cost > 0) rate = exact.cost / weight(exact);
    turn += 1;
    open?.end();
    open = undefined;
    seen = new Set();
    called.clear();
    untold = { calls: 0, ...nothing };
    told = { cost: 0, ...nothing };
    const unsaid = calls !== 0 || rest.input !== 0 || rest.output !== 0 || Math.abs(costUsd) > 1e-9;
    return unsaid ? usage(rest, costUsd, calls) : undefined;
  }

  return {
    tell,
    async begin() {
      before = await cost().catch(() => undefined);
    },
    read(line) {
      switch (line.type) {
        case "stream_event":
          stream(line);
          return undefined;
        case "assistant":
          assistant(line);
          return undefined;
        case "system":
          if (line.subtype !== "compact_boundary") return undefined;
          contextTokens = numberAt(line.compact_metadata, "post_tokens") ?? contextTokens;
          count(nothing, 1);
          return undefined;
        case "result":
          return result(line);
        default:
          return undefined;
      }
    },
  };
}

/** The total of the program's own cost report: `Estimated cost: $1,234.56`. */
export function readCost(report: JsonObject): number | undefined {
  const figure = /cost:\s*\$\s*([\d,]+(?:\.\d+)?)/i.exec(textAt(report, "text") ?? "")?.[1];
  return figure === undefined ? undefined : Number(figure.replaceAll(",", ""));
}
