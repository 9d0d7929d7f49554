import type { Json, ToolCall } from "@instar/kernel";
import { wordsOfName } from "./judge-tool-name.ts";

const shellWords = new Set(["bash", "sh", "zsh", "fish", "shell", "terminal", "console", "exec", "execute", "powershell", "cmd", "command", "commands", "ssh"]);
const lineFields = ["command", "cmd", "script", "command_line", "commandLine", "commands", "code", "input", "text"];
const wordFields = ["args", "argv", "arguments"];

const quoted = (word: string) => (/^[\w./:=@%+,-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`);

/** A line as it is, a list of words as one command. */
function asLine(value: Json | undefined): string {
  if (typeof value === "string") return value;
  return Array.isArray(value) ? value.flatMap((word) => (typeof word === "string" ? [quoted(word)] : [])).join(" ") : "";
}

/** The lines of shell that a tool is given that says by its name that it is a shell: `run_command`, `terminal`, `ssh_exec`. */
export function carriedCommands(tool: string, input: ToolCall["input"]): readonly string[] {
  if (!wordsOfName(tool).some((word) => shellWords.has(word))) return [];
  const lineOf = (fields: readonly string[]) => fields.map((field) => asLine(input[field])).find((line) => line.trim() !== "");
  const line = lineOf(lineFields);
  const words = lineOf(wordFields);
  // A program and what it is told may come apart.
  return line === undefined ? (words === undefined ? [] : [words]) : words === undefined ? [line] : [`${line} ${words}`, line];
}
