import { ownerActionNames, ownerTopicNames } from "../owner-verbs.ts";
import { jobsPlace } from "./places.ts";

const documents = /^\/+(MEMORY\.md|skills)(?![\w.-])(?!\S*\.\.)/i;
const jobs = /^\/+jobs(?![\w.-])(?!\S*\.\.)/i;

/** What of the owner's a piece of code or text names, without understanding it: for programs in other languages, and for what is hidden. */
export const mention = (text: string): string | undefined =>
  mentionedPlace(text) ?? (namesOwnerCommand.test(text) ? "a command of instar that is the owner's" : undefined);

/** The same without commands. */
export function mentionedPlace(text: string): string | undefined {
  for (const found of text.matchAll(/(?<![\w.-])\.instar(?![\w-])/gi)) {
    const behind = text.slice(found.index + found[0].length);
    // Whether code reads or writes there can't be told.
    if (jobs.test(behind)) return jobsPlace;
    if (!documents.test(behind)) return "the agent's own folder (.instar)";
  }
  if (/(?<![\w.-])instar\.config\b/i.test(text)) return "the agent's config (instar.config)";
  if (/owner[-_]token/i.test(text)) return "the owner's token";
  return undefined;
}

const gap = "[\\s'\",\\[\\]]+";
const commands = [...ownerTopicNames, ...ownerActionNames.map((name) => name.replace(" ", gap)), `[a-z][a-z0-9-]*${gap}setup`].join("|");
/** `instar stop`, `["instar", "stop"]`, `instar.js","stop"`. */
const namesOwnerCommand = new RegExp(`(?<![\\w-])instar(\\.[mc]?js)?${gap}(--dir${gap}\\S+${gap})?(${commands})(?![\\w-])`, "i");
