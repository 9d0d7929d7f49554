// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const commands = /[\0-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]/g;

/** An agent's text for a terminal: what a terminal would obey is shown instead. */
export const visibleText = (text: string): string =>
  text.replace(/\r\n/g, "\n").replace(commands, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`);

/** As much of a text as fits, on one line. */
export function shortText(text: string, most: number): string {
  const line = text.replace(/\s+/g, " ").trim();
  return line.length > most ? `${line.slice(0, most - 1)}…` : line;
}
