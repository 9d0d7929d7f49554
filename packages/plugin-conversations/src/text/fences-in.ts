/** A fenced block of code: `from` and `to` enclose it with its fences, `contentFrom` and `contentTo` what stands between them. */
export interface Fence {
  readonly from: number;
  readonly contentFrom: number;
  readonly contentTo: number;
  readonly to: number;
  /** Lines that end it, and begin it once more, without line ends. */
  readonly closing: string;
  readonly reopening: string;
}

const opener = /^((?:[ \t]|>|[-*+][ \t]|\d{1,9}[.)][ \t])*)(`{3,}|~{3,})([^\n]*)$/;
/** What is indented further than its surroundings is code itself. */
const deepestIndent = 3;

const lineEnd = (text: string, from: number): number => {
  const end = text.indexOf("\n", from);
  return end < 0 ? text.length : end;
};

const indentOf = (container: string) => container.length - (container.lastIndexOf(">") + 1);

/** Whether a line inside a fence ends it: by a fence of its own, or (`outside`) because the quotation around it is over. */
function endOf(line: string, container: string, marker: string): "closed" | "outside" | undefined {
  const before = /^[\s>]*/.exec(line)?.[0] ?? "";
  if (container.includes(">") && !before.includes(">")) return "outside";
  const rest = line.slice(before.length).trimEnd();
  const isFence = rest.length >= marker.length && rest === (marker[0] as string).repeat(rest.length);
  return isFence && indentOf(before) <= indentOf(container) + deepestIndent ? "closed" : undefined;
}

/** The fenced blocks of a Markdown text, in order. */
export function fencesIn(text: string): readonly Fence[] {
  const fences: Fence[] = [];
  for (let at = 0; at < text.length; ) {
    const end = lineEnd(text, at);
    const [, begin = "", marker = "", info = ""] = opener.exec(text.slice(at, end).replace(/\r$/, "")) ?? [];
    // Backticks behind backticks are a code span; on the last line nothing is left to enclose
    if (marker === "" || (marker.startsWith("`") && info.includes("`")) || end === text.length) {
      at = end + 1;
      continue;
    }
    // A list's marker stands before the first line only; what follows stands where the content stood
    const container = begin.replace(/[-*+]|\d{1,9}[.)]/g, (bullet) => " ".repeat(bullet.length));
    let line = end + 1;
    let found: ReturnType<typeof endOf>;
    while (line < text.length) {
      found = endOf(text.slice(line, lineEnd(text, line)), container, marker);
      if (found) break;
      line = lineEnd(text, line) + 1;
    }
    const contentTo = Math.min(line, text.length);
    const to = found === "closed" ? Math.min(lineEnd(text, line) + 1, text.length) : contentTo;
    const isCode = found === undefined && begin === container && indentOf(container) > deepestIndent;
    if (isCode) {
      at = end + 1;
      continue;
    }
    const again = container.includes(">") ? container : container.slice(0, deepestIndent);
    fences.push({ from: at, contentFrom: end + 1, contentTo, to, closing: container + marker, reopening: again + marker + info });
    at = to;
  }
  return fences;
}
