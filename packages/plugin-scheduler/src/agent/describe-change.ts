import type { JobDefinition } from "../contract.ts";

/** What a job does, in words: the prompt, the skill, or the command with its arguments, and the gate's command. */
export function doesInWords({ execute, gate }: JobDefinition): string {
  const args = execute?.args?.map((arg) => JSON.stringify(arg)).join(" ") ?? "";
  const work =
    execute === undefined
      ? "It runs code of a plugin."
      : execute.type === "script"
        ? `It runs the command: ${execute.value}${args === "" ? "" : `\nwith the arguments: ${args}`}`
        : execute.type === "skill"
          ? `An agent uses the skill ${execute.value}${args === "" ? "" : ` with ${args}`}.`
          : `An agent is told: ${execute.value}${args === "" ? "" : `\nwith: ${args}`}`;
  return gate === undefined || gate.startsWith("@") ? work : `${work}\nBefore that it runs the command: ${gate}`;
}

export type ChangeKind = "add" | "edit" | "enable";

const verbs: Readonly<Record<ChangeKind, string>> = { add: "Add", edit: "Change", enable: "Switch on" };

/** What is longer is not said twice: of a long question the owner is shown the beginning and the end. */
const shortCharacters = 120;

/** What the owner is asked: what it comes to, commands first, and then the very file that a yes puts there. */
export function questionOf(kind: ChangeKind, next: JobDefinition, when: string, text: string): string {
  const { execute, gate } = next;
  const isShort = execute === undefined || (execute.value.length <= shortCharacters && !execute.value.includes("\n"));
  const isInFile = !isShort && (execute.args ?? []).length === 0 && text.endsWith(`\n---\n\n${execute.value.trim()}\n`);
  const { gate: _, ...work } = next;
  return [
    `${verbs[kind]} the job ${next.slug}, ${when}.`,
    ...(isCommand(gate) ? [`Before each run it runs the command: ${gate}`] : []),
    ...(isInFile
      ? [execute.type === "script" ? "It runs the command at the end of this file." : "An agent is told what this file ends with."]
      : [doesInWords(work)]),
    "",
    `The file .instar/jobs/${next.slug}.md would be:`,
    text.trimEnd(),
  ].join("\n");
}

export const isCommand = (gate: string | undefined): gate is string => gate !== undefined && !gate.startsWith("@");

/** So much of a question is shown to the owner in any case; of what is longer, the beginning and the end. */
export const shownWhole = { characters: 1_200, lines: 24, beginning: 500 };

/** As it is shown: what hides itself is written out. */
const lengthOf = (text: string) => text.replace(/[^\P{C}\n\t]/gu, "\\u{000000}").length;

/** Which command the owner would not read whole; undefined: each of them is. */
export function hiddenCommand({ execute, gate, slug }: JobDefinition, question: string): string | undefined {
  if (isCommand(gate) && (lengthOf(gate) + slug.length > shownWhole.beginning - 200 || gate.includes("\n"))) return "the gate";
  const isWhole = lengthOf(question) <= shownWhole.characters && question.split("\n").length <= shownWhole.lines;
  return execute?.type === "script" && !isWhole ? "the command" : undefined;
}
