/** Text whose lines fit into `columns`, broken between words; a word that is longer stays whole, and so do line breaks and indentation. `firstColumn`: where the first line begins. */
export function wrapLines(text: string, columns: number, firstColumn = 0): string {
  return text
    .split("\n")
    .map((line, index) => wrapLine(line, columns, index === 0 ? firstColumn : 0))
    .join("\n");
}

function wrapLine(line: string, columns: number, firstColumn: number): string {
  if (firstColumn + line.length <= columns) return line;
  const [indentation = ""] = /^\s*/.exec(line) ?? [];
  let column = firstColumn + indentation.length;
  let wrapped = indentation;
  for (const [piece] of line.slice(indentation.length).matchAll(/\S+\s*/g)) {
    if (column + piece.trimEnd().length > columns && column > 0) {
      wrapped = `${wrapped.trimEnd()}\n`;
      column = 0;
    }
    wrapped += piece;
    column += piece.length;
  }
  return wrapped.trimEnd();
}
