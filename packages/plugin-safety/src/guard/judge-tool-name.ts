import type { Finding } from "./finding.ts";
import { lookingWords, toolNameRules } from "./mcp-rules.ts";

/** What the config says of a tool, or with `*` of all of a server's. */
export type ToolWish = "allow" | "ask" | "deny";

/** `deleteRepo`, `delete_repo`, `repo.delete`, `HTTPDelete`: whole words in lower case. */
export const wordsOfName = (name: string): readonly string[] =>
  name
    .replace(/([a-z\d])([A-Z])/g, "$1 $2")
    .replace(/([A-Z]+)([A-Z][a-z])/g, "$1 $2")
    .toLowerCase()
    .split(/[^a-z]+/)
    .filter((word) => word !== "");

/** What a name alone says: one that only looks by its first word does, unless a second deed is joined to it. */
function ruleOfName(tool: string) {
  const words = wordsOfName(tool);
  const looks = lookingWords.has(words[0] ?? "") && !words.some((word) => word === "and" || word === "or" || word === "then");
  return looks ? undefined : toolNameRules.find((rule) => rule.words.some((word) => words.includes(word)));
}

/** What the config says of a tool: of it alone, else of all of its server's. */
export const wishFor = (server: string, tool: string, wishes: Readonly<Record<string, ToolWish>>): ToolWish | undefined =>
  [`${server}/${tool}`, `${server}/*`].flatMap((key) => (Object.hasOwn(wishes, key) ? (wishes[key] ?? []) : []))[0];

/** Judges a tool of an MCP server by what the owner wishes, else by its name. */
export function judgeToolName(server: string, tool: string, wish: ToolWish | undefined): Finding | undefined {
  const name = `${server}/${tool}`;
  if (wish === "allow") return undefined;
  if (wish === "deny")
    return {
      severity: "catastrophic",
      rule: "mcp-config",
      reason: `The owner's config does not let you use ${name}.`,
      instead: "Do it another way, or tell the owner.",
    };
  if (wish === "ask") return { severity: "risky", rule: "mcp-config", reason: `The owner wants to be asked before ${name} is used.`, always: true };
  const rule = ruleOfName(tool);
  return rule && { severity: "risky", rule: rule.id, reason: `${name} was not used yet: by its name, ${rule.what}.`, instead: rule.instead };
}
