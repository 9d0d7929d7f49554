import { readFileSync } from "node:fs";
import { join } from "node:path";
import { listFiles, root } from "../source-files.ts";

/** One fenced code block. The words after the language: `run`, `file=name`, `no-run="why it is not run here"`. */
export interface Block {
  readonly document: string;
  readonly line: number;
  readonly language: string;
  readonly run: boolean;
  readonly file?: string;
  /** Why a shell block isn't executed. */
  readonly noRun?: string;
  readonly text: string;
}

const page = /^(README|CONTRIBUTING)\.md$|^(packages|examples|templates)\/([^/]+\/)?README\.md$|^(docs|bench)\/.*\.md$/;

/** Every Markdown page that a reader meets, relative to the root. */
export const documents: readonly string[] = listFiles(".").filter((file) => page.test(file));

const fence = /^(?<indent>[ \t]*)(?<ticks>`{3,}|~{3,})(?<info>.*)$/;

export function parseBlocks(document: string, source: string): readonly Block[] {
  const blocks: Block[] = [];
  const lines = source.split("\n");
  for (let at = 0; at < lines.length; at += 1) {
    const opening = fence.exec(lines[at] ?? "")?.groups;
    if (!opening) continue;
    const { indent = "", ticks = "```", info = "" } = opening;
    const line = at + 1;
    const text: string[] = [];
    for (at += 1; at < lines.length && !(lines[at] ?? "").trim().startsWith(ticks); at += 1) text.push((lines[at] ?? "").replace(indent, ""));
    blocks.push({ document, line, text: `${text.join("\n")}\n`, ...parseInfo(info.trim()) });
  }
  return blocks;
}

function parseInfo(info: string): Pick<Block, "language" | "run" | "file" | "noRun"> {
  const [language = ""] = info.split(/\s+/);
  const file = /\bfile=(\S+)/.exec(info)?.[1];
  const noRun = /\bno-run(?:="([^"]*)")?/.exec(info);
  return {
    language,
    run: /\srun\b/.test(info.replace(/no-run(="[^"]*")?/, "")),
    ...(file === undefined ? {} : { file }),
    ...(noRun ? { noRun: noRun[1] ?? "" } : {}),
  };
}

export function readBlocks(document: string): readonly Block[] {
  return parseBlocks(document, readFileSync(join(root, document), "utf8"));
}
