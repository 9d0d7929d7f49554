import type { Op } from "@instar/kernel/contracts";
import type { InboxRow } from "../contract.ts";
import type { House } from "../house.ts";
import type { WaitingCorrection } from "./corrections.ts";

/** What a message takes along: more waits for the next one, or it would fill the agent's context. */
const mostCorrections = 20;
const longestCorrections = 20_000;

function some(waiting: ReadonlyMap<string, WaitingCorrection>): readonly (readonly [string, WaitingCorrection])[] {
  let characters = 0;
  return [...waiting].slice(0, mostCorrections).filter(([, { was, text }], index) => {
    characters += was.length + text.length;
    return index === 0 || characters <= longestCorrections;
  });
}

/**
 * A message with the corrections that waited for it, of those who may still speak; undefined when none did. The ops belong into the commit of the row, to
 * be made at once.
 */
export async function adoptCorrections(house: House, row: InboxRow): Promise<{ readonly row: InboxRow; readonly ops: readonly Op[] } | undefined> {
  const { address, edits, files = [], corrections = [] } = row;
  const waiting = house.corrections.at(address);
  if (edits !== undefined || waiting.size === 0) return undefined;
  const judged = await Promise.all(
    some(waiting).map(async ([id, correction]) => {
      const from = await house.judge(address.channel, correction.from, correction.group ? address.conversation : undefined);
      return { id, correction, adopted: { from, was: correction.was, text: correction.text, at: correction.at } };
    }),
  );
  // What was corrected once more meanwhile waits for the next message
  const taken = judged.filter(({ id, correction }) => waiting.get(id) === correction);
  const valid = taken.filter(({ adopted }) => adopted.from.trust !== "stranger");
  const more = valid.flatMap(({ correction }) => correction.files ?? []);
  return {
    row: {
      ...row,
      ...(valid.length > 0 ? { corrections: [...corrections, ...valid.map(({ adopted }) => adopted)] } : {}),
      ...(more.length > 0 ? { files: [...files, ...more] } : {}),
    },
    ops: house.corrections.drop(
      address,
      taken.map(({ id }) => id),
    ),
  };
}
