/** One thing that Telegram shows over a stretch of text. The same object in neighbouring runs is one stretch: one tag, one entity. */
export type Mark =
  | { readonly kind: "bold" | "italic" | "strikethrough" | "code" }
  | { readonly kind: "quote"; readonly expandable: boolean }
  | { readonly kind: "link"; readonly target: string }
  | { readonly kind: "fence"; readonly language?: string };

export interface Run {
  readonly text: string;
  /** Outermost first. */
  readonly marks: readonly Mark[];
  /** A part does not end here: what comes next belongs to what came before. */
  readonly keep?: true;
}

export const has = (marks: readonly Mark[], kind: Mark["kind"]): boolean => marks.some((mark) => mark.kind === kind);

/** Telegram keeps code free of everything but the quote around it. */
export const quotesOf = (marks: readonly Mark[]): readonly Mark[] => marks.filter(({ kind }) => kind === "quote");

/** How many marks two runs share, from the outside in. */
export function sharedDepth(before: readonly Mark[], after: readonly Mark[]): number {
  let depth = 0;
  while (depth < before.length && before[depth] === after[depth]) depth++;
  return depth;
}
