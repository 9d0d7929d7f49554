/** The share of letters that two words have in common at their beginning and their end; 1 when they are the same. */
function likeness(a: string, b: string): number {
  const shortest = Math.min(a.length, b.length);
  let before = 0;
  while (before < shortest && a[before] === b[before]) before++;
  let after = 0;
  while (after < shortest - before && a.at(-1 - after) === b.at(-1 - after)) after++;
  return (before + after) / Math.max(a.length, b.length);
}

/** Less in common is chance. */
const alikeEnough = 0.6;

function nearestOf(typed: string, ids: readonly string[]): string | undefined {
  const [best] = ids.map((id) => ({ id, score: likeness(typed, id) })).sort((a, b) => b.score - a.score);
  return best !== undefined && best.score >= alikeEnough ? best.id : undefined;
}

/** What is wrong with words that are no command, and what was probably meant. `ids`: every command, as `inbox show`. */
export function describeUnknownCommand(words: readonly string[], ids: readonly string[]): { readonly message: string; readonly hint: string } {
  const starts = words.map((_, index) => words.slice(0, words.length - index).join(" "));
  const known = starts.find((start) => ids.includes(start));
  const guess = starts
    .filter((start) => start !== known)
    .flatMap((start) => nearestOf(start, ids) ?? [])
    .find((id) => id !== known);
  const meant = guess === undefined ? "" : `Did you mean \`instar ${guess}\`? `;
  if (known === undefined) return { message: `There is no command \`instar ${words.join(" ")}\`.`, hint: `${meant}\`instar --help\` lists the commands.` };
  return {
    message: `\`instar ${known}\` takes no "${words.join(" ").slice(known.length + 1)}".`,
    hint: `${meant}\`instar ${known} --help\` says what it takes.`,
  };
}
