const marker = "NEEDS INPUT:";

const instructions = `1. Complete the task; do not stop half-way, and do not do more than it asks for.
2. When something fails, find out why, fix it, and go on.
3. When you cannot go on without an answer of the person who gave you this task, ask and stop: end your answer with a line \`${marker} <your question>\`.
4. Otherwise end with a short summary of what you did, what you found, and what is left.`;

/** What the agent of a delegation is told first. */
export function renderPrompt({ task, context }: { readonly task: string; readonly context?: string | undefined }): string {
  const said = context?.trim() ?? "";
  return [...(said === "" ? [] : [`CONTEXT\n${said}`]), `TASK\n${task.trim()}`, `INSTRUCTIONS\n${instructions}`].join("\n\n");
}

/** What a later message is; the instructions are known. */
export const renderMessage = (message: string): string =>
  `${message.trim()}\n\n(The instructions above stay; when you need an answer, end with a line \`${marker} <your question>\`.)`;

/** The question with which an answer ends: a line of its last paragraph that begins with the marker, whatever its emphasis. */
export function questionIn(response: string): string | undefined {
  const last =
    response
      .trim()
      .split(/\n\s*\n/)
      .at(-1) ?? "";
  const lines = last.split("\n");
  const at = lines.findLastIndex((line) => /^[\s*_>#-]*NEEDS INPUT\s*(\*\*|__)?\s*:/.test(line));
  if (at === -1) return undefined;
  const question = [lines[at]?.replace(/^[^:]*:(\*\*|__)?/, "") ?? "", ...lines.slice(at + 1)].join(" ").replace(/(\*\*|__)\s*$/, "");
  return question.trim();
}
