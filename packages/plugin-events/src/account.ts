/** A run of events that come and go together. Times in epoch ms; `last` is the position of its newest event. */
export interface Segment {
  readonly last: number;
  readonly began: number;
  readonly until: number;
  readonly events: number;
  readonly bytes: number;
}

export interface Bounds {
  readonly keepMs: number;
  readonly maxEvents: number;
  readonly maxBytes: number;
}

const dayMs = 86_400_000;
/** A segment is at most this share of a bound. */
const share = 50;
const largestSegment = 1_000;

/** What the row and its index take beside the event. */
const rowBytes = 64;
export const sizeOf = (event: unknown): number => JSON.stringify(event).length + rowBytes;

const eventsPerSegment = ({ maxEvents }: Bounds) => Math.min(largestSegment, Math.ceil(maxEvents / share));
const bytesPerSegment = ({ maxBytes }: Bounds) => maxBytes / share;

const isFull = ({ events, bytes, began, until }: Segment, bounds: Bounds) =>
  events >= eventsPerSegment(bounds) || bytes >= bytesPerSegment(bounds) || Math.abs(until - began) >= dayMs;

/** The segments, oldest first, with one more event in them; `isNew`: it began one. */
export function countIn(
  segments: readonly Segment[],
  event: { readonly position: number; readonly at: number; readonly bytes: number },
  bounds: Bounds,
): { readonly segments: readonly Segment[]; readonly isNew: boolean } {
  const { position: last, at, bytes } = event;
  const open = segments.at(-1);
  if (!open || isFull(open, bounds)) return { segments: [...segments, { last, began: at, until: at, events: 1, bytes }], isNew: true };
  const grown = { ...open, last, until: at, events: open.events + 1, bytes: open.bytes + bytes };
  return { segments: [...segments.slice(0, -1), grown], isNew: false };
}

/** What is too old, too much or too large goes, oldest first; there is room for a whole segment afterwards. `before`: where the kept ones begin. */
export function planTruncation(segments: readonly Segment[], bounds: Bounds, now: number): { readonly before?: number; readonly kept: readonly Segment[] } {
  const mostEvents = Math.max(1, bounds.maxEvents - eventsPerSegment(bounds));
  const mostBytes = bounds.maxBytes - bytesPerSegment(bounds);
  let events = segments.reduce((sum, segment) => sum + segment.events, 0);
  let bytes = segments.reduce((sum, segment) => sum + segment.bytes, 0);
  let gone = 0;
  for (const segment of segments) {
    const tooMuch = gone < segments.length - 1 && (events > mostEvents || bytes > mostBytes);
    if (!tooMuch && segment.until >= now - bounds.keepMs) break;
    events -= segment.events;
    bytes -= segment.bytes;
    gone++;
  }
  const last = segments[gone - 1];
  return last ? { before: last.last + 1, kept: segments.slice(gone) } : { kept: segments };
}
