import { unknown } from "@instar/shell-words";
import type { CallPlace } from "./call.ts";
import type { Effects } from "./effects.ts";
import { unescaped } from "./unescaped.ts";

/** Texts and names beside one another, as awk puts them together. */
const joinedText = String.raw`(?:(?:"(?:[^"\\]|\\.){0,500}"|\$?(?<!\w)\w{1,40}(?!\w)|\([^()"]{0,100}\))[ \t]*){1,12}`;

/** What awk runs behind `|`, and writes behind `>`. */
export function noteAwk(code: string, place: CallPlace, effects: Effects): void {
  const known = new Map<string, string>(Object.entries(place.variables));
  for (const [, name = "", value = ""] of code.matchAll(new RegExp(`\\b([A-Za-z_]\\w{0,40})\\s*=(?!=)\\s*(${joinedText})`, "g")))
    known.set(name, textOf(value, known));
  for (const [, told = ""] of code.matchAll(new RegExp(`(${joinedText})\\|&?\\s*getline`, "g")))
    effects.lines.push({ via: "awk |", text: textOf(told, known) });
  for (const match of code.matchAll(new RegExp(`\\bprintf?\\b([^|;}\\n]{0,600}?)\\|&?\\s*(${joinedText})`, "g"))) {
    const program = textOf(match[2] ?? "", known);
    effects.lines.push({ via: "awk |", text: program });
    if (/^\s*(?:\/\S*\/)?(?:ba|z|da|k)?sh\b/.test(program)) {
      const text = textOf(match[1] ?? "", known);
      if (text.replaceAll(unknown, "").trim() !== "") effects.lines.push({ via: "awk | sh", text });
      if (text.trim() === "" || text.startsWith(unknown)) effects.hides ??= "lines that it hands to a shell";
    }
  }
  for (const match of code.matchAll(new RegExp(`\\bprintf?\\b[^|;}\\n>]{0,600}?(>>?)\\s*(${joinedText})`, "g"))) {
    const file = textOf(match[2] ?? "", known);
    if (/[/.~]/.test(file)) effects.deeds.push({ does: match[1] === ">>" ? "append" : "overwrite", deep: false, word: file, via: "awk >" });
  }
}

function textOf(told: string, known: ReadonlyMap<string, string>): string {
  return [...told.matchAll(/"((?:[^"\\]|\\.){0,500})"|(\$?\w{1,40})|\([^()"]{0,100}\)/g)]
    .map(([, text, name]) =>
      text !== undefined ? unescaped(text) : name !== undefined && known.has(name) ? (known.get(name) ?? "") : name === "ENVIRON" ? "" : unknown,
    )
    .join("");
}

/** With the texts in the place of each `sprintf` of texts and numbers: `sprintf("%c%c", 114, 109)` is `"rm"`. */
export const withFormats = (code: string): string =>
  code.replace(
    /\bsprintf\s*\(\s*"((?:[^"\\]|\\.){0,500})"((?:\s*,\s*(?:\d{1,9}|"(?:[^"\\]|\\.){0,500}")){0,60})\s*\)/g,
    (_, format: string, listed: string) => {
      const values = [...listed.matchAll(/(\d+)|"((?:[^"\\]|\\.)*)"/g)];
      let at = 0;
      const text = format.replace(/%([csdi%])/g, (_, kind: string) => {
        if (kind === "%") return "%";
        const [, number, said] = values[at++] ?? [];
        return number === undefined ? (said ?? "") : kind === "c" ? String.fromCharCode(Number(number) & 0xffff) : number;
      });
      return `"${text}"`;
    },
  );
