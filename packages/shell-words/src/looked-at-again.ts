import { parse, type WordPart } from "unbash";
import { quotedText } from "./expand-word.ts";
import { type KnownText, plain, untold } from "./known-text.ts";
import { mayGoOn, most, type Place } from "./reading.ts";

/** What a shell would put something in the place of. */
const expanding = /[$`]/;
/** Longer ones nobody writes. */
const mostText = 4_096;

/** The text of a value that a shell expands once more, as it does with a prompt: its variables and substitutions are read. */
export function expandAgain(text: string, place: Place): KnownText {
  if (!expanding.test(text) || place.depth >= most.depth || !mayGoOn(place.reading)) return plain(text);
  if (text.length > mostText) {
    place.reading.problems.add("It has a value that is too long to be looked at once more.");
    return untold;
  }
  const end = "the-end-of-it";
  const source = `: <<${end}\n${text}\n${end}\n`;
  const [statement] = parse(source).commands;
  const document = statement?.command.type === "Command" ? statement.command.suffix.find(({ type }) => type === "HereDoc") : undefined;
  if (document?.type !== "HereDoc") return plain(text);
  const value = quotedText((document.body.parts as readonly WordPart[] | undefined) ?? [], { ...place, source, depth: place.depth + 1 });
  return { ...value, text: value.text.replace(/\n$/, "") };
}

/** Reads what a shell would run to find an element: `a[$(…)]`, wherever it takes a text for arithmetic or for the name of a variable. */
export function readIndexes(text: string, place: Place): void {
  if (/^[^[]{0,4096}\w\[/.test(text)) expandAgain(text, place);
}
