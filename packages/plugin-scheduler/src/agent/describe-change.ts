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

/** What the owner is asked: what it comes to, and then the very file that a yes puts there. */
export function questionOf(kind: ChangeKind, next: JobDefinition, when: string, text: string): string {
  return [`${verbs[kind]} the job ${next.slug}, ${when}.`, doesInWords(next), "", `The file .instar/jobs/${next.slug}.md would be:`, text.trimEnd()].join("\n");
}
