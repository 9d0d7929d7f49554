/** A link as Telegram keeps it, or undefined when it silently drops it: other schemes, and hosts that the world cannot reach. */
export function checkedLink(link: string): string | undefined {
  const trimmed = link.trim();
  if (/^(?:tg|ton|tonsite|mailto):./i.test(trimmed)) return trimmed;
  const withScheme = /^[a-z][a-z0-9+.-]*:\/\//i.test(trimmed) ? trimmed : `http://${trimmed}`;
  const parts = /^(https?):\/\/([^/?#\s]+)([^\s]*)$/i.exec(withScheme);
  if (!parts) return undefined;
  const [, scheme = "", authority = "", rest = ""] = parts;
  const host = authority.replace(/^.*@/, "").replace(/:\d+$/, "");
  if (!host.includes(".") && !host.startsWith("[")) return undefined;
  if (/[<>"\\^`{|}]/.test(host) || host.startsWith(".") || host.includes("..")) return undefined;
  return `${scheme.toLowerCase()}://${authority.toLowerCase()}${rest === "" || rest.startsWith("/") ? rest || "/" : `/${rest}`}`;
}

/** The user whom a `tg://user?id=` link mentions. */
export function mentionedUser(link: string): number | undefined {
  const found = /^tg:\/\/user\?id=(\d{1,15})$/i.exec(link.trim());
  return found ? Number(found[1]) : undefined;
}
