import { readFileSync } from "node:fs";

/** An example of the specification: what is written, and the HTML that it means. */
export interface SpecExample {
  readonly number: number;
  readonly section: string;
  readonly markdown: string;
  readonly html: string;
}

function examplesIn(file: string): readonly SpecExample[] {
  const lines = readFileSync(new URL(`fixtures/${file}`, import.meta.url), "utf8")
    .trimEnd()
    .split("\n");
  return lines.map((line) => {
    const [number, section, markdown, html] = JSON.parse(line) as [number, string, string, string];
    return { number, section, markdown, html };
  });
}

export const specExamples = (): readonly SpecExample[] => [...examplesIn("commonmark-0.31.2.jsonl"), ...examplesIn("gfm-extensions.jsonl")];

/** The examples' links lead to places beside the page, which no message has: they become links into the world, on both sides. */
export function withWorldLinks({ markdown, html, ...rest }: SpecExample): SpecExample {
  const lead = (text: string) => text.replace(/(?<=href="|\](?:\(|:)\s*<?)\/(?=\w)/g, "https://example.org/");
  return { ...rest, markdown: lead(markdown), html: lead(html) };
}
