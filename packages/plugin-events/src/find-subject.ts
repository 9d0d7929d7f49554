import type { NamedId } from "./contract.ts";
import { EventsError } from "./errors.ts";

const least = 3;

/** The one thing that an id, or the beginning of one, names among those that are known. Throws when it is none, or several. */
export function findSubject(id: string, known: readonly NamedId[]): NamedId {
  if (id.length < least) throw EventsError.SHORT_ID(id, least);
  const fitting = [...new Map(known.filter((one) => one.id.startsWith(id)).map((one) => [`${one.kind} ${one.id}`, one])).values()];
  const exact = fitting.filter((one) => one.id === id);
  const found = exact.length > 0 ? exact : fitting;
  const [first, ...others] = found;
  if (!first) throw EventsError.UNKNOWN_ID(id);
  if (others.length > 0 && exact.length === 0)
    throw EventsError.AMBIGUOUS_ID(
      id,
      found.slice(0, 8).map((one) => `${one.kind} ${one.id}`),
    );
  return first;
}
