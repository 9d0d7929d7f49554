import type { ParsedScript, Redirection, WordPart } from "unbash";
import { expandText, expandWord, quotedText } from "./expand-word.ts";
import { type KnownText, plain } from "./known-text.ts";
import { isPlain } from "./marks.ts";
import { hasRoom, type Place, type Stream } from "./reading.ts";
import type { ShellCommand } from "./shell-command.ts";

/** What redirections do to a command. */
export interface Redirected {
  readonly files: readonly string[];
  readonly redirections: ShellCommand["redirections"];
  /** What it reads instead; undefined where they say nothing about it. */
  readonly input: Stream | undefined;
  /** Where its output goes instead: files, and scripts in `>(…)`. Undefined: where it went before. */
  readonly output: { readonly file: string | undefined; readonly appends: boolean; readonly scripts: readonly ParsedScript[] } | undefined;
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
  for (const redirection of list) {
    if (redirection.type === "HereDoc") {
      input = stream(documentOf(redirection, place));
      continue;
    }
    const { target } = redirection;
    if (target === undefined) continue;
    if (redirection.type === "HereString") {
      const text = expandText(target, place);
      input = stream({ ...text, text: `${text.text}\n` });
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
    const number = redirection.descriptor?.type === "FileDescriptor" ? redirection.descriptor.value : operator.startsWith("<") ? 0 : 1;
    if (operator === "<" && number === 0) input = offers.given[0] ?? stream(place.reading.written.get(name));
    else if (operator === "<&" && number === 0 && isDescriptor) continue;
    else if (/>/.test(operator) && (number === 1 || operator.startsWith("&")) && !/^\/dev\/(stdout|fd\/1)$/.test(name) && !(isDescriptor && name === "1"))
      output = { file: isDescriptor || isProcess || !isPlain(name) ? undefined : name, appends: operator.includes(">>"), scripts: offers.taking };
  }
  return { files, redirections, input, output, decoded };
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
