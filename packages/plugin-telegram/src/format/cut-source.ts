/** From here on a source is read in pieces: the reader's time grows with the square of what it holds at once. */
const pieceUnits = 4_096;
const longestPiece = 16 * pieceUnits;

const fenceLine = /^ {0,3}(`{3,}|~{3,})(.*)$/;
/** A line that goes on with, or adds to, what stands above a blank line: an indented one, an item of a list, a quote. */
const continues = /^(?:[ \t]|[-*+>]|\d{1,9}[.)]|$)/;

/**
 * A Markdown source in pieces that mean the same read one by one: cut only at the end of a paragraph, outside of fences and lists. What has no such place
 * for very long is cut at a line.
 */
export function cutSource(source: string): readonly string[] {
  if (source.length <= pieceUnits) return [source];
  const pieces: string[] = [];
  let begin = 0;
  let fence = "";
  let blank = false;
  for (let at = 0; at < source.length; ) {
    const newline = source.indexOf("\n", at);
    const next = newline < 0 ? source.length : newline + 1;
    const line = source.slice(at, newline < 0 ? next : newline);
    const held = at - begin;
    if (fence === "" && held > 0 && ((held >= pieceUnits && blank && !continues.test(line)) || held >= longestPiece)) {
      pieces.push(source.slice(begin, at));
      begin = at;
    }
    const [, mark = "", rest = ""] = fenceLine.exec(line) ?? [];
    if (fence === "") fence = mark.startsWith("`") && rest.includes("`") ? "" : mark;
    else if (mark.startsWith(fence) && rest.trim() === "") fence = "";
    blank = line.trim() === "";
    at = next;
  }
  pieces.push(source.slice(begin));
  return pieces;
}

/** The text of one paragraph in pieces, at line ends or words. */
export function cutParagraph(text: string, units: number): readonly string[] {
  const pieces: string[] = [];
  let begin = 0;
  while (text.length - begin > units) {
    const most = begin + units;
    const line = text.lastIndexOf("\n", most - 1);
    const word = line > begin ? line : text.lastIndexOf(" ", most - 1);
    const pair = /[\udc00-\udfff]/.test(text.charAt(most)) ? 1 : 0;
    const end = word > begin ? word + 1 : most - pair;
    pieces.push(text.slice(begin, end));
    begin = end;
  }
  return [...pieces, text.slice(begin)];
}
