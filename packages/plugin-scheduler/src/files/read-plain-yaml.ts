export interface PlainYaml {
  readonly values: Readonly<Record<string, unknown>>;
  /** Lines from 1, by the field's path: `execute.type`. */
  readonly lines: ReadonlyMap<string, number>;
}

interface Line {
  readonly number: number;
  readonly indent: number;
  readonly text: string;
}

/** Spaces but the plain one, and what can't be seen. */
const strange = /[^\P{Z} ]|\p{C}/u;

/**
 * YAML in its plainest form, as nearly all jobs write it: names with one-line values, and lists and fields below them indented by two.
 * Undefined for all else, which is the parser's to read: that takes a hundred times as long and 10 MB that a house at rest need not hold.
 */
export function readPlainYaml(source: string): PlainYaml | undefined {
  const lines: Line[] = [];
  for (const [index, whole] of source.split(/\r?\n/).entries()) {
    if (strange.test(whole)) return undefined;
    const text = whole.trimStart();
    if (text === "" || text.startsWith("#")) continue;
    if (text !== text.trimEnd()) return undefined;
    lines.push({ number: index + 1, indent: whole.length - text.length, text });
  }
  const places = new Map<string, number>();
  const cursor = { at: 0 };
  const values = readFields(lines, cursor, 0, "", places);
  return values === undefined || cursor.at < lines.length ? undefined : { values, lines: places };
}

function readFields(
  lines: readonly Line[],
  cursor: { at: number },
  indent: number,
  prefix: string,
  places: Map<string, number>,
): Record<string, unknown> | undefined {
  const values: Record<string, unknown> = {};
  for (let line = lines[cursor.at]; line !== undefined && line.indent >= indent; line = lines[cursor.at]) {
    const [, key, written = ""] = /^([A-Za-z][A-Za-z0-9_-]*):(?: +(.*))?$/.exec(line.text) ?? [];
    if (line.indent !== indent || key === undefined || Object.hasOwn(values, key) || isWord(key)) return undefined;
    cursor.at += 1;
    places.set(prefix + key, line.number);
    const below = lines[cursor.at];
    const nested = below !== undefined && (below.indent > indent || (below.indent === indent && below.text.startsWith("- ")));
    if (nested !== (written === "")) return undefined;
    const value = !nested
      ? readScalar(written)
      : below.text.startsWith("- ")
        ? readItems(lines, cursor, below.indent)
        : below.indent === indent + 2
          ? readFields(lines, cursor, indent + 2, `${prefix}${key}.`, places)
          : undefined;
    if (value === undefined) return undefined;
    values[key] = value;
  }
  return values;
}

function readItems(lines: readonly Line[], cursor: { at: number }, indent: number): unknown[] | undefined {
  const items: unknown[] = [];
  for (let line = lines[cursor.at]; line !== undefined && line.indent >= indent; line = lines[cursor.at]) {
    if (!line.text.startsWith("- ")) return line.indent === indent ? items : undefined;
    const value = line.indent === indent ? readScalar(line.text.slice(2)) : undefined;
    if (value === undefined) return undefined;
    items.push(value);
    cursor.at += 1;
  }
  return items;
}

const isWord = (text: string) => /^(true|false|null|yes|no|on|off|y|n)$/i.test(text) || text === "__proto__";

/** Undefined: it isn't plain, or means something else than it looks like. */
function readScalar(written: string): string | number | boolean | undefined {
  const quoted = /^"([^"\\]*)"$/.exec(written) ?? /^'([^']*)'$/.exec(written);
  if (quoted !== null) return quoted[1];
  if (written === "true" || written === "false") return written === "true";
  if (/^(0|[1-9]\d{0,14})(\.\d{1,6})?$/.test(written)) return Number(written);
  if (!/^[A-Za-z/]/.test(written) && !/^\d+(ms|[smhdw])$/.test(written) && !/^\d[\d*/,-]*( [A-Za-z\d*/,-]+)+$/.test(written)) return undefined;
  return isWord(written) || written.includes("#") || /:(\s|$)/.test(written) ? undefined : written;
}
