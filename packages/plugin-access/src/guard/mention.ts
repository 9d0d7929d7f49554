import { ownerActionNames, ownerTopicNames } from "../owner-verbs.ts";
import { decodeEscapes } from "./shell.ts";

const documents = /^\/+(MEMORY\.md|jobs|skills)(?![\w.-])(?!\S*\.\.)/i;

/** What of the owner's a piece of code or text names, without understanding it: for programs in other languages, and for what is hidden. */
export const mention = (text: string): string | undefined =>
  mentionedPlace(text) ?? (namesOwnerCommand.test(text) ? "a command of instar that is the owner's" : undefined);

/** The same without commands. */
export function mentionedPlace(text: string): string | undefined {
  for (const found of text.matchAll(/(?<![\w.-])\.instar(?![\w-])/gi))
    if (!documents.test(text.slice(found.index + found[0].length))) return "the agent's own folder (.instar)";
  if (/(?<![\w.-])instar\.config\b/i.test(text)) return "the agent's config (instar.config)";
  if (/owner[-_]token/i.test(text)) return "the owner's token";
  return undefined;
}

const gap = "[\\s'\",\\[\\]]+";
const commands = [...ownerTopicNames, ...ownerActionNames.map((name) => name.replace(" ", gap))].join("|");
/** `instar stop`, `["instar", "stop"]`, `instar.js","stop"`. */
const namesOwnerCommand = new RegExp(`(?<![\\w-])instar(\\.[mc]?js)?${gap}(--dir${gap}\\S+${gap})?(${commands})(?![\\w-])`, "i");

/** What a line would say after decoding: escapes, base64, hexadecimal, backwards. */
export function hiddenTexts(text: string): readonly string[] {
  const encoded = [...text.matchAll(/[A-Za-z0-9+/]{8,}={0,2}/g)].map(([word]) => Buffer.from(word, "base64").toString("latin1"));
  const hexadecimal = [...text.matchAll(/\b(?:[0-9a-fA-F]{2}){6,}\b/g)].map(([word]) => Buffer.from(word, "hex").toString("latin1"));
  const escaped = /\\(x[0-9a-fA-F]{2}|[0-7]{3}|u[0-9a-fA-F]{4})/.test(text) ? [decodeEscapes(text)] : [];
  return [...escaped, ...encoded, ...hexadecimal, [...text].reverse().join("")];
}
