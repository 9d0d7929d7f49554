import { type BatchEntry, parseBatchEntry } from "./batch-entry.ts";
import { maxPrompt } from "./check-request.ts";

export interface BatchPlan {
  readonly entries: readonly BatchEntry[];
  /** Sentences that begin with the index, in the order of the file. Nothing may start while there are any. */
  readonly problems: readonly string[];
}

const isEntry = (parsed: BatchEntry | readonly string[]): parsed is BatchEntry => !Array.isArray(parsed);

/** What a batch would start. `taken` are the names that there are; `resume` sends to those instead of refusing them. */
export function planBatch(values: readonly unknown[], taken: ReadonlySet<string>, resume: boolean): BatchPlan {
  const parsed = values.map(parseBatchEntry);
  const firstOf = new Map<string, number>();
  const problems = parsed.flatMap((result) => {
    if (!isEntry(result)) return result;
    const { index, request } = result;
    const first = firstOf.get(request.name);
    if (first === undefined) firstOf.set(request.name, index);
    return [
      ...(first === undefined ? [] : [`[${index}] ${request.name}: the name is taken by [${first}].`]),
      ...(taken.has(request.name) && !resume
        ? [`[${index}] ${request.name}: a session of that name exists already. Choose another name, delete it, or send to it with --resume.`]
        : []),
      ...(taken.has(request.name) && resume && request.prompt.length > maxPrompt.send
        ? [`[${index}] ${request.name}: prompt has ${request.prompt.length} characters, and a session that exists takes ${maxPrompt.send}.`]
        : []),
    ];
  });
  return { entries: parsed.filter(isEntry), problems };
}
