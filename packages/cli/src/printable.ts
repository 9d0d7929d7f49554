/** All that a terminal obeys instead of showing it, but for line breaks and tabs; the last ones break a line or turn the reading direction of what stands beside them. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const commands = /[\0-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]/g;

const visible = (character: string) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;

/** Text of other people for a terminal: what would move the cursor, colour, rename or erase is shown instead of obeyed. */
export const printable = (text: string): string => text.replace(/\r\n/g, "\n").replace(commands, visible);

/** JSON for a terminal: the same value, its control characters escaped (JSON itself leaves those from U+007F on as they are). */
export const printableJson = (json: string): string => json.replace(commands, visible);
