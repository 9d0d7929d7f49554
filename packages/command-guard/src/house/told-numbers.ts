import { isUnclear, type Program, programOf, readers, readShell, type ShellCommand, searchers, shells, speakers } from "@instar/shell-words";
import { lineOfShell } from "./given-lines.ts";
import { isPrinting, leavingAlone } from "./path-words.ts";

/** What only shows processes, or does nothing to them with their numbers, beside the readers of files. */
const looking = new Set(
  "ps top htop btop lsof pmap pwdx pgrep pidof pstree pidstat procs ss netstat vmstat readlink date sleep wait exit return true false : export local declare typeset readonly unset set read mapfile if while until case select let shift curl wget mkdir cp mv rm touch paste comm tee dirname basename uname uptime free seq xargs".split(
    " ",
  ),
);

/** Whether a program may do more with the number of a process than to show what it is. */
export function mayEnd(program: Program): boolean {
  const { name } = program;
  if (isUnclear(name)) return true;
  if (shells.has(name)) {
    const script = lineOfShell(program);
    const commands = script === undefined ? undefined : readShell(script.line, {});
    return commands === undefined || commands.some((command) => mayEndIn(command));
  }
  const isKnown =
    [readers, searchers, speakers, leavingAlone, looking].some((list) => list.has(name)) && !/^(node|tsx|ts-node|ts-node-esm|bun|deno|npx)$/.test(name);
  return !isKnown && !isPrinting(program);
}

const mayEndIn = ({ words, redirections }: ShellCommand): boolean => {
  const program = programOf(words);
  return (program !== undefined && mayEnd(program)) || redirections.some(({ operator, target }) => operator.includes(">") && /^\/(proc|sys)\//.test(target));
};

/** Whether a command is told something that can't be told before it runs, such as numbers of processes, and may end them. */
export const endsTold = (command: ShellCommand): boolean =>
  (programOf(command.words)?.more === true || [...command.words, ...command.redirections.map(({ target }) => target)].some(isUnclear)) && mayEndIn(command);
