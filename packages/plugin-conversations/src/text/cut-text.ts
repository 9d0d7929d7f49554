import { characterEnds } from "./split-text.ts";

/** The text as it is, or as much of it as fits with an ellipsis into `most` UTF-16 units (2 or more), never cut inside what a reader sees as one character. */
export function cutText(text: string, most: number): string {
  if (text.length <= most) return text;
  const end = characterEnds(text, most - 1).at(-1) ?? 0; // one "character" that is longer than that: nothing of it is shown
  return `${text.slice(0, end)}…`;
}
