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

/** The one of `ids` that was probably meant. */
export function nearestOf(typed: string, ids: readonly string[]): string | undefined {
  const [best] = ids.map((id) => ({ id, score: likeness(typed, id) })).sort((a, b) => b.score - a.score);
  return best !== undefined && best.score >= alikeEnough ? best.id : undefined;
}
