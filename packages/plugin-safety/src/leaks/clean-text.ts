import type { OwnSecretPlace } from "./own-secrets.ts";
import type { Leak } from "./scan.ts";

/** What stands where one of the agent's own secrets stood. */
const withheldSecret = "[withheld: a secret of this agent]";

export interface CleanText {
  /** The same text when nothing was taken out of it. */
  readonly text: string;
  /** How many of the agent's own secrets were withheld. */
  readonly own: number;
  /** What was masked. */
  readonly masked: readonly Leak[];
  /** What stays, and should be spoken of. */
  readonly warned: readonly Leak[];
}

/** A text without secrets: the agent's own are withheld whole, others masked unless they are only warned of. Both lists are in order. */
export function cleanText(text: string, own: readonly OwnSecretPlace[], leaks: readonly Leak[]): CleanText {
  const others = withoutOverlaps(own, leaks);
  const masked = others.filter(({ action }) => action !== "warn");
  const changes = [...own.map((place) => ({ ...place, by: withheldSecret })), ...masked.map((leak) => ({ ...leak, by: leak.masked }))];
  const pieces: string[] = [];
  let at = 0;
  for (const { start, end, by } of changes.toSorted((a, b) => a.start - b.start)) {
    pieces.push(text.slice(at, start), by);
    at = end;
  }
  const changed = changes.length === 0 ? text : [...pieces, text.slice(at)].join("");
  return { text: changed, own: own.length, masked, warned: others.filter(({ action }) => action === "warn") };
}

/** What lies only partly within an own secret is cut to what lies outside. */
function withoutOverlaps(own: readonly OwnSecretPlace[], leaks: readonly Leak[]): readonly Leak[] {
  let next = 0;
  return leaks.flatMap((leak) => {
    while (next < own.length && (own[next] as OwnSecretPlace).end <= leak.start) next += 1;
    let pieces = [leak];
    for (let at = next; at < own.length && (own[at] as OwnSecretPlace).start < leak.end; at += 1) {
      const place = own[at] as OwnSecretPlace;
      pieces = pieces.flatMap((piece) =>
        [
          { ...piece, end: Math.min(piece.end, place.start) },
          { ...piece, start: Math.max(piece.start, place.end) },
        ].filter(({ start, end }) => end > start),
      );
    }
    return pieces.length === 1 && pieces[0] === leak ? [leak] : pieces.map((piece) => ({ ...piece, masked: "****" }));
  });
}
