import type { ToolCall } from "@instar/kernel";
import { programOf, type ShellCommand, unknown } from "@instar/shell-words";

/** Words that a tool call would send to somebody. */
export interface Sending {
  /** `owner`: over the house's own channels. `outside`: to others, or to a server that is not this machine. */
  readonly to: "owner" | "outside";
  /** What can be known of it before it is sent. */
  readonly text: string;
}

const mostText = 20_000;

/** Programs whose whole purpose is to send. */
const senders = new Set([
  "mail",
  "mailx",
  "mutt",
  "neomutt",
  "sendmail",
  "msmtp",
  "swaks",
  "sendemail",
  "himalaya",
  "toot",
  "twurl",
  "tweet",
  "slackcat",
  "telegram-send",
  "signal-cli",
  "imsg",
]);

/** Sending by the words after a program's name: each list must stand in the arguments, in order. */
const sendingWords: Readonly<Record<string, readonly RegExp[]>> = {
  gh: [
    /^(?:issue|pr) (?:comment|create|review|close|edit)\b/,
    /^(?:release|gist|discussion) create\b/,
    /^api\b.*(?: -X ?(?:POST|PUT|PATCH)| --method[= ](?:POST|PUT|PATCH)| -[fF] | --(?:raw-)?field| --input)/,
  ],
  glab: [/^(?:issue|mr) (?:note|create|update|close)\b/, /^(?:release|snippet) create\b/],
  git: [/^send-email\b/],
  aws: [/^(?:ses|sesv2) send-/, /^sns publish\b/],
  slack: [/^chat send\b/, /^(?:file|message) /],
};

/** Scripts are named after what they do: `telegram-reply.sh`, `send-email`, `post_message.py`. */
const sendingName =
  /(?:^|[-_])(?:reply|send|post|tweet|notify)(?:[-_](?:email|e-mail|mail|message|msg|sms|slack|telegram|tweet|comment|reply))?(?:\.(?:sh|bash|py|js|mjs|ts|rb))?$/;
const notSending = new Set(["notify-send", "git-send-pack"]);

const isLoopback = (host: string): boolean => /^(?:localhost|(?:.+\.)?localhost|127(?:\.\d+){3}|0\.0\.0\.0|\[?::1\]?)$/i.test(host);

