const named: Readonly<Record<string, number>> = { lt: 60, gt: 62, amp: 38, quot: 34 };

/**
 * The character reference at `position` (where a `&` stands), and where the text goes on. Undefined: the `&` stands for itself. Only four names exist,
 * `&nbsp;` is no reference; the semicolon may be missing.
 */
export function decodeCharacter(text: string, position: number): { readonly code: number; readonly next: number } | undefined {
  const found = /^&(?:#x([0-9a-fA-F]*)|#([0-9]*)|([a-zA-Z]*))/.exec(text.slice(position, position + 40));
  if (!found) return undefined;
  const [reference, hexadecimal, decimal, name] = found;
  const numeric = hexadecimal !== undefined || decimal !== undefined;
  const code = hexadecimal !== undefined ? Number.parseInt(hexadecimal || "0", 16) : decimal !== undefined ? Number(decimal) : named[name ?? ""];
  if (code === undefined || (numeric && (code === 0 || code >= 0x10ffff || reference.length >= 10))) return undefined;
  const next = position + reference.length;
  return { code, next: text[next] === ";" ? next + 1 : next };
}
