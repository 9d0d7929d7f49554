import type { Op } from "@instar/kernel/contracts";
import type { InboxRow } from "./contract.ts";
import type { House } from "./house.ts";

/**
 * A message with the corrections that waited for it, of those who may still speak; undefined when none did. The ops belong into the commit of the row, to
 * be made at once.
 */
export async function adoptCorrections(house: House, row: InboxRow): Promise<{ readonly row: InboxRow; readonly ops: readonly Op[] } | undefined> {
  const { address, edits, files = [], corrections = [] } = row;
  const waiting = house.corrections.at(address);
  if (edits !== undefined || waiting.size === 0) return undefined;
  const judged = await Promise.all(
    [...waiting].map(async ([id, correction]) => {
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