/** What a word of a command line leads to, as far as it is an address; undefined when it is none. */
function leadsOut(word: string): boolean | undefined {
  if (word.startsWith("-")) return undefined;
  if (word.startsWith(unknown)) return /^[^\s]*\/|^.$/u.test(word) ? true : undefined;
  const host =
    /^(?:https?:\/\/)(?:[^/@\s]*@)?(\[[^\]]*\]|[^/:?#\s]+)/i.exec(word)?.[1] ??
    /^((?:[\w-]+\.)+[a-z]{2,}|localhost|127(?:\.\d+){3})(?::\d+)?(?:\/\S*)?$/i.exec(word)?.[1];
  return host === undefined ? undefined : !isLoopback(host);
}

const curlBody = /^(?:-d|--data(?:-\w+)?|--json|-F|--form(?:-string)?|-T|--upload-file)(?:=|$)/;
const curlShortBody = /^-[a-zA-Z]*[dFT]$|^-[dFT]./;
const changing = /^(?:POST|PUT|PATCH)$/i;

/** Whether `curl`, `wget` or HTTPie is told to change something, and where. Undefined: it only gets. */
function sendsByHttp(name: string, args: readonly string[]): boolean | undefined {
  const after = (flags: RegExp) =>
    args.some((word, at) => (flags.test(word) && changing.test(args[at + 1] ?? "")) || changing.test(word.replace(/^(?:--request=|--method=|-X)/, "")));
  const sends =
    name === "curl"
      ? after(/^(?:-[a-zA-Z]*X|--request)$/) || args.some((word) => curlBody.test(word) || curlShortBody.test(word))
      : name === "wget"
        ? args.some((word) => /^--(?:post|body)-(?:data|file)/.test(word)) || after(/^--method$/)
        : args.some((word) => changing.test(word));
  if (!sends) return undefined;
  const targets = args.flatMap((word) => leadsOut(word) ?? []);
  return targets.length === 0 || targets.some((out) => out);
}

/** Texts in a body: those of a JSON document, or the body itself. */
function textsIn(body: string): readonly string[] {
  if (!/^\s*[{[]/.test(body)) return [body];
  try {
    return textsOf(JSON.parse(body));
  } catch {
    // Not JSON after all, or only a part of it is known.
    return [body];
  }
}

function textsOf(value: unknown): readonly string[] {
  const found: string[] = [];
  const open: unknown[] = [value];
  for (let next = open.pop(); next !== undefined && found.length < 1_000; next = open.pop()) {
    if (typeof next === "string") found.push(next);
    else if (typeof next === "object" && next !== null) open.push(...Object.values(next).reverse());
  }
  return found;
}

function shellSending(commands: readonly ShellCommand[]): Sending | undefined {
  let piped: readonly string[] = [];
  for (const command of commands) {
    const program = programOf(command.words);
    const to = program && destination(program.name, program.args);
    const said = [...(command.input === undefined ? [] : [command.input]), ...(program?.args ?? [])];
    if (to !== undefined) return { to, text: [...piped, ...said].flatMap(textsIn).join("\n").slice(0, mostText) };
    piped = command.piped ? [...piped, ...said] : [];
  }
  return undefined;
}

function destination(name: string, args: readonly string[]): Sending["to"] | undefined {
  const line = args.join(" ").slice(0, 2_000);
  if (name === "instar" || (name === "npx" && args[0] === "instar")) return /^(?:instar )?\w+ (?:reply|send|tell)\b/.test(line) ? "owner" : undefined;
  if (name === "curl" || name === "wget" || name === "http" || name === "https" || name === "xh") {
    const out = sendsByHttp(name, args);
    if (out === undefined) return undefined;
    // The house's own API is on loopback; what is sent to its channels is read by people.
    return out ? "outside" : /\/(?:reply|send|messages?|tell)\b/.test(line) ? "owner" : undefined;
  }
  if (senders.has(name) || (Object.hasOwn(sendingWords, name) && sendingWords[name]?.some((words) => words.test(line)))) return "outside";
  const script = /^(?:ba|z|da)?sh$|^(?:node|python3?|ruby)$/.test(name)
    ? (args
        .find((word) => !word.startsWith("-"))
        ?.split("/")
        .at(-1) ?? "")
    : name;
  return sendingName.test(script) && !notSending.has(script) ? (/telegram|imessage|reply/.test(script) ? "owner" : "outside") : undefined;
}

const wordsOf = (name: string): readonly string[] =>
  name
    .replace(/([a-z\d])([A-Z])/g, "$1 $2")
    .toLowerCase()
    .split(/[^a-z\d]+/);
const sendingVerbs = new Set(["send", "post", "publish", "reply", "comment", "tweet", "share", "invite", "announce", "broadcast", "notify", "email"]);
const readingVerbs = new Set(["get", "list", "read", "search", "find", "fetch", "query", "view", "show", "count", "delete", "remove"]);
const made = new Set(["comment", "issue", "message", "post", "pull", "review", "gist", "release", "discussion", "thread", "tweet", "email"]);

/** Whether a tool is named after sending something to somebody: `send_mail`, `createIssue`, `add_comment`. */
function namedForSending(tool: string): boolean {
  const words = wordsOf(tool);
  if (words.some((word) => readingVerbs.has(word))) return false;
  return words.some((word) => sendingVerbs.has(word)) || (words.some((word) => word === "create" || word === "add") && words.some((word) => made.has(word)));
}

/** What a call would send to somebody, if it is one that sends. Pure. `commands`: those of its line; `isOwnServer`: whether a server of tools is the house's. */
export function readSending({ action, input }: ToolCall, commands: readonly ShellCommand[], isOwnServer: (name: string) => boolean): Sending | undefined {
  if (action.kind === "shell") return shellSending(commands);
  if (action.kind === "mcp" && namedForSending(action.tool))
    return { to: isOwnServer(action.server) ? "owner" : "outside", text: textsOf(input).join("\n").slice(0, mostText) };
  return undefined;
}
