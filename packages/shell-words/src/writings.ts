import { type KnownText, nothing } from "./known-text.ts";
import { isPlain, unknown } from "./marks.ts";
import type { Place } from "./reading.ts";
import type { Redirected } from "./redirections.ts";

/** Tells with `tee` what goes into its files. */
export function noteTee(words: readonly string[], output: KnownText, at: number, place: Place): void {
  const appends = words.some((word) => /^(-\w*a|--append)/.test(word));
  const files = words.slice(words.indexOf("tee") + 1).filter((word) => !word.startsWith("-") && isPlain(word));
  for (const file of files.slice(0, 16)) noteWriting(place, at, file, output, appends);
}

/** Tells with a command of the list what it wrote. */
export function noteWriting({ reading: { out } }: Place, at: number, file: string, { text }: KnownText, appends: boolean): void {
  const command = out[at];
  if (command === undefined || text === unknown) return;
  out[at] = { ...command, writes: [...(command.writes ?? []), { file, text, appends }] };
}

/** What goes into a file goes nowhere else, and is remembered. */
export function written(output: KnownText, { output: to, redirections }: Redirected, place: Place, at: number): KnownText {
  const named = redirections.findLast(({ operator, target }) => operator.includes(">") && /\D/.test(target) && target !== unknown)?.target;
  if (to !== undefined && named !== undefined && to.scripts.length === 0) noteWriting(place, at, to.file ?? named, output, to.appends);
  if (to?.file === undefined) return nothing;
  const { reading } = place;
  const former = to.appends ? reading.written.get(to.file) : nothing;
  if (former !== undefined) reading.written.set(to.file, { text: former.text + output.text, decoded: former.decoded || output.decoded });
  return nothing;
}
