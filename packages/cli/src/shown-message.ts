const whenOf = (at: number) => new Date(at).toLocaleString("sv-SE");

/** A time for people; nothing for what has not happened. */
export const shownTime = (at: number | undefined): string => (at === undefined ? "" : whenOf(at));

/** Why a row is where it is: who, and their reason. */
export const shownReason = (row: { readonly by?: string; readonly reason?: string }): string => [row.by, row.reason].filter(Boolean).join(": ");

/** The body of a part as text, whatever the channel made of it. */
export function shownBody(body: unknown): string {
  if (typeof body === "string") return body;
  const text = (body as { text?: unknown } | null)?.text;
  return typeof text === "string" ? text : JSON.stringify(body);
}
