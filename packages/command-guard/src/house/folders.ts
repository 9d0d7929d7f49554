import { statSync } from "node:fs";
import { type ShellCommand, unknown } from "@instar/shell-words";

/** No system knows longer paths. */
const mostPath = 4_096;
/** Each folder is one in which all words are looked at. */
const mostFolders = 4;

/** Where the commands of a line may run: the folder that the line has come to and, where it may not have got there, those before it. */
export function followFolders(text: string, cwd: string): (command: ShellCommand) => readonly string[] {
  const mayStay = !isSure(text);
  let passed: readonly string[] = [cwd];
  return ({ known }) => {
    const here = known["PWD"] ?? cwd;
    if (here.includes(unknown) || here.length > mostPath) return passed;
    if (here === cwd && passed.length === 1) return passed;
    if (!mayStay || isFolder(here)) {
      passed = [...new Set([...passed, here])].slice(-mostFolders);
      return [here];
    }
    passed = [...new Set([...passed, here])].slice(-mostFolders);
    return passed;
  };
}

const moving = /(?<![\w./-])(cd|pushd)\s/g;
const movingOn = /(?<![\w./-])(cd|pushd)\s[^;\n|&]{0,400}(&&|\|\|\s{0,9}(\{[^}]{0,200}\b)?(exit|return|die|fail)\b)/g;

/** Whether nothing of the line runs when a change of the folder has failed. */
function isSure(text: string): boolean {
  if (/(^|[\s;])set\s+-\w{0,9}e/.test(text)) return true;
  return (text.match(moving)?.length ?? 0) <= (text.match(movingOn)?.length ?? 0);
}

function isFolder(path: string): boolean {
  try {
    return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
  } catch {
    // It is not ours to see.
    return false;
  }
}
