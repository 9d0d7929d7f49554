import type { Call } from "./call.ts";
import type { Effects } from "./effects.ts";
import { unescaped } from "./unescaped.ts";
import { isKnown } from "./value.ts";

/** A shell that is told nothing to run: it reads that. */
const waiting = /^\s*(?:\/\S{0,40}\/)?(?:env\s+)?(?:ba|z|da|k)?sh(?:\s+(?:-[seux]+|-|wb?\+?|r\+))*\s*$/;
const writing = /^(?:write|writelines|communicate|end|fwrite|fputs|puts|print|send|sendline|write_all|write_string)$/;
const printing = /\b(?:print|printf|puts|say)\s*\(?\s*(?:\{?\$?\w{1,40}\}?\s+)?(?:"((?:[^"\\\n]|\\.){2,1000})"|'((?:[^'\\\n]|\\.){2,1000})')/g;

/** Remembers what a call writes to somebody: a file, a program. */
export function noteWritten({ name, args, named }: Call, effects: Effects): void {
  const told = [...(writing.test(name) ? args : []), ...(named["input"] === undefined ? [] : [named["input"]])];
  for (const value of told) if (isKnown(value) && effects.written.length < 64) effects.written.push(...value.texts.slice(0, 16));
}

/** Takes what code writes for lines, where it begins a shell that waits for them. */
export function noteFedShells(code: string, language: string, effects: Effects): void {
  const isWaiting =
    effects.lines.some(({ text }) => waiting.test(text)) || [...effects.runs, ...effects.built].some(({ words }) => waiting.test(words.join(" ")));
  if (!isWaiting) return;
  const printed = [...code.matchAll(printing)].slice(0, 32).map(([, one, other]) => unescaped(one ?? other ?? ""));
  for (const text of new Set([...effects.written, ...printed])) effects.lines.push({ via: `${language} | sh`, text });
}
