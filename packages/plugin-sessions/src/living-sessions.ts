import type { Logger } from "@instar/kernel";
import type { Snapshot } from "@instar/kernel/contracts";
import { createLanes, type Lanes } from "./lanes.ts";
import type { Ending, Living } from "./living.ts";
import { type Idlers, type Kind, kindOf } from "./places.ts";
import type { StoredSession } from "./session-record.ts";

/** The sessions that live, by their key; what is done to one key happens one after the other. */
export interface LivingSessions {
  readonly lanes: Lanes;
  /** Whom `places` may park. */
  readonly idlers: Idlers;
  get(key: string): Living | undefined;
  all(): readonly Living[];
  /** Their records by id: ahead of the disk. */
  records(): ReadonlyMap<string, StoredSession>;
  add(living: Living): void;
  remove(living: Living): void;
  /** Begins at once, so that nobody can take what is being closed; the key's next opening waits for it. */
  close(living: Living, ending: Ending): Promise<Snapshot | undefined>;
  /** The same for whom nobody waits: a failure is logged. */
  letGo(living: Living, ending: Ending): Promise<void>;
}

export function createLivingSessions(log: Logger): LivingSessions {
  const lanes = createLanes();
  const livings = new Map<string, Living>();

  const idle = (kind: Kind) => [...livings.values()].filter((living) => living.idle && kindOf(living.record.purpose) === kind);

  function close(living: Living, ending: Ending): Promise<Snapshot | undefined> {
    const closed = living.close(ending);
    closed.catch(() => {
      // The lane hands a failure to whoever asked, once it is this closing's turn.
    });
    return lanes.run(living.key, () => closed);
  }

  const letGo = (living: Living, ending: Ending): Promise<void> =>
    close(living, ending).then(
      () => undefined,
      (error) => log.error("The end of a session could not be recorded.", { error }),
    );

  return {
    lanes,
    idlers: {
      count: (kind) => idle(kind).length,
      park(kind) {
        const [first, ...others] = idle(kind);
        const oldest = others.reduce((oldest, next) => (oldest && next.record.usedAt >= oldest.record.usedAt ? oldest : next), first);
        return oldest && letGo(oldest, { state: "parked", reason: "Somebody else needed its place." });
      },
    },
    get: (key) => livings.get(key),
    all: () => [...livings.values()],
    records: () => new Map([...livings.values()].map(({ record }) => [record.id, record])),
    add: (living) => void livings.set(living.key, living),
    remove(living) {
      if (livings.get(living.key) === living) livings.delete(living.key);
    },
    close,
    letGo,
  };
}
