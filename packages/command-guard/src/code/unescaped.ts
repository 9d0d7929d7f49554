/** A text without its escapes. */
export const unescaped = (text: string): string =>
  !text.includes("\\")
    ? text
    : text
        .replace(
          /\\x\{?([0-9a-fA-F]{2,4})\}?|\\[uU]\{?([0-9a-fA-F]{4,8})\}?|\\([0-7]{2,3})/g,
          (_, hex: string | undefined, long: string | undefined, octal: string | undefined) =>
            String.fromCodePoint(
              Math.min(
                0x10ffff,
                hex !== undefined ? Number.parseInt(hex, 16) : long !== undefined ? Number.parseInt(long, 16) : Number.parseInt(octal ?? "0", 8),
              ),
            ),
        )
        .replace(/\\\n/g, "")
        .replace(/\\n/g, "\n")
        .replace(/\\t/g, "\t")
        .replace(/\\([^a-zA-Z0-9])/g, "$1");
