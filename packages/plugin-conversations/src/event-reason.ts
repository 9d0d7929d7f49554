const longest = 300;

/** A reason without what somebody said: where an agent's words stand before the house's sentence, only that is kept. */
export function eventReason(reason: string): string {
  const last =
    reason
      .trim()
      .split(/\n\s*\n/)
      .at(-1) ?? "";
  return last.length > longest ? `${last.slice(0, longest - 1)}…` : last;
}
