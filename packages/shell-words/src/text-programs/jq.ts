import { type KnownText, plain } from "../known-text.ts";

const mostText = 4_096;

/** What `jq` says of texts and numbers that stand in its filter, or that it reads, put together and decoded. Undefined for every other filter. */
export function queried(args: readonly string[], given: KnownText): KnownText | undefined {
  const options = args.filter((word) => /^-[a-zA-Z]+$|^--(raw-output|null-input|raw-input|slurp|join-output)$/.test(word)).join(" ");
  const named = new Map<string, string>();
  const words: string[] = [];
  for (let at = 0; at < args.length; at++) {
    if (args[at] === "--arg") {
      named.set(args[at + 1] ?? "", args[at + 2] ?? "");
      at += 2;
    } else if (!(args[at] ?? "").startsWith("-")) words.push(args[at] ?? "");
  }
  const [filter = "", ...files] = words;
  if (files.length > 0 || filter.length > mostText || !/r|j|raw-output|join/.test(options)) return undefined;
  const isNew = /(^|\s)-[a-zA-Z]*n|--null-input/.test(options);
  const read = isNew ? undefined : /(^|\s)-[a-zA-Z]*R|--raw-input/.test(options) ? given.text.replace(/\n$/, "") : textOf(given.text.trim());
  const [path = "", ...after] = stagesOf(filter);
  const found = isNew || /(^|\s)-[a-zA-Z]*R|--raw-input/.test(options) ? undefined : textAt(given.text, path.trim());
  let value: string | undefined = found ?? read;
  let decoded = false;
  for (const stage of found === undefined ? [path, ...after] : after) {
    const [next, isDecoding] = stageOf(stage.trim(), value, named);
    if (next === undefined) return undefined;
    value = next;
    decoded ||= isDecoding;
  }
  return value === undefined ? undefined : { ...plain(`${value}\n`), decoded: decoded || given.decoded };
}

function textOf(json: string): string | undefined {
  try {
    const value: unknown = JSON.parse(json);
    return typeof value === "string" ? value : Array.isArray(value) ? JSON.stringify(value) : undefined;
  } catch {
    return undefined;
  }
}

/** The text at a path within what it reads: `.a.b[0]`. */
function textAt(json: string, path: string): string | undefined {
  if (!/^(?:\.[A-Za-z_]\w{0,60}|\.?\[\d{1,3}\]|\.?\["[^"\\]{1,60}"\]){1,8}$/.test(path) || json.length > mostText) return undefined;
  try {
    let value: unknown = JSON.parse(json);
    for (const [, name, key, at] of path.matchAll(/\.([A-Za-z_]\w*)|\["([^"]+)"\]|\[(\d+)\]/g)) {
      if (typeof value !== "object" || value === null) return undefined;
      value = Object.entries(value).find(([own]) => own === (name ?? key ?? at))?.[1];
    }
    return typeof value === "string" ? value : undefined;
  } catch {
    return undefined;
  }
}

/** The parts between `|`, outside of texts. */
const stagesOf = (filter: string): readonly string[] => filter.match(/(?:"(?:[^"\\]|\\.)*"|[^|"])+/g) ?? [];

function stageOf(stage: string, value: string | undefined, named: ReadonlyMap<string, string>): readonly [text: string | undefined, decoded: boolean] {
  if (stage === "." || stage === "@text" || stage === "tostring") return [value, false];
  if (value !== undefined && stage === "@base64d") return [Buffer.from(value, "base64").toString("utf8"), true];
  if (value !== undefined && stage === "@base32d") return [undefined, true];
  if (value !== undefined && stage === "ascii_downcase") return [value.toLowerCase(), true];
  if (value !== undefined && stage === "reverse") return [[...value].reverse().join(""), true];
  if (value !== undefined && stage === "implode" && /^\[[\d,\s]*\]$/.test(value)) return [lettersOf(value), true];
  if (value !== undefined && /^join\("([^"\\]*)"\)$/.test(stage)) return [joinedOf(value, stage.slice(6, -2)), false];
  if (/^\[[\d,\s]{1,2000}\]$/.test(stage)) return [stage, false];
  if (/^\[\s*"[\s\S]*"\s*\]$/.test(stage)) return [textOf(stage), false];
  const parts = stage.match(/"(?:[^"\\]|\\.)*"|\$\w+|\+|[^\s"$+]+/g) ?? [];
  const texts = parts
    .filter((part) => part !== "+")
    .map((part) => (part.startsWith("$") ? named.get(part.slice(1)) : part.startsWith('"') ? textOf(part) : undefined));
  return [texts.length === 0 || texts.includes(undefined) || parts.length !== texts.length * 2 - 1 ? undefined : texts.join(""), false];
}

const lettersOf = (list: string): string =>
  String.fromCodePoint(
    ...(list.match(/\d{1,6}/g) ?? [])
      .slice(0, 500)
      .map(Number)
      .filter((number) => number < 0xd800),
  );

function joinedOf(list: string, between: string): string | undefined {
  try {
    const value: unknown = JSON.parse(list);
    return Array.isArray(value) && value.every((one) => typeof one === "string") ? value.join(between) : undefined;
  } catch {
    return undefined;
  }
}
