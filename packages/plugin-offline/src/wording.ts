import path from "node:path";
import type { Input } from "@instar/kernel/contracts";
import type { Entry, Memory } from "./memory.ts";

const label = "[offline agent]";

const introduction =
  "I am a stand-in without a model: to talk to a real agent, install Claude Code and log in (`npm install -g @anthropic-ai/claude-code`, then `claude`), then add `claude()` to the plugins in instar.config.ts.";

export const help = "I understand: create <file> [with <text>], read <file>, run <command>, wait <n>s, delete everything, what did I say?, who are you?";

/** Every reply says whose it is; the first one also how to change that. */
export function labelled(text: string, memory: Memory): string {
  return memory.introduced ? `${label} ${text}` : `${label} ${text}\n\n${introduction}`;
}

/** What it says to everything that it does not understand. */
export function heard({ text, attachments = [] }: Pick<Input, "text" | "attachments">): string {
  const files = attachments.length === 0 ? [] : [`You sent: ${attachments.map((file) => path.basename(file)).join(", ")}`];
  return [...(text === "" && files.length > 0 ? [] : [`You said: ${text}`]), ...files].join("\n");
}

export function recalled(memory: Memory, exceptId: string): string {
  // What was cut off by a crash or a restart comes again, as an input of its own; the person said it once.
  const givenAgain = ({ said, answer }: Entry, next: Entry | undefined) => answer === undefined && next?.said === said;
  const entries = memory.entries.filter((entry) => entry.id !== exceptId);
  const said = entries.filter((entry, index) => !givenAgain(entry, entries[index + 1])).map((entry) => `"${entry.said}"`);
  return said.length === 0 ? "You have said nothing before this." : `You said: ${said.join(", then ")}.`;
}
