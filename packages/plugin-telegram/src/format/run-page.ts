import { type Mark, quotesOf, type Run, sharedDepth } from "./styled-run.ts";

/** Where runs are written one after another, with the spaces between blocks and the indentation of lists. */
export interface Page {
  readonly runs: readonly Run[];
  write(text: string, marks: readonly Mark[]): void;
  /** So many line ends, at least, before what is written next. `keep`: no part ends there. */
  gap(lines: number, keep?: boolean): void;
  /** What `body` writes begins with `bullet`; its other lines are indented by `indentation` more. */
  item(bullet: string, indentation: string, marks: readonly Mark[], body: () => void): void;
}

export function createPage(): Page {
  const runs: Run[] = [];
  let lines = 0;
  let kept = false;
  let indentation = "";
  let bullet: string | undefined;
  let fresh = true;

  function push(text: string, marks: readonly Mark[], keep = false) {
    const last = runs.at(-1);
    const same = last !== undefined && last.marks.length === marks.length && sharedDepth(last.marks, marks) === marks.length;
    if (same && !keep && !last.keep) runs[runs.length - 1] = { text: last.text + text, marks };
    else if (text !== "") runs.push({ text, marks, ...(keep ? { keep } : {}) });
  }

  function begin(marks: readonly Mark[]) {
    const last = runs.at(-1);
    if (last && lines > 0) push("\n".repeat(lines), last.marks.slice(0, sharedDepth(quotesOf(last.marks), quotesOf(marks))), kept);
    if (fresh) push(bullet ?? (marks.some(({ kind }) => kind === "fence") ? "" : indentation), quotesOf(marks));
    lines = 0;
    kept = false;
    fresh = false;
    bullet = undefined;
  }

  function gap(count: number, keep = false) {
    if (bullet !== undefined) return;
    lines = Math.max(lines, count);
    kept ||= keep;
    fresh = true;
  }

  return {
    runs,
    gap,
    write(text, marks) {
      const verbatim = marks.some(({ kind }) => kind === "fence");
      if (verbatim && bullet !== undefined) {
        begin(quotesOf(marks));
        gap(1);
      }
      if (text === "") return;
      begin(marks);
      push(verbatim || indentation === "" ? text : text.replaceAll("\n", `\n${indentation}`), marks);
    },
    item(mark, indent, marks, body) {
      const outer = indentation;
      bullet = `${bullet ?? outer}${mark}`;
      indentation = outer + indent;
      body();
      if (bullet !== undefined) begin(quotesOf(marks));
      indentation = outer;
    },
  };
}
