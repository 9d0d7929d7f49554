import { nearest } from "@instar/kernel/nearest";

const lastOf = (id: string) => id.slice(id.lastIndexOf(" ") + 1);
const beforeLast = (id: string) => id.slice(0, Math.max(0, id.lastIndexOf(" ")));

/** The command nearest to `start`: under its subject by the last word alone, so that a long subject does not make everything in it look near. */
function nearestCommand(start: string, ids: readonly string[]): string | undefined {
  const siblings = ids.filter((id) => start.includes(" ") && beforeLast(id) === beforeLast(start));
  if (siblings.length === 0) return nearest(start, [...ids, ...ids.map((id) => id.split(" ", 1)[0] as string)]);
  const word = nearest(lastOf(start), siblings.map(lastOf));
  return siblings.find((id) => lastOf(id) === word);
}

/**
 * What is wrong with words that are no command, and what was probably meant. `ids`: every command, as `inbox show`.
 * `missing`: what to say when the words are nobody's, and why their plugin's commands may not be there is known.
 */
export function describeUnknownCommand(
  words: readonly string[],
  ids: readonly string[],
  missing?: () => string | undefined,
): { readonly message: string; readonly hint: string } {
  const starts = words.map((_, index) => words.slice(0, words.length - index).join(" "));
  const known = starts.find((start) => ids.includes(start));
  const guess = starts
    .filter((start) => start !== known && !ids.some((id) => id.startsWith(`${start} `)))
    .flatMap((start) => nearestCommand(start, ids) ?? [])
    .find((id) => id !== known);
  const meant = guess === undefined ? "" : `Did you mean \`instar ${guess}\`? `;
  if (known !== undefined)
    return {
      message: `\`instar ${known}\` takes no "${words.join(" ").slice(known.length + 1)}".`,
      hint: `${meant}\`instar ${known} --help\` says what it takes.`,
    };
  const topic = ids.some((id) => id.startsWith(`${words[0]} `)) ? ` ${words[0]}` : "";
  return {
    message: `There is no command \`instar ${words.join(" ")}\`.`,
    hint: (meant === "" && topic === "" ? missing?.() : undefined) ?? `${meant}\`instar${topic} --help\` lists the commands.`,
  };
}
