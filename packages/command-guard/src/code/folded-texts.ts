import type { CallPlace } from "./call.ts";
import { evaluationOf } from "./evaluate.ts";

const mostCode = 20_000;

/**
 * What the expressions of a piece of code come to, where that is more than they say: joined and decoded texts, numbers of letters, known folders. As
 * literals of the language would be written, one a line. Never throws.
 */
export function foldedTexts(source: string, language: string, home: string): string {
  const code = source.slice(0, mostCode);
  const place: CallPlace = { language, home, folders: new Set(), args: [], variables: {}, input: undefined, chooses: false, writes: true };
  const { expressions } = evaluationOf(code, place, () => undefined);
  const lines = new Set<string>();
  for (const { value } of expressions.values()) {
    const texts = value.texts.filter((text) => text !== "" && !text.includes("\uE00F"));
    if (texts.length > 0) lines.add(texts.map((text) => JSON.stringify(text)).join(", "));
  }
  return [...lines].join("\n");
}
