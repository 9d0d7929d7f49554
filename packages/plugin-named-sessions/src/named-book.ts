import type { Op, Store } from "@instar/kernel/contracts";
import type { NamedTurn } from "./contract.ts";
import { NamedSessionsError } from "./errors.ts";
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
  /** Oldest first. */
  turns(name: string): Promise<readonly NamedTurn[]>;
  /** Those that have not ended, oldest first. */
  open(): Promise<readonly NamedTurn[]>;
  /** Forgets a session with its turns. */
  remove(name: string): Promise<void>;
}

const byAge = (a: NamedTurn, b: NamedTurn) => a.at - b.at || (a.id < b.id ? -1 : 1);

/** The sessions stay in memory once they were read: whoever holds the folder is the only one who writes. */
export function createNamedBook(store: Store): NamedBook {
  const records = store.records("named", namedShape);
  const turns = store.records("turns", turnShape);
  const owners = store.records("turn-owners", ownerShape);
  const open = store.records("open-turns", ownerShape);
  let known: Promise<Map<string, StoredNamed>> | undefined;
  let changing: Promise<void> = Promise.resolve();

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
  const turnsOf = async (name: string) => {
    const found: NamedTurn[] = [];
    for await (const [, turn] of turns.entries(`${name}/`)) found.push(turn);
    return found.sort(byAge);
  };

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
      }),
    saveTurns: (changed) => commit(changed.flatMap(put)),
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
        const ids = (await turnsOf(name)).map(({ id }) => id);
        await commit([records.delete(name), ...ids.flatMap((id) => [turns.delete(keyOf({ name, id })), owners.delete(id), open.delete(id)])]);
        sessions.delete(name);
      });
    },
  };
}
