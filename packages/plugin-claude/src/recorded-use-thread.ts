import { createReadStream } from "node:fs";
import { basename } from "node:path";
import type { RecordedUse } from "@instar/kernel/contracts";
import { readLines } from "@instar/process";
import { type JsonObject, numberAt, objectAt, parseLine, textAt } from "./protocol.ts";
import type { ThreadFiles } from "./recorded-use-files.ts";

/** Tokens of one model and what they cost. */
export interface ModelSum {
  readonly inputTokens: number;
  readonly outputTokens: number;
  readonly cacheReadTokens: number;
  readonly cacheWriteTokens: number;
  readonly costUsd: number;
}

/** What the program had counted when one of its processes ended: everything since the conversation began, its trunk's part included. */
export interface RunningTotal {
  /** Epoch ms: when the counting began. A branch keeps its trunk's. */
  readonly countedSince: number;
  readonly models: ReadonlyMap<string, ModelSum>;
  /** How many of the answers of the conversation's own file stand before it. */
  readonly answersBefore: number;
}

export interface ThreadRecords {
  /** Its own, sub-agents' included. */
  readonly answers: readonly RecordedUse[];
  /** Which a branch, or a conversation taken up again, copied from another; `thread` is that one. */
  readonly copies: readonly RecordedUse[];
  /** The conversations that it began with a part of, and until when (epoch ms) that part goes. Undefined: it began by itself. */
  readonly branched?: { readonly from: readonly string[]; readonly until: number };
  readonly totals: readonly RunningTotal[];
  /** Ids of the answers of its own file, in order: the totals count them. */
  readonly order: readonly string[];
  readonly modifiedAt: number;
}

/** Reads every file whole, line by line; parses only the lines that hold figures. A file that can't be read to its end says what it said. */
export async function readThread({ thread, files, modifiedAt }: ThreadFiles, signal: AbortSignal): Promise<ThreadRecords> {
  const answers = new Map<string, RecordedUse>();
  const copies = new Map<string, RecordedUse>();
  const totals: RunningTotal[] = [];
  const order: string[] = [];
  const from = new Set<string>();
  let until: number | undefined;
  for (const file of files) {
    signal.throwIfAborted();
    const own = basename(file) === `${thread}.jsonl`;
    try {
      for await (const text of readLines(createReadStream(file))) {
        if (text.includes('"cost-state"')) {
          const total = readTotal(parseLine(text), order.length);
          if (total !== undefined) totals.push(total);
        } else if (own && order.length === 0 && text.includes('"compact_boundary"')) {
          // Nothing was answered in it yet, so what was compacted is another's.
          if (parseLine(text)?.subtype === "compact_boundary") until ??= Number.POSITIVE_INFINITY;
        } else if (text.includes('"usage"')) {
          const use = readAnswer(parseLine(text), thread);
          if (use === undefined) continue;
          if (own && use.thread !== thread) {
            from.add(use.thread);
            until = Math.max(Number.isFinite(until) ? (until as number) : 0, use.at);
          }
          // A compaction keeps an answer's words and empties its figures.
          if (isEmpty(use)) continue;
          const among = use.thread === thread ? answers : copies;
          const known = among.get(use.id);
          among.set(use.id, known === undefined ? use : fuller(known, use));
          if (own && known === undefined && among === answers) order.push(use.id);
        }
      }
    } catch {
      // Taken away while it was read, or with a line beyond all measure: the other files still count.
    }
  }
  return {
    answers: [...answers.values()],
    copies: [...copies.values()].filter(({ id }) => !answers.has(id)),
    ...(until !== undefined && { branched: { from: [...from], until } }),
    totals,
    order,
    modifiedAt,
  };
}

/** Each block of an answer is a line of its own with the answer's id; an early one may hold less. */
const fuller = (one: RecordedUse, other: RecordedUse): RecordedUse => ({
  ...one,
  at: Math.max(one.at, other.at),
  inputTokens: Math.max(one.inputTokens, other.inputTokens),
  outputTokens: Math.max(one.outputTokens, other.outputTokens),
  cacheReadTokens: Math.max(one.cacheReadTokens, other.cacheReadTokens),
  cacheWriteTokens: Math.max(one.cacheWriteTokens, other.cacheWriteTokens),
});

const isEmpty = (use: RecordedUse) => use.inputTokens + use.outputTokens + use.cacheReadTokens + use.cacheWriteTokens === 0;

/** Undefined for what is no answer of a model. */
function readAnswer(record: JsonObject | undefined, file: string): RecordedUse | undefined {
  if (record?.type !== "assistant") return undefined;
  const message = objectAt(record, "message");
  const usage = objectAt(message, "usage");
  const id = textAt(message, "id");
  const model = textAt(message, "model");
  const at = Date.parse(textAt(record, "timestamp") ?? "");
  const cwd = textAt(record, "cwd");
  if (id === undefined || model === "<synthetic>" || Number.isNaN(at)) return undefined;
  const tokens = (field: string) => Math.max(0, numberAt(usage, field) ?? 0);
  const figures = {
    inputTokens: tokens("input_tokens"),
    outputTokens: tokens("output_tokens"),
    cacheReadTokens: tokens("cache_read_input_tokens"),
    cacheWriteTokens: tokens("cache_creation_input_tokens"),
  };
  const thread = textAt(record, "requestSessionId") ?? textAt(record, "sessionId") ?? file;
  return { id, at, thread, ...(cwd !== undefined && { cwd }), ...(model !== undefined && { model }), ...figures };
}

function readTotal(record: JsonObject | undefined, answersBefore: number): RunningTotal | undefined {
  if (record?.type !== "cost-state") return undefined;
  const models = new Map<string, ModelSum>();
  for (const [model, sum] of Object.entries(objectAt(record, "modelUsage"))) {
    const figure = (field: string) => numberAt(sum, field) ?? 0;
    models.set(model, {
      inputTokens: figure("inputTokens"),
      outputTokens: figure("outputTokens"),
      cacheReadTokens: figure("cacheReadInputTokens"),
      cacheWriteTokens: figure("cacheCreationInputTokens"),
      costUsd: figure("costUSD"),
    });
  }
  return { countedSince: numberAt(record, "startTime") ?? 0, models, answersBefore };
}
