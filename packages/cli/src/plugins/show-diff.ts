import { structuredPatch } from "diff";

/** What changes in a file, line by line with two lines around, as `diff -u` shows it. Empty when nothing does. */
export function showDiff(file: string, before: string, after: string): string {
  const { hunks } = structuredPatch(file, file, before, after, undefined, undefined, { context: 2 });
  if (hunks.length === 0) return "";
  return [
    `--- ${file}`,
    `+++ ${file}`,
    ...hunks.flatMap(({ oldStart, oldLines, newStart, newLines, lines }) => [`@@ -${oldStart},${oldLines} +${newStart},${newLines} @@`, ...lines]),
  ].join("\n");
}
