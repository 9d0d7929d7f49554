import { type ShellCommand, unknown } from "@instar/shell-words";
import { programName } from "../program-name.ts";
import type { Scene } from "../scene.ts";
import { isSecret } from "../targets/names.ts";
import { isFetching } from "./fetching.ts";
import { noTraces, type Traces, withTraces } from "./traces.ts";
import { unpackedBy } from "./unpacking.ts";

/** Where the input of a command comes from, as far as the line says. */
export interface Origin {
  /** The commands whose output it is, the nearest first. */
  readonly chain: readonly ShellCommand[];
  /** The commands whose output became part of its words. */
  readonly captured: readonly ShellCommand[];
  /** What the line left behind before. */
  readonly traces: Traces;
  /** What it says becomes variables of the shell, and is not shown. */
  readonly exported?: boolean;
}

/** How many folders are remembered into which something was unpacked. */
const mostUnpacked = 16;

/** Of what stands alone. */
export const noOrigin: Origin = { chain: [], captured: [], traces: noTraces, exported: false };

/** Goes back from each command of a line to what it reads. To be asked for one after the other, in order. `folderOf`: where a command runs. */
export function createOrigins(
  commands: readonly ShellCommand[],
  { traces: before, ground }: Scene,
  folderOf: (command: ShellCommand) => string,
): (index: number) => Origin {
  let traces = before;
  let passed = 0;
  return (index) => {
    for (; passed < index; passed++) {
      const command = commands[passed] as ShellCommand;
      traces = withTraces(traces, command, folderOf(command), ground.files);
      const unpacked = unpackedBy(command, folderOf(command), chainOf(passed, commands).some(isFetching), traces.fetched);
      if (unpacked !== undefined) traces = { ...traces, unpacked: [...traces.unpacked, unpacked].slice(-mostUnpacked) };
    }
    return { chain: chainOf(index, commands), captured: capturedBy(index, commands), traces, exported: isExported(index, commands) };
  };
}

/** How many commands that were captured are remembered. */
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

/** Whether what a command says is secret: the environment as a whole, or a file that holds some. */
export function isTelling({ words, files }: ShellCommand): boolean {
  const name = programName(words);
  if ((name === "env" || name === "printenv" || name === "set" || name === "export") && words.length <= 2) return true;
  if (name === "git") return words.some((word) => isSecret(word.replace(/^[^:]*:/, "")));
  if (/^(gh|glab)$/.test(name)) return words[1] === "auth" && /^(token|status)$/.test(words[2] ?? "");
  return (
    /^(cat|tar|zip|gzip|base64|head|tail|xxd|openssl|gpg|bat|less|tac|strings|dd|jq|grep|sed|awk)$/.test(name) &&
    [...words.slice(1), ...files].some((word) => isSecret(word.replace(/^[@<]/, "")) || /(^|\/)\.(ssh|aws|gnupg)(\/|$)/.test(word))
  );
}
