/** Letters in common at the beginning and at the end. */
function alike(a: string, b: string): number {
  const shortest = Math.min(a.length, b.length);
  let before = 0;
  while (before < shortest && a[before] === b[before]) before++;
  let after = 0;
  while (after < shortest - before && a.at(-1 - after) === b.at(-1 - after)) after++;
  return (before + after) / Math.max(a.length, b.length, 1);
}

/** The known name that was probably meant; undefined when none is near. */
export function nearestName(typed: string, known: readonly string[]): string | undefined {
  const [best] = known.map((name) => ({ name, score: alike(typed.toLowerCase(), name.toLowerCase()) })).sort((a, b) => b.score - a.score);
  return best !== undefined && best.score >= 0.5 ? best.name : undefined;
}
