import { defineErrors } from "@instar/kernel/command";
import type { SkillProblem } from "./contract.ts";

const listed = (problems: readonly SkillProblem[]) => problems.map(({ where, text }) => `\n  ${where}: ${text}`).join("");

export const SkillsError = defineErrors("SKILLS", {
  NO_SUCH_SKILL: (name: string, near: string | undefined) => ({
    message: `There is no skill "${name}".`,
    hint: near === undefined ? "`instar skills` lists those that there are." : `Did you mean ${near}? \`instar skills\` lists all.`,
  }),
  BROKEN: (what: string, problems: readonly SkillProblem[]) => ({
    message: `${what} is no skill that sessions could use, so nothing was changed:${listed(problems)}`,
    hint: "Mend it, and look again with `instar skills validate FOLDER`.",
  }),
  CHANGED: (name: string, asked: string, is: string) => ({
    message: `The skill "${name}" is not what you looked at any more (${asked} then, ${is} now), so nothing was approved.`,
    hint: `Look at it again with \`instar skills show ${name}\`.`,
  }),
  UNREADABLE: (source: string, why: string) => ({
    message: `${source} could not be read as a skill: ${why}. Nothing was changed.`,
    hint: "Name a folder with a SKILL.md, or a .tgz or .tar of one.",
  }),
  EXISTS: (name: string) => ({
    message: `There is a skill "${name}" in .instar/skills already; it stays as it is.`,
    hint: `See it with \`instar skills show ${name}\`, and put the new one in its place with --replace.`,
  }),
  FROM_PLUGIN: (name: string, plugin: string) => ({
    message: `The skill "${name}" comes with the plugin ${plugin}; nothing was changed.`,
    hint: "Give yours another name. A plugin's skill goes when the plugin goes: `instar plugins` lists them.",
  }),
});
