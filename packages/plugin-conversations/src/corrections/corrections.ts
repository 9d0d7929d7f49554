import type { Address } from "@instar/kernel";
import type { Op, Records } from "@instar/kernel/contracts";
import { addressKey } from "../address-key.ts";
import type { Correction, KeptFile } from "../contract.ts";

const keptMs = 30 * 86_400_000;

/** A correction of a message whose turn is over: it goes with the next message there. */
export interface WaitingCorrection extends Correction {
  readonly address: Address;
  readonly group?: boolean;
  readonly files?: readonly KeptFile[];
}

/** Memory goes ahead of the disk, so hand the ops to the address's line of commits at once. */
export interface Corrections {
  load(): Promise<void>;
  /** What waits at an address, by the id of the message that it corrects. */
  at(address: Address): ReadonlyMap<string, WaitingCorrection>;
  /** A later one of the same message takes the place of an earlier one. */
  keep(original: string, correction: WaitingCorrection): readonly Op[];
  drop(address: Address, originals: Iterable<string>): readonly Op[];
}

const none: ReadonlyMap<string, WaitingCorrection> = new Map();

export function createCorrections(records: Records<WaitingCorrection>): Corrections {
  const places = new Map<string, Map<string, WaitingCorrection>>();

  function note(original: string, correction: WaitingCorrection) {
    const key = addressKey(correction.address);
    const place = places.get(key) ?? new Map<string, WaitingCorrection>();
    places.set(key, place.set(original, correction));
  }

  return {
    async load() {
      for await (const [original, correction] of records.entries()) note(original, correction);
    },
    at: (address) => places.get(addressKey(address)) ?? none,
    keep(original, correction) {
      note(original, correction);
      return [records.put(original, correction, { ttlMs: keptMs })];
    },
    drop(address, originals) {
      const key = addressKey(address);
      const place = places.get(key);
      return [...originals].flatMap((original) => {
        if (!place?.delete(original)) return [];
        if (place.size === 0) places.delete(key);
        return [records.delete(original)];
      });
    },
  };
}
