import { type BatchEntry, parseBatchEntry } from "./batch-entry.ts";
import { maxPrompt } from "./check-request.ts";
import type { NamedSession } from "./contract.ts";

export interface BatchPlan {
  readonly entries: readonly BatchEntry[];
  /** Sentences that begin with the index, in the order of the file. Nothing may start while there are any. */
  readonly problems: readonly string[];
}

const isEntry = (parsed: BatchEntry | readonly string[]): parsed is BatchEntry => !Array.isArray(parsed);

/** What an entry asks for that the session of its name is not; a prompt changes nothing about it. Its system prompt can't be told any more. */
function differences({ request: { model, permissionMode, tools, agent, workDir, limits = {} } }: BatchEntry, session: NamedSession): readonly string[] {
  const isOther = (asked: unknown, is: unknown) => asked !== undefined && JSON.stringify(asked) !== JSON.stringify(is);
  return [
    ...(isOther(model, session.model) ? ["model"] : []),
    ...(isOther(permissionMode, session.permissionMode) ? ["permissionMode"] : []),
    ...(isOther(tools, session.allowedTools) ? ["allowedTools"] : []),
    ...(isOther(agent, session.agent) ? ["agent"] : []),
    ...(isOther(workDir, session.workDir) ? ["workDir"] : []),
    ...(isOther(limits.costUsd, session.limits?.costUsd) ? ["maxBudget"] : []),
    ...(isOther(limits.calls, session.limits?.calls) ? ["maxTurns"] : []),
    ...(isOther(limits.workMs, session.limits?.workMs) ? ["maxDuration"] : []),
  ];
}

/** What a batch would start. `taken` are the sessions that there are; `resume` sends to those instead of refusing their names. */
export function planBatch(values: readonly unknown[], taken: ReadonlyMap<string, NamedSession>, resume: boolean): BatchPlan {
  const parsed = values.map(parseBatchEntry);
  const firstOf = new Map<string, number>();
  const problems = parsed.flatMap((result) => {
    if (!isEntry(result)) return result;
    const { index, request } = result;
    const first = firstOf.get(request.name);
    if (first === undefined) firstOf.set(request.name, index);
    const session = taken.get(request.name);
    const others = session === undefined || !resume ? [] : differences(result, session);
    return [
      ...(first === undefined ? [] : [`[${index}] ${request.name}: the name is taken by [${first}].`]),
      ...(taken.has(request.name) && !resume
        ? [`[${index}] ${request.name}: a session of that name exists already. Choose another name, delete it, or send to it with --resume.`]
        : []),
      ...(taken.has(request.name) && resume && request.prompt.length > maxPrompt.send
        ? [`[${index}] ${request.name}: prompt has ${request.prompt.length} characters, and a session that exists takes ${maxPrompt.send}.`]
        : []),
      ...(others.length > 0
        ? [`[${index}] ${request.name}: the session that exists has another ${others.join(", ")}. Change it first, or leave that out.`]
        : []),
    ];
  });
  return { entries: parsed.filter(isEntry), problems };
}
