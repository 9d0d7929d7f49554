import { gitWords, type Program, type ShellCommand } from "@instar/shell-words";
import { mentionedPlace } from "./mention.ts";
import { firstOf, reaches, type ShellRefusal } from "./shell-refusal.ts";

/** The files that a patch changes which the line carries itself. */
export function judgePatch({ input }: ShellCommand, { name, args }: Program): ShellRefusal | undefined {
  if (input === undefined || !(name === "patch" || (name === "git" && gitWords(args).some((word) => /^(apply|am)$/.test(word))))) return undefined;
  const heads = input.slice(0, 200_000).match(/^(?:---|\+\+\+|\*\*\*|diff --git|Index:|(?:rename|copy) (?:from|to)) [^\n]{1,400}$/gm) ?? [];
  return firstOf(heads, (line) => reaches(mentionedPlace(line.replace(/\b[abciow]\//g, " "))));
}
