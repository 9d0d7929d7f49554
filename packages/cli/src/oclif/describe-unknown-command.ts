import { nearest } from "@instar/kernel/nearest";

/** What is wrong with words that are no command, and what was probably meant. `ids`: every command, as `inbox show`. */
export function describeUnknownCommand(words: readonly string[], ids: readonly string[]): { readonly message: string; readonly hint: string } {
  const starts = words.map((_, index) => words.slice(0, words.length - index).join(" "));
  const known = starts.find((start) => ids.includes(start));
  const guess = starts
    .filter((start) => start !== known)
    .flatMap((start) => nearest(start, ids) ?? [])
    .find((id) => id !== known);
  const meant = guess === undefined ? "" : `Did you mean \`instar ${guess}\`? `;
  if (known === undefined) return { message: `There is no command \`instar ${words.join(" ")}\`.`, hint: `${meant}\`instar --help\` lists the commands.` };
  return {
    message: `\`instar ${known}\` takes no "${words.join(" ").slice(known.length + 1)}".`,
    hint: `${meant}\`instar ${known} --help\` says what it takes.`,
  };
}
