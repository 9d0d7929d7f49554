import type { MarkedToken, Tokens } from "marked";
import type { Page } from "./run-page.ts";
import { has, type Mark, quotesOf } from "./styled-run.ts";
import { styled, writeInline } from "./write-inline.ts";
import { writeTable } from "./write-table.ts";

/** A longer quote is folded, to be opened by whoever wants to read on. */
const longQuote = 600;

const blankBehind = ({ type, raw }: MarkedToken): boolean => type === "space" || type === "heading" || type === "hr" || /\n[ \t]*\n[ \t]*$/.test(raw);

/** Blocks below each other, with a blank line where the source has one and behind headings. */
export function writeBlocks(tokens: readonly MarkedToken[], marks: readonly Mark[], page: Page): void {
  let before: MarkedToken | undefined;
  for (const token of tokens) {
    if (token.type === "def" || token.type === "checkbox" || (token.type === "space" && !before)) continue;
    if (before) page.gap(blankBehind(before) || token.type === "heading" ? 2 : 1, before.type === "heading");
    if (token.type !== "space" || before?.type !== "heading") before = token;
    writeBlock(token, marks, page);
  }
}

function writeBlock(token: MarkedToken, marks: readonly Mark[], page: Page) {
  switch (token.type) {
    case "space":
      break;
    case "heading":
      writeInline(token.tokens as MarkedToken[], styled(marks, "bold"), page);
      break;
    case "paragraph":
      writeInline(token.tokens as MarkedToken[], marks, page);
      break;
    case "code":
      writeFence(token, marks, page);
      break;
    case "blockquote":
      // Telegram has no quotes in quotes: the inner one is part of the outer.
      writeBlocks(token.tokens as MarkedToken[], has(marks, "quote") ? marks : [...marks, { kind: "quote", expandable: token.text.length > longQuote }], page);
      break;
    case "list":
      writeList(token, marks, page);
      break;
    case "table":
      writeTable(token, marks, page);
      break;
    case "hr":
      page.write("———", marks);
      break;
    case "html":
      page.write(token.text.trim().replaceAll("\t", " "), marks);
      break;
    default:
      writeInline([token], marks, page);
  }
}

function writeFence({ text, lang }: Tokens.Code, marks: readonly Mark[], page: Page) {
  const language = /^[\w+#.-]{1,40}/.exec(lang ?? "")?.[0];
  page.write(text.trimEnd().replaceAll("\t", "    "), [...quotesOf(marks), { kind: "fence", ...(language === undefined ? {} : { language }) }]);
}

function writeList({ ordered, start, loose, items }: Tokens.List, marks: readonly Mark[], page: Page) {
  items.forEach((item, index) => {
    if (index > 0) page.gap(loose ? 2 : 1);
    const number = ordered ? `${Number(start) + index}. ` : "";
    const box = item.task ? (item.checked ? "☑ " : "☐ ") : "";
    page.item(number + box || "• ", "  ", marks, () => writeBlocks(item.tokens as MarkedToken[], marks, page));
  });
}
