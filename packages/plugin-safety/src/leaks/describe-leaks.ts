import type { CleanText } from "./clean-text.ts";
import { leakPatterns } from "./patterns.ts";
import type { Leak } from "./scan.ts";

const labels = new Map(leakPatterns.map(({ name, label }) => [name, label]));

/** `an OpenAI key, a private key and others`. */
export function namesOf(leaks: readonly Leak[]): string {
  const names = [...new Set(leaks.map(({ pattern }) => labels.get(pattern) ?? pattern))];
  const shown = names.length > 4 ? [...names.slice(0, 3), "others"] : names;
  return shown.length === 1 ? (shown[0] as string) : `${shown.slice(0, -1).join(", ")} and ${shown.at(-1)}`;
}

/** What the model is told beside the output of a tool; undefined when there is nothing to say. */
export function describeForModel({ own, masked, warned }: CleanText): string | undefined {
  const sentences: string[] = [];
  if (masked.length > 0)
    sentences.push(
      `Parts of this output were masked before you could read them, because they look like secrets: ${namesOf(masked)}. Don't try to get at them in another way.`,
    );
  if (own > 0 && masked.length === 0) sentences.push("Secrets of this agent were withheld from this output.");
  if (warned.length > 0) sentences.push(`This output may hold secrets: ${namesOf(warned)}. Don't repeat, store or send them.`);
  return sentences.length === 0 ? undefined : `[${sentences.join(" ")}]`;
}
