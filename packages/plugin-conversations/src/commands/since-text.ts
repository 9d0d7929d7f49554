const nearMs = 20 * 3_600_000;

/** `since 14:05`, or `since Friday, 20 November` for what is older, as this machine's clocks have it. */
export function sinceText(at: number, now: number): string {
  if (now - at < nearMs) return `since ${new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit" }).format(at)}`;
  return `since ${new Intl.DateTimeFormat("en-GB", { weekday: "long", day: "numeric", month: "long" }).format(at)}`;
}
