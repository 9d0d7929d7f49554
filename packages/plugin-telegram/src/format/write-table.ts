import type { MarkedToken, Tokens } from "marked";
import type { Page } from "./run-page.ts";
import { type Mark, quotesOf } from "./styled-run.ts";
import { textWidth } from "./text-width.ts";
import { plainInline, styled, writeInline } from "./write-inline.ts";

/** What a phone shows without breaking lines. */
const mostColumns = 40;

const oneLine = (cell: Tokens.TableCell): string =>
  plainInline(cell.tokens as MarkedToken[])
    .replace(/\s+/g, " ")
    .trim();

function padded(text: string, width: number, align: Tokens.TableCell["align"]): string {
  const room = width - textWidth(text);
  const left = align === "right" ? room : align === "center" ? Math.floor(room / 2) : 0;
  return `${" ".repeat(left)}${text}${" ".repeat(room - left)}`;
}

const hasLink = (tokens: readonly MarkedToken[]): boolean =>
  tokens.some((token) => token.type === "link" || token.type === "image" || ("tokens" in token && hasLink((token.tokens ?? []) as MarkedToken[])));

/** Columns side by side where they fit and hold no links, which code cannot; else each row as lines of `header: value`. */
export function writeTable({ header, rows }: Tokens.Table, marks: readonly Mark[], page: Page): void {
  const all = [header, ...rows];
  const texts = all.map((row) => row.map(oneLine));
  const widths = header.map((_, column) => texts.reduce((most, row) => Math.max(most, textWidth(row[column] ?? "")), 1));
  const total = widths.reduce((sum, width) => sum + width + 3, -3);
  if (total <= mostColumns && !all.some((row) => row.some((cell) => hasLink(cell.tokens as MarkedToken[])))) {
    const lines = texts.map((row) => widths.map((width, column) => padded(row[column] ?? "", width, header[column]?.align ?? null)).join(" | "));
    lines.splice(1, 0, widths.map((width) => "-".repeat(width)).join("-+-"));
    page.write(lines.map((line) => line.trimEnd()).join("\n"), [...quotesOf(marks), { kind: "fence" }]);
    return;
  }
  if (rows.length === 0) writeRow(header, marks, page);
  rows.forEach((row, index) => {
    if (index > 0) page.gap(2);
    row.forEach((cell, column) => {
      const name = header[column];
      if (column > 0) page.gap(1, true);
      if (name && texts[0]?.[column] !== "") {
        writeInline(name.tokens as MarkedToken[], styled(marks, "bold"), page);
        page.write(": ", marks);
      }
      writeInline(cell.tokens as MarkedToken[], marks, page);
    });
  });
}

function writeRow(row: readonly Tokens.TableCell[], marks: readonly Mark[], page: Page) {
  row.forEach((cell, column) => {
    if (column > 0) page.write(" | ", marks);
    writeInline(cell.tokens as MarkedToken[], styled(marks, "bold"), page);
  });
}
