import { type Invocation, valuesOf } from "./invocation.ts";
import { isClient } from "./sql-clients.ts";
import { statementsOf } from "./statements.ts";

const options: Readonly<Record<string, string>> = {
  psql: "-c|--command",
  mysql: "-e|--execute",
  mariadb: "-e|--execute",
  mongosh: "--eval",
  mongo: "--eval",
  ansible: "-a|--args",
};

const most = 131_072;
const speaking = /^(redis|valkey|keydb)-cli$/;

/** The texts that a program is given for a database, as they are: as arguments, as its input, in files that the line wrote. */
export function givenTexts(call: Invocation, input: string | undefined, writtenIn: (file: string) => string | undefined): readonly string[] {
  if (!isClient(call.name)) return [];
  const known = Object.hasOwn(options, call.name) ? options[call.name] : undefined;
  const named = known === undefined ? [] : valuesOf(call, known);
  const long = call.args.filter((word) => /\s|\(/.test(word) || /^--?\w+=.*\s/.test(word)).map((word) => word.replace(/^--?[\w-]+=/, ""));
  const texts = [...new Set([...named, ...long, ...(input === undefined ? [] : [input])])].map((text) => text.slice(0, most));
  return [...texts, ...filesOf(call.args, texts, writtenIn)];
}

const reading = /(?:^|[\s;'"])(?:\\ir?|\\include|\.read|\\\.|source|SOURCE)\s+['"]?([^\s'";]{1,300})/g;

/** What the line wrote into files that a client is told to run. */
function filesOf(args: readonly string[], texts: readonly string[], writtenIn: (file: string) => string | undefined): readonly string[] {
  const read = texts.flatMap((text) => [...text.matchAll(reading)].map(([, file = ""]) => file));
  const names = [...args.flatMap((word) => [word, word.replace(/^(?:--?[\w-]+=|@|-[a-zA-Z])/, "")]), ...read];
  return [...new Set(names)].flatMap((name) => writtenIn(name) ?? []).map((text) => text.slice(0, most));
}

/** The statements that a program is given as text: for a database, one by one, without comments and quoted texts. */
export function textsOf(call: Invocation, input: string | undefined, writtenIn: (file: string) => string | undefined): readonly string[] {
  const texts = givenTexts(call, input, writtenIn);
  if (speaking.test(call.name)) return [call.plain.join(" "), ...texts.flatMap((text) => text.split("\n"))];
  return /^mongo/.test(call.name) ? texts.flatMap((text) => [text, withNames(text)]) : texts.flatMap(statementsOf);
}

/** With the names of calls that are put together in brackets as they would be written: `db["drop" + "Database"]()`. */
const withNames = (text: string): string => text.replace(/(["'`])\s*\+\s*["'`]/g, "").replace(/\[\s*["'`](\w{1,60})["'`]\s*\]/g, ".$1");
