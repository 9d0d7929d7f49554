import type { Document, Node } from "yaml";
import { readPlainYaml } from "./read-plain-yaml.ts";

/** Front matter is between two lines of `---` at the very beginning. */
export const frontMatter = /^\uFEFF?---[ \t]*\r?\n([\s\S]*?)(?<=\n)---[ \t]*(?:\r?\n|$)/;

export interface HeadProblem {
  readonly line: number;
  readonly field?: string;
  readonly text: string;
  readonly hint?: string;
}

export interface FrontMatter {
  /** Undefined: it can't be read. */
  readonly values: Readonly<Record<string, unknown>> | undefined;
  /** The line in the file of the field with that path, or of the nearest that encloses it. */
  lineOf(path: readonly PropertyKey[]): number | undefined;
  readonly body: string;
  readonly problems: readonly HeadProblem[];
}

const example = "The least is a line ---, a line such as schedule: every 30m, and a line ---, and below them the prompt.";
const longestHead = 64 * 1024;

export async function readFrontMatter(text: string): Promise<FrontMatter> {
  const match = frontMatter.exec(text);
  const unreadable = (...problems: readonly HeadProblem[]): FrontMatter => ({
    values: undefined,
    lineOf: () => undefined,
    body: match === null ? "" : text.slice(match[0].length),
    problems,
  });
  if (text.trim() === "") return unreadable({ line: 1, text: "The file is empty.", hint: example });
  if (match === null)
    return /^\uFEFF?---[ \t]*\r?\n/.test(text)
      ? unreadable({ line: 1, text: "The front matter has no end.", hint: "Write a line --- below the last field, and the prompt below that." })
      : unreadable({ line: 1, text: "It does not begin with front matter.", hint: example });
  const head = match[1] ?? "";
  if (head.length > longestHead) return unreadable({ line: 1, text: `The front matter is longer than ${longestHead / 1024} KB.` });
  const body = text.slice(match[0].length);
  const plain = readPlainYaml(head);
  if (plain !== undefined) return { values: plain.values, lineOf: lineFinder((path) => plain.lines.get(path)), body, problems: [] };
  return await readWithParser(head, body, unreadable);
}

/** The head begins at the file's second line. */
const lineFinder =
  (find: (path: string) => number | undefined): FrontMatter["lineOf"] =>
  (path) => {
    for (let length = path.length; length > 0; length -= 1) {
      const line = find(path.slice(0, length).join("."));
      if (line !== undefined) return line + 1;
    }
    return undefined;
  };

async function readWithParser(head: string, body: string, unreadable: (...problems: readonly HeadProblem[]) => FrontMatter): Promise<FrontMatter> {
  const yaml = await import("yaml");
  const lines = new yaml.LineCounter();
  const document = yaml.parseDocument(head, { lineCounter: lines, prettyErrors: false, stringKeys: true, logLevel: "error" });
  const lineAt = (offset: number) => lines.linePos(offset).line;
  if (document.errors.length > 0) {
    const written = head.split(/\r?\n/);
    // One mistake often breaks several rules of YAML at one place.
    const first = new Map(document.errors.map((error) => [lineAt(error.pos[0]), error.message] as const).reverse());
    const unclosed = written.findIndex((line) => /^\s*[A-Za-z][\w-]*:\s+(?:"(?:[^"\\]|\\.)*|'[^']*)$/.test(line));
    if (unclosed >= 0) return unreadable({ line: unclosed + 2, text: "A quote is opened here and never closed.", hint: "Close it at the end of the value." });
    return unreadable(...[...first].reverse().map(([line, message]) => explain(line, written[line - 1] ?? "", message)));
  }
  if (!yaml.isMap(document.contents)) return unreadable({ line: 2, text: "The front matter holds no fields.", hint: example });
  const values = valuesOf(document);
  if (values === undefined) {
    const written = head.split(/\r?\n/);
    const alias = written.findIndex((line) => /^\s*[A-Za-z][\w-]*:\s+\*/.test(line));
    if (alias >= 0) return unreadable(explain(alias + 1, written[alias] ?? "", ""));
    return unreadable({ line: 2, text: "The front matter refers to itself, or too often to the same.", hint: "Write the values out." });
  }
  const places = new Map<string, number>();
  yaml.visit(document, {
    Pair(_key, pair, ancestors) {
      const offset = (pair.key as Node | null)?.range?.[0];
      const path = [...ancestors.filter((node) => yaml.isPair(node)), pair].map((one) => String(one.key)).join(".");
      if (offset !== undefined) places.set(path, lineAt(offset));
    },
  });
  return { values, lineOf: lineFinder((path) => places.get(path)), body, problems: [] };
}

function valuesOf(document: Document): Record<string, unknown> | undefined {
  try {
    return document.toJS({ maxAliasCount: 10 }) as Record<string, unknown>;
  } catch {
    // Anchors that stand for more than can be written out, or for nothing.
    return undefined;
  }
}

/** What is wrong in the words of somebody who does not know YAML. */
function explain(line: number, written: string, message: string): HeadProblem {
  const [, field, value = ""] = /^\s*([A-Za-z][\w-]*):\s+(.*)$/.exec(written) ?? [];
  const place = { line: line + 1, ...(field === undefined ? {} : { field }) };
  if (field !== undefined && (/^[*@`%&!]/.test(value) || /^[^"'[{|>].*:(\s|$)/.test(value)))
    return { ...place, text: `The value of ${field} must be in quotes.`, hint: `Write ${field}: ${JSON.stringify(value.trim())}` };
  if (written.startsWith("\t")) return { ...place, text: "The line begins with a tab, which YAML does not allow.", hint: "Use spaces." };
  if (message === "Map keys must be unique") return { ...place, text: `The field ${field ?? "here"} is there twice.`, hint: "Keep one of them." };
  return { ...place, text: `This is not YAML: ${message}.` };
}
