import type MagicString from "magic-string";
import type { ParsedConfig } from "./parse-config.ts";
import { nodesAt, type SyntaxNode } from "./syntax-node.ts";

type Source = Pick<ParsedConfig, "text" | "comments" | "style" | "kind">;

const lineStart = (text: string, at: number) => text.lastIndexOf("\n", at - 1) + 1;
const indentAt = (text: string, at: number) => /^[ \t]*/.exec(text.slice(lineStart(text, at)))?.[0] ?? "";
/** Without the carriage return of a Windows line. */
const lineEnd = (text: string, at: number) => {
  const end = text.indexOf("\n", at);
  if (end === -1) return text.length;
  return text[end - 1] === "\r" ? end - 1 : end;
};

/** The next character that is neither space nor comment. */
function skip({ text, comments }: Source, from: number): number {
  let at = from;
  for (;;) {
    while (/\s/.test(text[at] ?? "")) at++;
    const comment = comments.find(({ start }) => start === at);
    if (comment === undefined) return at;
    at = comment.end;
  }
}

/** Behind the comma that follows, if one does. */
function commaEnd(source: Source, from: number): number | undefined {
  const at = skip(source, from);
  return source.text[at] === "," ? at + 1 : undefined;
}

/** Behind the comments that end a line, as they speak of what stands before them. */
function behindRemarks({ text, comments }: Source, from: number): number {
  const end = lineEnd(text, from);
  const rest = text.slice(from, end);
  const remark = comments.filter(({ start }) => start >= from && start < end).at(-1);
  return rest.trim() === "" || remark === undefined || remark.end > end ? from : end;
}

/** Adds an element at the end of a list, written as the others are: in a line of its own where they have one. */
export function insertIntoList(edit: MagicString, source: Source, list: SyntaxNode, element: string): void {
  const { text, style } = source;
  const close = list.end - 1;
  const last = nodesAt(list, "elements").at(-1);
  if (last === undefined) {
    const inside = text.slice(list.start + 1, close);
    if (!inside.includes("\n")) return void edit.appendLeft(list.start + 1, element);
    const before = lineStart(text, close) - style.newline.length;
    edit.appendLeft(before, `${style.newline}${indentAt(text, close)}  ${element}${source.kind === "json" ? "" : ","}`);
    return;
  }
  const comma = commaEnd(source, last.end);
  const ownLine = text.slice(lineStart(text, last.start), last.start).trim() === "" && text.slice(last.end, close).includes("\n");
  if (!ownLine) return void edit.appendLeft(comma ?? last.end, comma === undefined ? `, ${element}` : ` ${element},`);
  if (comma === undefined) edit.appendLeft(last.end, ",");
  edit.appendLeft(behindRemarks(source, comma ?? last.end), `${style.newline}${indentAt(text, last.start)}${element}${comma === undefined ? "" : ","}`);
}

/** Takes an element out of a list; what stands around it stays as it is. */
export function removeFromList(edit: MagicString, source: Source, list: SyntaxNode, element: SyntaxNode): void {
  const { text } = source;
  const elements = nodesAt(list, "elements");
  const index = elements.indexOf(element);
  const former = elements[index - 1];
  const next = elements[index + 1];
  const comma = commaEnd(source, element.end);
  const end = comma ?? element.end;
  const line = lineStart(text, element.start);
  const ownLine = text.slice(line, element.start).trim() === "" && line > list.start && skip(source, end) >= lineEnd(text, end);
  if (ownLine) {
    edit.remove(text[line - 2] === "\r" ? line - 2 : line - 1, behindRemarks(source, end));
    if (comma === undefined && former !== undefined) {
      const after = commaEnd(source, former.end);
      if (after !== undefined) edit.remove(after - 1, after);
    }
    return;
  }
  if (comma === undefined && former !== undefined) return void edit.remove(former.end, element.end);
  if (former === undefined && next !== undefined) return void edit.remove(element.start, next.start);
  const from = former === undefined ? element.start : (commaEnd(source, former.end) ?? former.end);
  edit.remove(from, end);
}
