import { nearest } from "@instar/kernel/nearest";
import type { SkillProblem } from "./contract.ts";
import { type Field, readHead } from "./read-head.ts";
import type { SkillFiles } from "./read-skill-files.ts";

/** Of the Agent Skills standard. */
const standardFields = ["name", "description", "license", "compatibility", "metadata", "allowed-tools"];

/** Claude Code's own, which others ignore. */
const claudeFields = [
  "agent",
  "argument-hint",
  "arguments",
  "context",
  "disable-model-invocation",
  "effort",
  "hooks",
  "model",
  "paths",
  "shell",
  "user-invocable",
  "version",
  "when_to_use",
];

const mostProblems = 100;

export interface CheckedSkill {
  /** As its SKILL.md says; empty when it says none. */
  readonly name: string;
  readonly description: string;
  readonly text: string;
  readonly problems: readonly SkillProblem[];
}

export const isBroken = (problems: readonly SkillProblem[]): boolean => problems.some(({ minor }) => minor !== true);

/** All that is wrong with a skill at once, by the Agent Skills standard. `folderName`: absent when it has none yet, as in an archive. */
export async function checkSkill(files: SkillFiles, folderName?: string): Promise<CheckedSkill> {
  const bytes = files.get("SKILL.md");
  if (bytes === undefined) {
    const other = [...files.keys()].find((path) => path.toLowerCase() === "skill.md");
    const text = other === undefined ? "The folder has no SKILL.md." : `The folder has no SKILL.md; ${other} must be written so.`;
    return { name: "", description: "", text: "", problems: [{ where: "SKILL.md", text }] };
  }
  const text = textOf(bytes);
  if (text === undefined) return { name: "", description: "", text: "", problems: [{ where: "SKILL.md", text: "It is no text in UTF-8." }] };

  const head = await readHead(text);
  const problems: SkillProblem[] = [...head.problems];
  const say = (line: number, problem: string, minor = false) =>
    void problems.push({ where: `SKILL.md:${line}`, text: problem, ...(minor && { minor: true as const }) });
  const name = head.fields.get("name");
  const description = head.fields.get("description");

  if (head.readable) {
    for (const [key, { line }] of head.fields) checkKey(key, line, say);
    checkName(name, folderName, say);
    if (description === undefined) say(1, 'The field "description" is missing: what it does, and when to use it.');
    else if (typeof description.value !== "string" || description.value.trim() === "") say(description.line, "description must be a text that is not empty.");
    else if (description.value.length > 1024) say(description.line, `description has ${description.value.length} characters; at most 1,024 are read.`);
    checkOptional(head.fields, say);
    if (head.body.trim() === "") say(head.bodyLine, "Nothing follows the front matter: the instructions are missing.");
  }
  const lines = head.body.split("\n");
  if (lines.length > 500) say(head.bodyLine, `The instructions have ${lines.length} lines; move what is not always needed to other files.`, true);
  lines.forEach((line, index) => {
    for (const [, target = ""] of line.matchAll(/\]\((?:\.\/)?((?:references|scripts|assets)\/[^)#\s]+)/g))
      if (!files.has(target)) say(head.bodyLine + index, `${target} is not in the folder.`);
  });
  return { name: stringOf(name), description: stringOf(description), text, problems: problems.slice(0, mostProblems) };
}

type Say = (line: number, problem: string, minor?: boolean) => void;

function checkKey(key: string, line: number, say: Say): void {
  if (standardFields.includes(key)) return;
  const meant = nearest(key, standardFields);
  if (claudeFields.includes(key)) say(line, `${key} is Claude Code's own; other agents ignore it.`, true);
  else if (meant !== undefined) say(line, `${key} is no field of a skill. Did you mean ${meant}?`);
  else say(line, `${key} is no field of a skill (put your own under metadata). Known are: ${standardFields.join(", ")}.`, true);
}

function checkName(name: Field | undefined, folderName: string | undefined, say: Say): void {
  if (name === undefined) say(1, 'The field "name" is missing: it is that of the folder.');
  else if (typeof name.value !== "string" || !isSkillName(name.value))
    say(name.line, `name must be 1 to 64 lower-case letters, digits and single hyphens between them, not ${JSON.stringify(name.value)}.`);
  else if (folderName !== undefined && name.value !== folderName)
    say(name.line, `name is "${name.value}", its folder's is "${folderName}": they must be the same.`);
}

const isSkillName = (name: string): boolean => name.length <= 64 && /^[a-z0-9]+(-[a-z0-9]+)*$/.test(name);

function checkOptional(fields: ReadonlyMap<string, Field>, say: Say): void {
  const license = fields.get("license");
  if (license !== undefined && typeof license.value !== "string") say(license.line, "license must be a text.");
  const compatibility = fields.get("compatibility");
  if (compatibility !== undefined && (typeof compatibility.value !== "string" || compatibility.value.length < 1 || compatibility.value.length > 500))
    say(compatibility.line, "compatibility must be a text of 1 to 500 characters.");
  const metadata = fields.get("metadata");
  if (metadata !== undefined && !isTexts(metadata.value)) say(metadata.line, 'metadata must be texts by their names; quote numbers: version: "1.0".');
  const tools = fields.get("allowed-tools");
  if (tools === undefined) return;
  if (Array.isArray(tools.value)) say(tools.line, "allowed-tools is a list; the standard writes one text with spaces between the tools.", true);
  else if (typeof tools.value !== "string") say(tools.line, "allowed-tools must be a text with spaces between the tools.");
}

const isTexts = (value: unknown): boolean =>
  typeof value === "object" && value !== null && !Array.isArray(value) && Object.values(value).every((each) => typeof each === "string");

const stringOf = (field: Field | undefined): string => (typeof field?.value === "string" ? field.value.trim() : "");

function textOf(bytes: Uint8Array): string | undefined {
  try {
    const text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    return text.includes("\0") ? undefined : text;
  } catch {
    // Bytes that are no UTF-8.
    return undefined;
  }
}
