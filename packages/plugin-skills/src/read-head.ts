import type { Document } from "yaml";
import type { SkillProblem } from "./contract.ts";
import { readPlainFields } from "./read-plain-fields.ts";

export interface Field {
  /** From 1, in the file. */
  readonly line: number;
  readonly value: unknown;
}

export interface Head {
  /** Whether the fields could be read at all. */
  readonly readable: boolean;
  readonly fields: ReadonlyMap<string, Field>;
  readonly body: string;
  /** The line at which the body begins. */
  readonly bodyLine: number;
  readonly problems: readonly SkillProblem[];
}

const longestHead = 16 * 1024;

function valuesOf(document: Document): Record<string, unknown> | undefined {
  try {
    return document.toJS({ maxAliasCount: 10 }) as Record<string, unknown>;
  } catch {
    // Anchors that stand for more than can be written out.
    return undefined;
  }
}

/** The front matter of a SKILL.md: YAML between two lines of `---`. */
export async function readHead(text: string): Promise<Head> {
  const match = /^\uFEFF?---[ \t]*\r?\n([\s\S]*?)(?:^|\r?\n)---[ \t]*(?:\r?\n|$)/m.exec(text);
  const unreadable = (line: number, problem: string): Head => ({
    readable: false,
    fields: new Map(),
    body: text,
    bodyLine: 1,
    problems: [{ where: `SKILL.md:${line}`, text: problem }],
  });
  if (match === null || match.index !== 0)
    return unreadable(
      1,
      /^\uFEFF?---/.test(text) ? "The front matter has no end: a line with only ---." : "It must begin with front matter between two lines of ---.",
    );
  const body = text.slice(match[0].length);
  const bodyLine = match[0].split("\n").length;
  if (match[0].length > longestHead) return { ...unreadable(1, `The front matter is longer than ${longestHead / 1024} KB.`), body, bodyLine };
  const plain = readPlainFields(match[1] ?? "");
  if (plain !== undefined) return { readable: true, fields: plain, body, bodyLine, problems: [] };
  const yaml = await import("yaml");
  const lines = new yaml.LineCounter();
  const document = yaml.parseDocument(match[1] ?? "", { lineCounter: lines, prettyErrors: false });
  const lineAt = (offset: number | undefined) => lines.linePos(offset ?? 0).line + 1;
  // One mistake often breaks several rules of YAML at one place.
  const errors = new Map(document.errors.map((error) => [lineAt(error.pos[0]), error.message] as const).reverse());
  const problems = [...errors].reverse().map(([line, message]): SkillProblem => ({ where: `SKILL.md:${line}`, text: `This is not YAML: ${message}.` }));
  if (problems.length > 0) return { readable: false, fields: new Map(), body, bodyLine, problems };
  if (!yaml.isMap(document.contents)) return { ...unreadable(2, "The front matter must be fields: name: value."), body, bodyLine };
  const values = valuesOf(document);
  if (values === undefined) return { ...unreadable(2, "The front matter refers to itself too often."), body, bodyLine };
  const fields = document.contents.items.map((item) => {
    const key = yaml.isScalar(item.key) ? String(item.key.value) : String(item.key);
    return [key, { line: lineAt(yaml.isScalar(item.key) ? item.key.range?.[0] : undefined), value: values[key] }] as const;
  });
  return { readable: true, fields: new Map(fields), body, bodyLine, problems: [] };
}
