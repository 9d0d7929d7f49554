import type { Skill, SkillProblem } from "./contract.ts";

/** A problem in one line. */
export const problemLine = ({ where, text, minor }: SkillProblem): string => `${where}: ${minor === true ? "(minor) " : ""}${text}`;

/** With the digest: the yes is for what was looked at, and not for what it became since. */
export const approveCommand = ({ name, digest }: Skill): string => `instar skills approve ${name}${digest === undefined ? "" : ` --digest ${digest}`}`;

/** A skill in one line, its problems below it. */
export function describeSkill({ name, description, origin, state, problems }: Skill): string {
  const from = origin === "agent" ? ".instar/skills" : `plugin ${origin}`;
  const line = `${name}  ${state}, ${from}${description === "" ? "" : `\n    ${shortened(description)}`}`;
  return [line, ...problems.map((problem) => `    ${problemLine(problem)}`)].join("\n");
}

function shortened(text: string): string {
  const line = text.replace(/\s+/g, " ");
  return line.length > 160 ? `${line.slice(0, 159)}…` : line;
}
