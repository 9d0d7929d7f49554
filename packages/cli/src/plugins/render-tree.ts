/** Files with a phrase each, by folders, as people read them. The order of `files` is kept; those of one folder should stand together. */
export function renderTree(root: string, files: readonly { readonly file: string; readonly what: string }[]): string {
  const rows: { readonly text: string; readonly what: string }[] = [];
  const shown = new Set<string>();
  for (const { file, what } of files) {
    const parts = file.split("/");
    for (const [depth, part] of parts.entries()) {
      const path = parts.slice(0, depth + 1).join("/");
      const isFile = depth === parts.length - 1;
      if (shown.has(path)) continue;
      shown.add(path);
      rows.push({ text: `${"  ".repeat(depth + 1)}${part}${isFile ? "" : "/"}`, what: isFile ? what : "" });
    }
  }
  const width = Math.max(0, ...rows.map(({ text }) => text.length));
  return [`${root}/`, ...rows.map(({ text, what }) => `${text.padEnd(width)}  ${what}`.trimEnd())].join("\n");
}
