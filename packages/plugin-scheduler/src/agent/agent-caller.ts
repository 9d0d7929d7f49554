import type { SessionRecord, Sessions } from "@instar/kernel/contracts";
import type { JobTopics } from "../job-topics.ts";

/** A session that asks something of the jobs. */
export interface AgentCaller {
  /** The house's id of it. */
  readonly session: string;
  /** What its jobs are kept under. It names the place and not the session's present life: after `/new` an agent still finds its jobs. */
  readonly key: string;
  /** False: the house has no record of such a session, so it may look and change nothing. */
  readonly known: boolean;
  /** The job whose topic its conversation is, while an owner is the last who wrote there. */
  readonly topicOf?: string;
  /** The job whose run it is. */
  readonly runOf?: { readonly job: string; readonly run: string };
}

const runKey = /^job:([A-Za-z0-9_-]+):(.+)$/;

/** The run that a session's key stands for. */
function runOfKey(key: string): AgentCaller["runOf"] {
  const [, job, run] = runKey.exec(key) ?? [];
  return job === undefined || run === undefined ? undefined : { job, run };
}

export async function agentCaller(session: string, sessions: Pick<Sessions, "list">, topics: Pick<JobTopics, "ownersJobAt">): Promise<AgentCaller> {
  const record: SessionRecord | undefined = (await sessions.list()).find(({ id }) => id === session);
  if (record === undefined) return { session, key: session, known: false };
  const runOf = runOfKey(record.key);
  const topicOf = record.address && (await topics.ownersJobAt(record.address));
  return { session, key: record.key, known: true, ...(topicOf !== undefined && { topicOf }), ...(runOf && { runOf }) };
}
