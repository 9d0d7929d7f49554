import { homedir, tmpdir } from "node:os";
import type { ToolCall } from "@instar/kernel";
import { readShell, type ShellCommand, usualVariables } from "@instar/shell-words";

/** The simple commands of a call's line; none where it has no line, or one that is not understood. */
export const shellCommands = ({ action, cwd }: Pick<ToolCall, "action" | "cwd">): readonly ShellCommand[] =>
  action.kind === "shell" ? (readShell(action.command, usualVariables(cwd, homedir(), tmpdir())) ?? []) : [];
