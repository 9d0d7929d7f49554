import { InstarError } from "@instar/kernel";
import type { AuditCheck, AuditEntry } from "../contract.ts";
import { type AuditStore, anchorKey, headKey } from "./audit-store.ts";
import { beginning, flawOf, type Link } from "./chain.ts";

const damage: readonly string[] = ["STORE_VALUE_UNREADABLE", "STORE_SHAPE_NEWER", "STORE_FILE_BROKEN"];

/** Walks the whole chain, in pages. A damaged entry is found, and never makes it reject; a store that cannot be read at all does. */
export async function verifyAudit({ entries, links }: AuditStore): Promise<AuditCheck> {
  const anchor = await readLink(() => links.get(anchorKey));
  const first = (anchor === "damaged" || anchor === undefined ? 0 : anchor.number) + 1;
  let last: Link | undefined;
  let count = 0;
  let broken: AuditCheck["broken"];
  const breaks = (number: number, why: string) => {
    broken ??= { number, why };
  };

  /** Why an entry is not the next one. */
  function misfit({ number, previous, hash }: AuditEntry): string | undefined {
    if (last !== undefined) {
      if (number !== last.number + 1) return `Behind entry ${last.number} comes entry ${number}.`;
      if (previous !== last.hash) return `It does not follow on entry ${last.number} as that is now.`;
    } else if (anchor === "damaged") return "Where the chain begins cannot be read.";
    else if (anchor === undefined) {
      if (number !== 1) return `The chain begins with entry ${number}; those before it are missing.`;
      if (previous !== beginning.hash) return "It says that others were before it.";
    } else if (number > anchor.number + 1) return `The chain begins with entry ${number}; those from ${anchor.number + 1} on are missing.`;
    else if (number === anchor.number + 1 && previous !== anchor.hash) return "It does not follow on what was removed before it.";
    // Removing was cut off: what is left of it must lead to the anchor
    if (anchor !== undefined && anchor !== "damaged" && number === anchor.number && hash !== anchor.hash)
      return "It is not the one that was to be removed last.";
    return undefined;
  }

  try {
    for await (const { entry } of entries.read()) {
      const expected = last === undefined ? first : last.number + 1;
      const flaw = flawOf(entry);
      const why = flaw ?? misfit(entry);
      if (why !== undefined) breaks(flaw !== undefined ? expected : Math.min(expected, entry.number), why);
      // Behind a break the rest is only counted
      if (flaw === undefined) last = { number: entry.number, hash: entry.hash };
      else if (last !== undefined) last = { number: last.number + 1, hash: "" };
      count += 1;
    }
  } catch (error) {
    if (!InstarError.is(error) || !damage.includes(error.code)) throw error;
    breaks(last === undefined ? first : last.number + 1, "It cannot be read.");
  }
  const end = last ?? (anchor === "damaged" ? undefined : anchor) ?? beginning;
  if (broken === undefined) {
    const head = await readLink(() => links.get(headKey));
    if (head === "damaged") breaks(end.number, "Which entry is the last one cannot be read.");
    else if (head === undefined && count > 0) breaks(end.number, "It is not recorded which entry is the last one.");
    else if (head !== undefined && head.number > end.number)
      breaks(end.number + 1, `The chain ends with entry ${end.number}, and had ${head.number}: the others are missing.`);
    else if (head !== undefined && (head.number < end.number || head.hash !== end.hash)) breaks(end.number, "It is not the one that was written last.");
  }
  return { entries: count, head: end.hash, ...(broken && { broken }) };
}

async function readLink(read: () => Promise<{ readonly value: Link } | undefined>): Promise<Link | "damaged" | undefined> {
  try {
    return (await read())?.value;
  } catch (error) {
    if (InstarError.is(error) && damage.includes(error.code)) return "damaged";
    throw error;
  }
}
