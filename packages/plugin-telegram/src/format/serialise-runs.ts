import { escapeAttribute, escapeTelegram } from "./escape-telegram.ts";
import { type Mark, type Run, sharedDepth } from "./styled-run.ts";

const styles = { bold: "b", italic: "i", strikethrough: "s", code: "code" } as const;

/** What opens and closes a mark in Telegram's HTML. */
export function tagsOf(mark: Mark): readonly [opening: string, closing: string] {
  switch (mark.kind) {
    case "quote":
      return [mark.expandable ? "<blockquote expandable>" : "<blockquote>", "</blockquote>"];
    case "link":
      return [`<a href="${escapeAttribute(mark.target)}">`, "</a>"];
    case "fence":
      return mark.language === undefined ? ["<pre>", "</pre>"] : [`<pre><code class="language-${escapeAttribute(mark.language)}">`, "</code></pre>"];
    default:
      return [`<${styles[mark.kind]}>`, `</${styles[mark.kind]}>`];
  }
}

/** Nested and closed by construction: a mark is open for as long as neighbouring runs carry it. */
export function serialiseRuns(runs: readonly Run[]): string {
  let html = "";
  let open: readonly Mark[] = [];
  function turnTo(marks: readonly Mark[]) {
    const shared = sharedDepth(open, marks);
    for (const mark of open.slice(shared).reverse()) html += tagsOf(mark)[1];
    for (const mark of marks.slice(shared)) html += tagsOf(mark)[0];
    open = marks;
  }
  for (const { text, marks } of runs) {
    turnTo(marks);
    html += escapeTelegram(text);
  }
  turnTo([]);
  return html;
}
