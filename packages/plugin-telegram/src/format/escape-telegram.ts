const escapes: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

/** Text as Telegram's HTML shows it literally. It goes where text goes; for an attribute there is `escapeAttribute`. */
export const escapeTelegram = (text: string): string => text.replace(/[&<>]/g, (character) => escapes[character] as string);

export const escapeAttribute = (text: string): string => text.replace(/[&<>"]/g, (character) => escapes[character] as string);

/** The bytes of the escaped text. */
export function escapedBytes(text: string): number {
  let bytes = Buffer.byteLength(text);
  for (const [character] of text.matchAll(/[&<>]/g)) bytes += character === "&" ? 4 : 3;
  return bytes;
}
