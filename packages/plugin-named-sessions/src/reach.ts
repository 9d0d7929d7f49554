import type { Caller, SessionRecord } from "@instar/kernel/contracts";
import { nearest } from "@instar/kernel/nearest";
import { mayReach } from "./agent-scope.ts";
import type { NamedSession, NamedTurn } from "./contract.ts";
import { describeConversation, describeNamed } from "./describe-session.ts";
import { NamedSessionsError } from "./errors.ts";
import type { NamedHouse } from "./house.ts";
import { keyOf, nameOf, type StoredNamed } from "./stored-session.ts";

/** A session that a name, a key or an id leads to: a named one, or one that the house keeps for somebody else. */
export type Target =
  | { readonly key: string; readonly stored: StoredNamed }
  | { readonly key: string; readonly stored?: undefined; readonly record: SessionRecord };

/** What one caller may know of. Whatever it may not, does not exist for it. */
export interface Reach {
  /** How events name the caller. */
  readonly who: string;
  /** A named session. */
  own(name: string): Promise<StoredNamed>;
  /** For the owner also by a conversation's key, or an id. */
  target(nameKeyOrId: string): Promise<Target>;
  shown(stored: StoredNamed): Promise<NamedSession>;
  shownTarget(target: Target): Promise<NamedSession>;
  turn(id: string): Promise<NamedTurn>;
}

export function createReach(house: NamedHouse, caller: Caller): Reach {
  const { book } = house;

  async function unknown(name: string): Promise<Error> {
    const names = (await book.list()).filter((stored) => mayReach(caller, stored)).map((stored) => stored.name);
    return NamedSessionsError.UNKNOWN(String(name), nearest(String(name), names));
  }

  async function find(name: string): Promise<StoredNamed | undefined> {
    return house.leaving.has(name) ? undefined : book.get(name);
  }

  async function own(name: string): Promise<StoredNamed> {
    const stored = await find(name);
    if (stored && mayReach(caller, stored)) return stored;
    if (caller.kind === "owner" && (await findRecord(name))) throw NamedSessionsError.CONVERSATION(name);
    throw await unknown(name);
  }

  async function findRecord(keyOrId: string): Promise<SessionRecord | undefined> {
    return (await house.record(keyOrId)) ?? (await house.records()).find(({ id }) => id === keyOrId);
  }

  async function target(nameKeyOrId: string): Promise<Target> {
    const stored = await find(nameKeyOrId);
    if (stored && mayReach(caller, stored)) return { key: keyOf(stored.name), stored };
    const record = await findRecord(nameKeyOrId);
    const name = record && nameOf(record.key);
    const named = name === undefined ? undefined : await find(name);
    if (named && mayReach(caller, named)) return { key: keyOf(named.name), stored: named };
    if (record && name === undefined && caller.kind === "owner") return { key: record.key, record };
    throw await unknown(nameKeyOrId);
  }

  const shown = async (stored: StoredNamed): Promise<NamedSession> =>
    describeNamed((await book.get(stored.name)) ?? stored, await house.record(keyOf(stored.name)), house.activity(stored.name));

  const shownTarget = async (found: Target): Promise<NamedSession> =>
    found.stored ? shown(found.stored) : describeConversation((await house.record(found.key)) ?? found.record);

  async function reachTurn(id: string): Promise<NamedTurn> {
    const turn = await book.turn(String(id));
    const stored = turn && (await book.get(turn.name));
    if (!turn || !stored || !mayReach(caller, stored)) throw NamedSessionsError.UNKNOWN_TURN(String(id));
    return turn;
  }

  return { who: caller.kind === "owner" ? "the owner" : "an agent", own, target, shown, shownTarget, turn: reachTurn };
}

/** Rejects while the house does not run: nothing can work then. */
export function refuseAsleep({ live }: NamedHouse): void {
  if (!live) throw NamedSessionsError.NOT_RUNNING();
}

/** Puts what happened to a session on record. */
export function tell(house: NamedHouse, type: string, text: string, record: SessionRecord | undefined): void {
  house.tell({ type: `session.${type}`, about: record ? { session: record.id } : {}, text });
}
