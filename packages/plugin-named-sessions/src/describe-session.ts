import type { SessionRecord } from "@instar/kernel/contracts";
import type { NamedSession, NamedStatus } from "./contract.ts";
import type { StoredNamed } from "./stored-session.ts";

/** What this process does for a session at the moment. */
export interface Activity {
  /** A process is being brought up. */
  readonly opening: boolean;
  /** A turn runs. */
  readonly running: boolean;
  readonly queued: number;
}

export const resting: Activity = { opening: false, running: false, queued: 0 };

/** What a person's decision and the agent's state come to. */
function statusOf(mark: StoredNamed["mark"], state: SessionRecord["state"] | undefined, { opening, running, queued }: Activity): NamedStatus {
  if (mark === "paused") return "paused";
  if (running || state === "working") return "busy";
  if (opening || state === "starting") return "starting";
  if (queued > 0) return "busy";
  if (state === "idle") return "ready";
  if (mark === "failed" || state === "failed") return "failed";
  return mark === "killed" ? "killed" : "stopped";
}

const living: readonly SessionRecord["state"][] = ["starting", "idle", "working"];

/** Whether it has a process, or is about to have one. */
export const isLiving = (record: SessionRecord | undefined): boolean => record !== undefined && living.includes(record.state);

const used = (record: SessionRecord | undefined) => ({
  ...(record && { id: record.id }),
  ...(record?.process && isLiving(record) && { pid: record.process.pid }),
  turns: record?.turns ?? 0,
  calls: record?.calls ?? 0,
  inputTokens: record?.inputTokens ?? 0,
  outputTokens: record?.outputTokens ?? 0,
  costUsd: record?.costUsd ?? 0,
  ...(record?.over && { over: record.over }),
});

/** A named session for its readers, out of what was asked for and what the house knows of it. */
export function describeNamed(stored: StoredNamed, record: SessionRecord | undefined, activity: Activity): NamedSession {
  const { name, by, purpose, permissionMode, tools, agent, workDir, limits, createdAt, takenBack = 0 } = stored;
  const model = record?.model ?? stored.model;
  const error = stored.error ?? (record?.state === "failed" ? record.exit?.text : undefined);
  const status = statusOf(stored.mark, record?.state, activity);
  return {
    name,
    kind: "named",
    status,
    by,
    purpose,
    ...(model !== undefined && { model }),
    ...(permissionMode !== undefined && { permissionMode }),
    ...(tools && { allowedTools: tools }),
    ...(agent !== undefined && { agent }),
    workDir,
    ...used(record),
    turns: Math.max(0, (record?.turns ?? 0) - takenBack),
    ...(limits && { limits }),
    ...(status === "failed" && error !== undefined && { error }),
    createdAt,
    usedAt: Math.max(stored.usedAt, record?.usedAt ?? 0),
  };
}

/** A session that the house keeps for a conversation or a job. */
export function describeConversation(record: SessionRecord): NamedSession {
  const { key, purpose, model, permissionMode, tools, agent, cwd, limits, createdAt, usedAt, exit } = record;
  const status = statusOf(undefined, record.state, resting);
  return {
    name: key,
    kind: "conversation",
    status,
    by: { kind: "owner" },
    purpose,
    ...(model !== undefined && { model }),
    ...(permissionMode !== undefined && { permissionMode }),
    ...(tools && { allowedTools: tools }),
    ...(agent !== undefined && { agent }),
    workDir: cwd,
    ...used(record),
    ...(limits && { limits }),
    ...(status === "failed" && exit?.text !== undefined && { error: exit.text }),
    createdAt,
    usedAt,
  };
}
