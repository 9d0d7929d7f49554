/** Versions whose gate was tried with `describeClaudeGate`. Patch releases after the last one come weekly and count as untested. */
const testedVersions = { from: "2.1.329", to: "2.1.329" } as const;

export const testedRange = testedVersions.from === testedVersions.to ? testedVersions.from : `${testedVersions.from} to ${testedVersions.to}`;

export function isTested(version: string): boolean {
  return compare(version, testedVersions.from) >= 0 && compare(version, testedVersions.to) <= 0;
}

function compare(one: string, other: string): number {
  const left = one.split(".").map(Number);
  const right = other.split(".").map(Number);
  for (let index = 0; index < 3; index += 1) {
    const difference = (left[index] ?? 0) - (right[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
