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
        .replace(/\\N\{LATIN (SMALL|CAPITAL) LETTER ([A-Z])\}/g, (_, size: string, letter: string) => (size === "SMALL" ? letter.toLowerCase() : letter))
        .replace(/\\\n/g, "")
        .replace(/\\n/g, "\n")
        .replace(/\\t/g, "\t")
        .replace(/\\([^a-zA-Z0-9])/g, "$1");

/** A text without the letters that stand in it as decimal numbers, as Lua writes them, and without the breaks that it leaves out. */
export const withoutDecimals = (text: string): string =>
  text
    .replace(/\\z\s{1,200}/g, "")
    .replace(/(\\\\)|\\(\d{1,3})/g, (whole, two: string | undefined, digits: string | undefined) =>
      two === undefined && digits !== undefined ? String.fromCharCode(Number(digits) & 255) : whole,
    );
