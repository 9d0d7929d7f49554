/** The share of letters that two names have in common at their beginning and their end; 1 when they are the same. */
function likeness(a: string, b: string): number {
  const shortest = Math.min(a.length, b.length);
  let before = 0;
  while (before < shortest && a[before] === b[before]) before++;
  let after = 0;
  while (after < shortest - before && a.at(-1 - after) === b.at(-1 - after)) after++;
  return (before + after) / Math.max(a.length, b.length);
}

const alikeEnough = 0.6;

/** The name that was probably meant. */
export function nearestName(typed: string, names: readonly string[]): string | undefined {
  const [best] = names.map((name) => ({ name, score: likeness(typed.toLowerCase(), name.toLowerCase()) })).sort((a, b) => b.score - a.score);
  return best !== undefined && best.score >= alikeEnough ? best.name : undefined;
}
