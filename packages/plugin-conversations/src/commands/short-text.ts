import { splitText } from "../text/split-text.ts";

/** On one line, at most `most` UTF-16 units, never cut inside a character. */
export function shortText(text: string, most: number): string {
  const line = text.replace(/\s+/g, " ").trim();
  return line.length <= most ? line : `${(splitText(line, most - 1)[0] ?? "").trimEnd()}…`;
}

/** `1 message waits`, `3 messages wait`. */
export const waitText = (messages: number): string => (messages === 1 ? "1 message waits" : `${messages} messages wait`);
