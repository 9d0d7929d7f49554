import type { JobProblem } from "../contract.ts";

/** Jobs whose names differ in nothing but capitals. */
export interface Twins {
  know(slug: string): void;
  /** The other job that there is. */
  of(slug: string): string | undefined;
}

export function createTwins(jobs: ReadonlyMap<string, unknown>): Twins {
  const slugs = new Map<string, string>();
  return {
    know: (slug) => void slugs.set(slug.toLowerCase(), slug),
    of(slug) {
      const other = slugs.get(slug.toLowerCase());
      return other === slug || other === undefined || !jobs.has(other) ? undefined : other;
    },
  };
}

export const twinProblem = (path: string, twin: string): JobProblem => ({
  path,
  text: `Its name differs from ${twin}.md in nothing but capitals, and many disks can't tell such files apart.`,
  hint: "Rename one of them.",
});
