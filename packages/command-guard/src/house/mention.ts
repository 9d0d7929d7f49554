import { answerNames, ownerActionNames, ownerTopicNames } from "../owner-verbs.ts";
import { jobsPlace } from "./places.ts";

const documents = /^\/+(MEMORY\.md|skills)(?![\w.-])(?!\S*\.\.)/i;
const jobs = /^\/+jobs(?![\w.-])(?!\S*\.\.)/i;

/** Without one of these words there is nothing to look for. */
const ofOurs = /instar|owner[-_]token|\.ins(t|ta)?[*?["'`]/i;

/** What of the owner's a piece of code or text names, without understanding it: for programs in other languages, and for what is hidden. */
export const mention = (text: string, writing = true): string | undefined =>
  ofOurs.test(text) ? (mentionedPlace(text, writing) ?? (namesOwnerCommand.test(text) ? "a command of instar that is the owner's" : undefined)) : undefined;

/** The same without commands. `writing`: something in it may change files, so that the config counts. */
export function mentionedPlace(text: string, writing = true): string | undefined {
  if (!ofOurs.test(text)) return undefined;
  for (const found of text.matchAll(/(?<![\w.-])\.instar(?![\w-])/gi)) {
    const behind = text.slice(found.index + found[0].length);
    // Whether code reads or writes there can't be told.
    if (jobs.test(behind)) return jobsPlace;
    if (!documents.test(behind)) return "the agent's own folder (.instar)";
  }
  if (/(?<![\w.-])\.ins(t|ta)?[*?["'`]/i.test(text)) return "the agent's own folder (.instar)";
  if (writing && /(?<![\w.-])instar\.config\b/i.test(text)) return "the agent's config (instar.config)";
  if (/owner[-_]token/i.test(text)) return "the owner's token";
  return undefined;
}

const gap = "[\\s'\",\\[\\](]{1,20}";
const commands = [...ownerTopicNames, ...ownerActionNames.map((name) => name.replace(" ", gap)), `[a-z][a-z0-9-]{0,40}${gap}setup`].join("|");
const answers = answerNames.join("|");
/** `instar stop`, `["instar", "stop"]`, `instar.js","stop"`, `instar yes 12`. */
const namesOwnerCommand = new RegExp(
  `(?<![\\w-])instar(\\.[mc]?js)?${gap}(--dir${gap}\\S+${gap}|--?[\\w-]{1,20}${gap}){0,3}((${commands})(?![\\w-])|(?<=["'\\]]\\s{0,9},[\\s\\['"]{1,9})(${answers})["']|(${answers})\\s{1,9}[a-z]{0,3}\\d)`,
  "i",
);
