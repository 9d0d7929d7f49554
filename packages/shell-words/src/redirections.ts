import type { ParsedScript, Redirection, WordPart } from "unbash";
import { expandText, expandWord, quotedText } from "./expand-word.ts";
import { type KnownText, nothing, plain } from "./known-text.ts";
import { isPlain } from "./marks.ts";
import { openNumberOf } from "./open-files.ts";
import { hasRoom, type Place, type Stream } from "./reading.ts";
import type { ShellCommand } from "./shell-command.ts";
import { assignText } from "./variables.ts";

/** What redirections do to a command. */
export interface Redirected {
  readonly files: readonly string[];
  readonly redirections: ShellCommand["redirections"];
  /** What it reads instead; undefined where they say nothing about it. */
  readonly input: Stream | undefined;
  /** Where its output goes instead: files, and scripts in `>(…)`. Undefined: where it went before. */
  readonly output: { readonly file: string | undefined; readonly appends: boolean; readonly scripts: readonly ParsedScript[] } | undefined;
  /** Scripts in `>(…)` behind a number: they run now, whatever is written to them later. */
  readonly opened: readonly ParsedScript[];
  readonly decoded: boolean;
}

const stream = (content: KnownText | undefined, from?: number): Stream => ({ content, from, at: 0 });

/** Reads the redirections of a command; substitutions in them are read, too. */
export function readRedirections(list: readonly Redirection[], place: Place): Redirected {
  const files: string[] = [];
  const redirections: { operator: string; target: string }[] = [];
  let input: Stream | undefined;
  let output: Redirected["output"];
  let decoded = false;
  const begun: ParsedScript[] = [];
  const { open } = place.scope;
  /** A stream under a number: the input itself, or one for later. */
  const give = (number: number, given: Stream) => {
    if (number === 0) input = given;
    else open.set(number, { input: given });
  };
  for (const redirection of list) {
    const number = numberOf(redirection, place);
    if (redirection.type === "HereDoc") {
      give(number, stream(documentOf(redirection, place)));
      continue;
    }
    const { target } = redirection;
    if (target === undefined) continue;
    if (redirection.type === "HereString") {
      const text = expandText(target, place);
      give(number, stream({ ...text, text: `${text.text}\n` }));
      continue;
    }
    const { operator } = redirection;
    const offers = { given: [] as Stream[], taking: [] as ParsedScript[] };
    const found = expandWord(target, { ...place, offers });
    decoded ||= found.decoded;
    for (const field of found.fields) redirections.push({ operator, target: field });
    const name = found.fields.join(" ");
    const isDescriptor = operator.endsWith("&") && /^(\d*-?)$/.test(name);
    const isProcess = offers.given.length + offers.taking.length > 0;
    if (!isDescriptor && !isProcess) files.push(...found.fields);
    const other = isDescriptor ? /^\d{1,4}/.exec(name)?.[0] : openNumberOf(name);
    const opened = other === undefined ? undefined : open.get(Number(other));
    const file = isDescriptor || isProcess || !isPlain(name) ? undefined : name;
    if (operator.startsWith("<") && number === 0) {
      if (!isDescriptor || opened?.input !== undefined) input = opened?.input ?? offers.given[0] ?? stream(place.reading.written.get(name));
    } else if (operator.startsWith("<")) open.set(number, opened ?? { input: offers.given[0] ?? stream(place.reading.written.get(name)), file });
    else if (number > 2) {
      open.set(number, opened ?? { file, readers: offers.taking });
      begun.push(...offers.taking);
      if (file !== undefined && operator === ">") place.reading.written.set(file, nothing);
    } else if (number === 2 && offers.taking.length > 0) begun.push(...offers.taking);
    else if ((number === 1 || operator.startsWith("&")) && !/^\/dev\/(stdout|fd\/1)$/.test(name) && !(isDescriptor && name === "1"))
      output =
        opened === undefined
          ? { file, appends: operator.includes(">>"), scripts: offers.taking }
          : { file: opened.file, appends: true, scripts: opened.readers ?? [] };
  }
  return { files, redirections, input, output, opened: begun, decoded };
}

/** Of which number it speaks; `{name}` is given the next one that is free. */
function numberOf(redirection: Redirection, { scope }: Place): number {
  const { descriptor, operator } = redirection;
  if (descriptor?.type === "FileDescriptor") return descriptor.value;
  if (descriptor === undefined) return operator.startsWith("<") ? 0 : 1;
  const known = scope.variables.get(descriptor.name)?.elements.get("0");
  const number = known !== undefined && scope.open.has(Number(known)) ? Number(known) : 10 + scope.open.size;
  assignText(scope, descriptor.name, plain(String(number)));
  return number;
}

function documentOf(document: Extract<Redirection, { type: "HereDoc" }>, place: Place): KnownText {
  const { body, delimiter, operator } = document;
  if (!hasRoom(place.reading, body.text.length)) return plain("");
  const straight = (text: string) => (operator === "<<-" ? text.replace(/^\t+/gm, "") : text);
  if (delimiter?.quoted === true) return plain(straight(body.text));
  const parts = body.parts as readonly WordPart[] | undefined;
  if (parts === undefined) return plain(straight(body.text).replace(/\\([$`\\])|\\\n/g, (_, char?: string) => char ?? ""));
  const value = quotedText(parts, place);
  return { ...value, text: straight(value.text) };
}
