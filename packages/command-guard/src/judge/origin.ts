import { type ShellCommand, unknown } from "@instar/shell-words";
import { programName } from "../program-name.ts";
import { isSecret } from "../targets/names.ts";

/** Where the input of a command comes from, as far as the line says. */
export interface Origin {
  /** The commands whose output it is, the nearest first. */
  readonly chain: readonly ShellCommand[];
  /** The commands whose output became part of its words. */
  readonly captured: readonly ShellCommand[];
  /** What other commands of the line fetched from the network into files. */
  readonly fetched: readonly string[];
  /** What the line wrote into files before, where it says so. */
  readonly written: ReadonlyMap<string, string>;
  /** Programs that the line gave another name before, by that name. */
  readonly copied: ReadonlyMap<string, string>;
  /** What it says becomes variables of the shell, and is not shown. */
  readonly exported?: boolean;
}

/** Of what stands alone. */
export const noOrigin: Origin = { chain: [], captured: [], fetched: [], written: new Map(), copied: new Map(), exported: false };

const fetchers = new Set("curl wget fetch http https xh aria2c lynx w3m nc ncat netcat socat ftp sftp scp axel httpie telnet".split(" "));

/** Goes back from each command of a line to what it reads. To be asked for one after the other, in order. */
export function createOrigins(commands: readonly ShellCommand[]): (index: number) => Origin {
  let fetched: readonly string[] = [];
  let written: ReadonlyMap<string, string> = new Map();
  let copied: ReadonlyMap<string, string> = new Map();
  let passed = 0;
  return (index) => {
    for (; passed < index; passed++) {
      const command = commands[passed] as ShellCommand;
      if (isFetching(command)) fetched = [...fetched, ...savedBy(command)].slice(-most);
      written = withWritten(written, command);
      copied = withCopied(copied, command);
    }
    return { chain: chainOf(index, commands), captured: capturedBy(index, commands), fetched, written, copied, exported: isExported(index, commands) };
  };
}

/** How many files that were fetched, or commands that were captured, are remembered. */
const most = 64;

/** `export $(grep -v '^#' .env)` */
function isExported(index: number, commands: readonly ShellCommand[]): boolean {
  if (commands[index]?.captured !== true) return false;
  const user = commands.slice(index + 1, index + 8).find(({ captured, words }) => !captured || programName(words) === "export");
  return user !== undefined && programName(user.words) === "export";
}

function chainOf(index: number, commands: readonly ShellCommand[]): readonly ShellCommand[] {
  const chain: ShellCommand[] = [];
  let at = commands[index]?.reads;
  while (at !== undefined && chain.length < 32) {
    const source = commands[at];
    if (source === undefined || chain.includes(source)) break;
    chain.push(source);
    at = source.reads;
  }
  return chain;
}

function capturedBy(index: number, commands: readonly ShellCommand[]): readonly ShellCommand[] {
  const captured: ShellCommand[] = [];
  const own = commands[index];
  // A substitution within another: what comes right before it, with what that reads.
  if (
    own?.captured === true &&
    index > 0 &&
    (own.reads !== index - 1 || /^(source|\.)$/.test(programName(own.words))) &&
    own.words.some((word) => word.includes(unknown))
  )
    return [commands[index - 1] as ShellCommand, ...chainOf(index - 1, commands)];
  if (own?.captured === false)
    for (let before = index - 1; before >= 0 && captured.length < most && commands[before]?.captured === true; before--)
      captured.push(commands[before] as ShellCommand);
  return captured;
}

/** `cp /bin/rm ./tidy`, `ln -s /bin/rm tidy`. */
function withCopied(known: ReadonlyMap<string, string>, { words }: ShellCommand): ReadonlyMap<string, string> {
  if (!/^(cp|ln|install|mv|link)$/.test(programName(words)) || known.size >= most) return known;
  const [from = "", to = "", ...more] = words.slice(1).filter((word) => !word.startsWith("-"));
  return more.length > 0 || !/^\/(usr\/)?(local\/)?s?bin\//.test(from) ? known : new Map([...known, [to.replace(/^\.\//, ""), from]]);
}

function withWritten(known: ReadonlyMap<string, string>, { words, redirections, input }: ShellCommand): ReadonlyMap<string, string> {
  const name = programName(words);
  const said =
    name === "echo" || name === "printf"
      ? words
          .slice(1)
          .filter((word) => !/^-[neE]+$/.test(word))
          .join(" ")
          .replaceAll("\\n", "\n")
      : name === "cat" || name === "tee"
        ? input
        : undefined;
  if (said === undefined || known.size >= most) return known;
  const files = [
    ...redirections.filter(({ operator }) => operator.includes(">")).map(({ target }) => target),
    ...(name === "tee" ? words.slice(1).filter((word) => !word.startsWith("-")) : []),
  ].slice(0, most);
  if (files.length === 0) return known;
  const out = new Map(known);
  for (const file of files) {
    const key = file.replace(/^\.\//, "");
    out.set(key, `${out.get(key) ?? ""}${said}\n`);
  }
  return out;
}

const savedBy = ({ words, redirections }: ShellCommand): readonly string[] => {
  const named = words.flatMap((word, index) =>
    /^(-\w*[oO]|--output|--output-document|--out)$/.test(words[index - 1] ?? "")
      ? [word]
      : /^--output(-document)?=/.test(word)
        ? [word.replace(/^[^=]*=/, "")]
        : [],
  );
  const remote =
    words.some((word) => /^-\w*O\w*$|^--remote-name/.test(word)) || programName(words) === "wget"
      ? words.filter((word) => /^(https?|ftp):|^[\w-]+(\.[\w-]+)+\//.test(word)).map((word) => word.replace(/[?#].*$/, "").replace(/^.*\//, ""))
      : [];
  return [...named, ...remote, ...redirections.filter(({ operator }) => operator.includes(">")).map(({ target }) => target)].filter((word) => word !== "");
};

/** Whether a command brings something from the network. */
export const isFetching = ({ words }: ShellCommand): boolean =>
  words.some((word, index) => (index < 6 ? fetchers.has(programName([word])) : false)) &&
  !/^(echo|printf|which|man|apt|apt-get|brew|dnf|yum|apk|command|type|grep|git)$/.test(programName(words));

/** Whether what a command says is secret: the environment as a whole, or a file that holds some. */
export function isTelling({ words, files }: ShellCommand): boolean {
  const name = programName(words);
  if ((name === "env" || name === "printenv" || name === "set" || name === "export") && words.length <= 2) return true;
  return (
    /^(cat|tar|zip|gzip|base64|head|tail|xxd|openssl|gpg|bat|less|tac|strings|dd|jq|grep|sed|awk)$/.test(name) &&
    [...words.slice(1), ...files].some((word) => isSecret(word.replace(/^[@<]/, "")) || /(^|\/)\.(ssh|aws|gnupg)(\/|$)/.test(word))
  );
}
