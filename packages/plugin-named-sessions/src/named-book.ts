import type { Op, Store } from "@instar/kernel/contracts";
import type { NamedTurn } from "./contract.ts";
import { NamedSessionsError } from "./errors.ts";
import { figuresOf } from "./figures-left.ts";
import { namedShape, type StoredNamed } from "./stored-session.ts";
import { hasEnded, ownerShape, turnShape } from "./stored-turn.ts";

/** The durable records of named sessions and of their turns. Every change is durable when it resolves. */
export interface NamedBook {
  get(name: string): Promise<StoredNamed | undefined>;
  list(): Promise<readonly StoredNamed[]>;
  /** One change of a session after the other, each made from what it is then; undefined leaves it alone. With its turns in one commit. */
  update(name: string, change: (current: StoredNamed | undefined) => StoredNamed | undefined, turns?: readonly NamedTurn[]): Promise<void>;
  saveTurns(turns: readonly NamedTurn[]): Promise<void>;
  turn(id: string): Promise<NamedTurn | undefined>;
  /** Oldest first; the last `limit`, default all. */
  turns(name: string, limit?: number): Promise<readonly NamedTurn[]>;
  /** Those that have not ended, oldest first. */
  open(): Promise<readonly NamedTurn[]>;
  /** Forgets a session with its turns. */
  remove(name: string): Promise<void>;
  /** Forgets of each session's turns those that ended first while it has more than `keep`; gives how many. */
  prune(keep: number, signal: AbortSignal): Promise<number>;
}

/** Of how many sessions the order of the turns is kept in memory, so that the last ones are found without reading all. */
const maxOrders = 100;
/** Turns that are forgotten in one commit. */
const pruneAtOnce = 100;

const byAge = (a: NamedTurn, b: NamedTurn) => a.at - b.at || (a.id < b.id ? -1 : 1);

/** The sessions stay in memory once they were read: whoever holds the folder is the only one who writes. */
export function createNamedBook(store: Store): NamedBook {
  const records = store.records("named", namedShape);
  const turns = store.records("turns", turnShape);
  const owners = store.records("turn-owners", ownerShape);
  const open = store.records("open-turns", ownerShape);
  let known: Promise<Map<string, StoredNamed>> | undefined;
  let changing: Promise<void> = Promise.resolve();
  const orders = new Map<string, Set<string>>();
  let commits = 0;

  async function read(): Promise<Map<string, StoredNamed>> {
    const found = new Map<string, StoredNamed>();
    for await (const [name, record] of records.entries()) found.set(name, record);
    return found;
  }
  const all = () => {
    known ??= read().catch((error) => {
      known = undefined;
      throw error;
    });
    return known;
  };
  const commit = async (ops: readonly Op[]) => {
    const outcome = await store.commit(ops);
    commits++;
    if (!outcome.committed) throw NamedSessionsError.NOT_SAVED(outcome.conflict);
  };
  const keyOf = ({ name, id }: Pick<NamedTurn, "name" | "id">) => `${name}/${id}`;
  const inTurn = (change: () => Promise<void>): Promise<void> => {
    const done = changing.then(change);
    changing = done.catch(() => undefined); // the caller has the failure
    return done;
  };
  const put = (turn: NamedTurn) => [
    turns.put(keyOf(turn), turn),
    owners.put(turn.id, { name: turn.name }),
    hasEnded(turn) ? open.delete(turn.id) : open.put(turn.id, { name: turn.name }),
  ];
  const drop = ({ name, id }: NamedTurn) => [turns.delete(keyOf({ name, id })), owners.delete(id), open.delete(id)];
  const noteOrder = (changed: readonly NamedTurn[]) => {
    for (const { name, id } of changed) orders.get(name)?.add(id);
  };
  async function allTurnsOf(name: string): Promise<readonly NamedTurn[]> {
    const before = commits;
    const found: NamedTurn[] = [];
    for await (const [, turn] of turns.entries(`${name}/`)) found.push(turn);
    found.sort(byAge);
    orders.delete(name);
    // What was saved meanwhile may be missing
    if (commits === before) orders.set(name, new Set(found.map(({ id }) => id)));
    for (const oldest of orders.keys()) {
      if (orders.size <= maxOrders) break;
      orders.delete(oldest);
    }
    return found;
  }
  async function turnsOf(name: string, limit?: number): Promise<readonly NamedTurn[]> {
    const order = orders.get(name);
    if (limit === undefined || order === undefined || limit >= order.size) return (await allTurnsOf(name)).slice(limit === undefined ? 0 : -limit);
    const found = await Promise.all([...order].slice(-limit).map((id) => turns.get(keyOf({ name, id }))));
    return found.flatMap((turn) => (turn === undefined ? [] : [turn.value])).sort(byAge);
  }

  /** Their figures stay with the session, so that its sum and that of its turns are the same. */
  async function forgetFirst(name: string, keep: number): Promise<number> {
    const sessions = await all();
    const session = sessions.get(name);
    if (session === undefined) return 0;
    const former = (await turnsOf(name)).slice(0, -keep).filter(hasEnded).slice(0, pruneAtOnce);
    if (former.length === 0) return 0;
    const next = { ...session, forgotten: figuresOf([...(session.forgotten ? [session.forgotten] : []), ...former]) };
    await commit([records.put(name, next), ...former.flatMap(drop)]);
    sessions.set(name, next);
    for (const { id } of former) orders.get(name)?.delete(id);
    return former.length;
  }

  return {
    get: async (name) => (await all()).get(name),
    list: async () => [...(await all()).values()],
    update: (name, change, changed = []) =>
      inTurn(async () => {
        const sessions = await all();
        const session = change(sessions.get(name));
        if (!session) return;
        await commit([records.put(name, session), ...changed.flatMap(put)]);
        sessions.set(name, session);
        noteOrder(changed);
      }),
    async saveTurns(changed) {
      await commit(changed.flatMap(put));
      noteOrder(changed);
    },
    async turn(id) {
      const owner = await owners.get(id);
      return owner && (await turns.get(keyOf({ name: owner.value.name, id })))?.value;
    },
    turns: turnsOf,
    async open() {
      const found: NamedTurn[] = [];
      for await (const [id, { name }] of open.entries()) {
        const turn = await turns.get(keyOf({ name, id }));
        if (turn) found.push(turn.value);
      }
      return found.sort(byAge);
    },
    remove(name) {
      return inTurn(async () => {
        const sessions = await all();
        await commit([records.delete(name), ...(await turnsOf(name)).flatMap(drop)]);
        sessions.delete(name);
        orders.delete(name);
      });
    },
    async prune(keep, signal) {
      const counts = new Map<string, number>();
      for await (const [, { name }] of owners.entries()) counts.set(name, (counts.get(name) ?? 0) + 1);
      let pruned = 0;
      for (const [name, count] of counts) {
        for (let gone = count > keep ? 1 : 0; gone > 0 && !signal.aborted; pruned += gone)
          await inTurn(async () => {
            gone = await forgetFirst(name, keep);
          });
      }
      return pruned;
    },
  };
}
