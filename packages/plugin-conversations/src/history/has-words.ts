import type { Said } from "./history-contract.ts";

const isPlain = /^[ -~\s]*$/;
const folded = (text: string) => (isPlain.test(text) ? text : text.normalize("NFKD").replace(/\p{M}/gu, "")).toLowerCase();

/** Whether something that was said has all these words; nothing has none. */
export function hasWords(words: string): (said: Pick<Said, "text" | "files">) => boolean {
  const wanted = folded(words)
    .split(/\s+/)
    .filter((word) => word !== "");
  return ({ text, files }) => {
    if (wanted.length === 0) return false;
    const all = folded([text, ...files.map(({ name }) => name)].join("\n"));
    return wanted.every((word) => all.includes(word));
  };
}
