import type { PhraseTable } from "./phrases.ts";

/** Longer texts are looked at from their beginning. */
const mostCharacters = 20_000;

/** A text as its writer's own sentences: without code, quotes of others, and with white space and apostrophes of one kind. */
function ownSentences(text: string): readonly string[] {
  const plain = text
    .slice(0, mostCharacters)
    .replace(/[’‘]/g, "'")
    .replace(/```[\s\S]*?(?:```|$)/g, " ")
    .replace(/`[^`\n]*`/g, " ")
    .replace(/^\s{0,3}>.*$/gm, " ")
    .replace(/"[^"\n]{0,300}"|„[^“\n]{0,300}“|“[^”\n]{0,300}”|«[^»\n]{0,300}»/g, " ");
  return plain
    .split(/(?<=[.!?])\s+|\n+/)
    .map((sentence) => sentence.replace(/\s+/g, " ").trim())
    .filter((sentence) => sentence !== "");
}

/** The kinds of phrases that a text has, in the table's order. `unless`: a sentence with it, or beside one, counts for nothing. */
export function findPhrases<Kind extends string>(text: string, table: PhraseTable<Kind>, unless?: RegExp): readonly Kind[] {
  const sentences = ownSentences(text);
  const excused = sentences.map((sentence) => unless?.test(sentence) ?? false);
  const counted = sentences.filter((_, at) => !(excused[at] || excused[at - 1] || excused[at + 1]));
  return (Object.keys(table) as Kind[]).filter((kind) => table[kind].some((phrase) => counted.some((sentence) => phrase.test(sentence))));
}
