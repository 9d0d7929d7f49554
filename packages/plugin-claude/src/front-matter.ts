export interface FrontMatter {
  readonly fields: ReadonlyMap<string, string>;
  readonly body: string;
}

/** The simple `key: value` fields at the head of a Markdown file. What is nested is left out: it configures (hooks, permissions), it doesn't describe. */
export function readFrontMatter(text: string): FrontMatter {
  const match = /^\uFEFF?---[ \t]*\r?\n([\s\S]*?)\r?\n---[ \t]*(?:\r?\n|$)/.exec(text);
  if (match === null) return { fields: new Map(), body: text };
  const fields = new Map<string, string>();
  let open: string | undefined;
  for (const line of (match[1] ?? "").split(/\r?\n/)) {
    const field = /^([\w-]+):[ \t]*(.*)$/.exec(line);
    if (field?.[1] !== undefined) {
      open = field[1];
      const value = (field[2] ?? "").trim();
      fields.set(open, /^[|>][+-]?$/.test(value) ? "" : value.replace(/^(["'])(.*)\1$/, "$2"));
    } else if (open !== undefined && /^\s+\S/.test(line) && !/^\s+-\s|^\s+[\w-]+:\s*/.test(line)) {
      fields.set(open, `${fields.get(open) ?? ""} ${line.trim()}`.trim());
    }
  }
  return { fields, body: text.slice(match[0].length) };
}

/**
 * The file again with only these fields. It always begins with front matter of ours, behind which none is read any more: the program
 * takes for it what we would not (other spaces, other ends of lines, an end in the middle of one).
 */
export function withFields(text: string, keep: readonly string[]): string {
  const { fields, body } = readFrontMatter(text);
  const kept = keep.flatMap((key) => (fields.get(key) ? [`${key}: ${JSON.stringify(fields.get(key))}`] : []));
  return kept.length === 0 ? `---\nuser-invocable: true\n---\n${body}` : `---\n${kept.join("\n")}\n---\n${body}`;
}
