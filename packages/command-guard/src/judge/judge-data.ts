import { type ShellCommand, unknown } from "@instar/shell-words";
import { type Invocation, readInvocation } from "../invocation.ts";
import { programName } from "../program-name.ts";
import { isClient } from "../sql-clients.ts";
import { statementsOf } from "../statements.ts";
import { resolveTarget } from "../targets/target.ts";
import { givenTexts, textsOf } from "../texts.ts";
import { requestedTexts } from "../unwrap/requested-texts.ts";
import type { Look } from "./look.ts";
import { wholePath } from "./traces.ts";

/** The statements that a program is given for a database that outlives the line; and judges what those run in a shell, and what cannot be seen of them. */
export function judgeData(look: Look, call: Invocation): readonly string[] {
  const { name, command, origin, scene, say, add, looked } = look;
  const { written } = scene.traces;
  const writtenIn = (file: string) => (written.size === 0 ? undefined : written.get(wholePath(scene.folders[0] ?? "/", file)));
  const requested = requestedTexts(call, command.input, writtenIn);
  if (requested.length > 0) add(scene.book.judge({ call: readInvocation("inline code", []), acts: [], texts: requested.flatMap(statementsOf) }));
  if (/^(nc|ncat|netcat|telnet|socat)$/.test(name) && /^\s*(flush_?all|flushdb|shutdown)\b/im.test(command.input ?? "")) say("database.redis", looked);
  if (!isClient(name)) return [];
  judgeShellOuts(look, givenTexts(call, command.input, writtenIn));
  if (isOwn(look, call)) return textsOf(call, command.input, writtenIn).filter((text) => telling.test(text));
  const isUnseen = command.input === undefined || command.input.trim() === "" || command.input.includes(unknown);
  const sources = [...(isUnseen ? origin.chain : []), ...origin.captured];
  if (sources.some(isMaking)) say("database.generated", looked);
  if (/^(redis|valkey|keydb)-cli$/.test(name) && isManyKeys(call, origin.captured)) say("database.keys", looked);
  return textsOf(call, command.input, writtenIn);
}

/** What is read or run is no less so in a copy. */
const telling = /\b(?:password_value|encrypted_value|encryptedpassword|moz_logins|load_extension)\b/i;

const outs = [
  /\bprogram\s+'((?:[^'\n]|''){1,1000})'/gi,
  /(?:^|[;\n\s])\\(?:o|out|g|gx|w|write)\s*\|\s*([^\n]{1,1000})/g,
  /(?:^|\n)\s*\.(?:once|output|excel)\s+['"]?\|\s*([^\n'"]{1,1000})/g,
  /\bxp_cmdshell\s+N?'((?:[^'\n]|''){1,1000})'/gi,
];

/** Lines of shell that stand in texts for a database. */
function judgeShellOuts({ name, scene, judge }: Look, texts: readonly string[]): void {
  for (const text of texts) {
    for (const pattern of outs) for (const [, line = ""] of text.matchAll(pattern)) judge(line.replaceAll("''", "'"), `${name} program`);
    if ([...scene.traces.written.values()].includes(text) || text.endsWith("\n"))
      for (const [, line = ""] of text.matchAll(/^[ \t]*(?:\\!|\.shell|\.system|system)[ \t]+(.+)$/gm)) judge(line, `${name} \\!`);
  }
}

/** Whether the database is gone after the line, or was made by it: in memory, or a new file in a temporary folder. */
function isOwn({ name, scene }: Look, { plain, args }: Invocation): boolean {
  if (!/^(sqlite3?|duckdb|litecli)$/.test(name) || args.some((word) => /\battach\b|(^|\n)\s*\.(open|restore|clone)\b/i.test(word))) return false;
  const [file = ""] = plain;
  if (file === "" || file.startsWith(":memory:") || /^file:(:memory:|.*mode=memory)/.test(file)) return true;
  return !file.includes(unknown) && resolveTarget(file, scene.folders, scene.ground, true).kind === "own";
}

const taking = /\b(?:drop\s+(?:table|database|schema|view|index|keyspace|user|role|sequence|type|function|materialized)|truncate\b|delete\s+from)/i;

/** Whether a command says statements that take something away: not when it only looks for them or leaves them out. */
function isMaking({ words }: ShellCommand): boolean {
  const name = programName(words);
  if (words.includes("sqlflush") || (name === "pg_dump" && words.some((word) => /^(-c|--clean)$/.test(word)))) return true;
  if (/^(e|f|r)?grep$|^rg$/.test(name))
    return !words.some((word) => /^(-\w*v\w*|--invert-match)$/.test(word)) && words.some((word) => /^\W*(drop|truncate)\b/i.test(word));
  if (/^g?sed$/.test(name))
    return words.some((word) => /(?:^|;|\s)s([/|#,])(?:(?!\1).){0,400}\1(?:(?!\1).){0,400}\b(?:drop|truncate|delete from)\b/i.test(word));
  return !/^(echo|printf|cat|head|tail|less)$/.test(name) && words.some((word) => taking.test(word));
}

/** `redis-cli DEL` with keys that another one finds. */
function isManyKeys({ plain }: Invocation, captured: readonly ShellCommand[]): boolean {
  if (!/^(del|unlink)$/i.test(plain[0] ?? "")) return false;
  return plain.slice(1).some((word) => /[\uE000\uE001]/.test(word)) || captured.some(isFindingKeys);
}

/** Whether a command lists keys of a store. */
export const isFindingKeys = ({ words }: ShellCommand): boolean =>
  /^(redis|valkey|keydb)-cli$/.test(programName(words)) && words.some((word) => /^(--scan|keys|scan)$/i.test(word));

const forTests = /^(?:RAILS_ENV|RACK_ENV|NODE_ENV|APP_ENV|MIX_ENV|DJANGO_ENV|FLASK_ENV|CI_ENVIRONMENT|--env|--environment)=(?:test|testing|ci)$/;

/** Whether what a rule says is of a database that tests make for themselves. */
export function isForTests(rule: string, name: string, args: readonly string[], settings: ShellCommand["settings"]): boolean {
  if (!/^database\.(tasks|tools|rollback-all|orm|calls)$/.test(rule)) return false;
  if (/^(?:npm|pnpm|yarn|bun|composer|rake|just|make)$/.test(name) && args.some((word) => /[:_.-](?:help|dry|dry-run|plan|status|list|info|docs?)$/.test(word)))
    return true;
  const told = [...args, ...Object.entries(settings).map(([name, value]) => `${name}=${value}`)];
  return told.some((word, index) => forTests.test(word) || (/^(-e|--env|--environment)$/.test(told[index - 1] ?? "") && /^(test|testing)$/.test(word)));
}
