import type { MarkedToken, Tokens } from "marked";
import { checkedTarget, isFound } from "./checked-target.ts";
import { decodeReferences } from "./decode-references.ts";
import type { Page } from "./run-page.ts";
import { has, type Mark, quotesOf } from "./styled-run.ts";

type Style = "bold" | "italic" | "strikethrough";

export const styled = (marks: readonly Mark[], kind: Style): readonly Mark[] => (has(marks, kind) ? marks : [...marks, { kind }]);

/** The spaces around a line's end mean nothing in Markdown. */
function flowing(text: string): string {
  const lines = text.replaceAll("\t", " ").split("\n");
  const last = lines.length - 1;
  return lines.map((line, index) => withoutSpaces(line, index > 0, index < last)).join("\n");
}

/** A pattern for this takes time that grows with the square of the spaces. */
function withoutSpaces(line: string, atFront: boolean, atEnd: boolean): string {
  let [from, to] = [0, line.length];
  while (atFront && line[from] === " ") from++;
  while (atEnd && to > from && line[to - 1] === " ") to--;
  return line.slice(from, to);
}

/** What a token's text is, without its style. */
export function plainInline(tokens: readonly MarkedToken[]): string {
  let text = "";
  writeInline(tokens, [], {
    write(more) {
      text += more;
    },
  });
  return text;
}

/** Text with styles and links. A link that Telegram would drop is written out; code inside a link is text, because Telegram keeps one of the two. */
export function writeInline(tokens: readonly MarkedToken[] | undefined, marks: readonly Mark[], page: Pick<Page, "write">): void {
  for (const token of tokens ?? []) {
    switch (token.type) {
      case "strong":
        writeInline(token.tokens as MarkedToken[], styled(marks, "bold"), page);
        break;
      case "em":
        writeInline(token.tokens as MarkedToken[], styled(marks, "italic"), page);
        break;
      case "del":
        writeInline(token.tokens as MarkedToken[], styled(marks, "strikethrough"), page);
        break;
      case "codespan":
        page.write(token.text.replaceAll("\t", " "), has(marks, "link") || token.text.trim() === "" ? marks : [...quotesOf(marks), { kind: "code" }]);
        break;
      case "link":
      case "image":
        writeLink(token, marks, page);
        break;
      case "br":
        page.write("\n", marks);
        break;
      case "checkbox":
        break;
      case "escape":
        page.write(token.text, marks);
        break;
      case "html":
        page.write(/^<br\s*\/?>$/i.test(token.text) ? "\n" : flowing(token.text), marks);
        break;
      case "text":
        if (token.tokens) writeInline(token.tokens as MarkedToken[], marks, page);
        else page.write(flowing(decodeReferences(token.text)), marks);
        break;
      default:
        page.write(token.raw, marks);
    }
  }
}

function writeLink(token: Tokens.Link | Tokens.Image, marks: readonly Mark[], page: Pick<Page, "write">) {
  const written = token.type === "link" && token.autolink === true;
  const target = written ? token.href : decodeReferences(token.href);
  const text = written ? token.text : plainInline(token.tokens as MarkedToken[]);
  const checked = checkedTarget(target);
  const inside = token.type === "image" || written || text.trim() === "" ? undefined : (token.tokens as MarkedToken[]);
  const show = (around: readonly Mark[]) => (inside ? writeInline(inside, around, page) : page.write(text.trim() || target, around));
  if (checked !== undefined && !has(marks, "link")) return show(isFound(text, checked) ? marks : [...marks, { kind: "link", target: checked }]);
  show(marks);
  const told = text.trim() === "" || target === "" || target === text || target === `mailto:${text}`;
  if (checked === undefined && !told) page.write(` (${target})`, marks);
}
