import type { Address, SessionRef } from "@instar/kernel";
import type { SessionRecord } from "@instar/kernel/contracts";
import type { StoredEntry } from "./stored-entry.ts";

/** `channel:conversation[:thread]`. */
export const conversationOf = ({ channel, conversation, thread }: Address): string =>
  [channel, conversation, ...(thread === undefined ? [] : [thread])].join(":");

/** How sessions that people and agents begin under a name are known. */
export const namedPrefix = "named/";

export interface Worker {
  /** The session's id. */
  readonly id: string;
  readonly key: string;
  readonly driver: string;
  readonly address?: Address | undefined;
  readonly job?: string | undefined;
  readonly record?: Pick<SessionRecord, "model" | "purpose"> | undefined;
  /** The delegation that it works on. */
  readonly delegation?: string | undefined;
}

export type Attribution = Omit<StoredEntry, "id" | "at" | "source" | "inputTokens" | "outputTokens" | "costUsd">;

/** Which plugin opened it, and for what. */
function origin({ key, address, job, delegation }: Worker): { readonly plugin?: string; readonly cause: string } {
  if (job !== undefined) return { plugin: "scheduler", cause: `job ${job}` };
  if (delegation !== undefined) return { plugin: "delegate", cause: `delegation ${delegation}` };
  if (key.startsWith(namedPrefix)) return { plugin: "named-sessions", cause: `session ${key.slice(namedPrefix.length)}` };
  if (address !== undefined) return { plugin: "conversations", cause: "message" };
  return { cause: `session ${key}` };
}

/** Whom and what a session's use is put down to. `person` wrote what it works on. */
export function attributionOf(worker: Worker, person: string | undefined): Attribution {
  const { id, driver, address, job, record } = worker;
  return {
    session: id,
    driver,
    ...origin(worker),
    ...(job === undefined ? {} : { job }),
    ...(address === undefined ? {} : { conversation: conversationOf(address) }),
    ...(person === undefined ? {} : { person }),
    ...(record?.model === undefined ? {} : { model: record.model }),
    ...(record === undefined ? {} : { purpose: record.purpose }),
  };
}

export const workerOf = ({ id, driver, address, job }: SessionRef, key: string, record: SessionRecord | undefined, delegation: string | undefined): Worker => ({
  id,
  key,
  driver,
  address,
  job,
  record,
  delegation,
});
