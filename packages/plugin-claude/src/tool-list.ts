import { homedir } from "node:os";
import { isAbsolute, join, normalize, relative, resolve } from "node:path";
import { ClaudeError } from "./errors.ts";
import { type JsonObject, textAt } from "./protocol.ts";
import { shellParts } from "./shell-parts.ts";

/** The only tools of a session. */
export interface ToolList {
  /** Those of the program itself, without patterns: `--tools` knows none and would drop a tool that carries one. */
  readonly names: readonly string[];
  /** As they were written. */
  readonly entries: readonly string[];
  /** Whether tools of servers outside the house are among them. */
  readonly servers: boolean;
  /** Why this call is none of them, undefined when it is one. */
  refusal(tool: string, input: JsonObject, cwd: string): string | undefined;
}

type Fits = (input: JsonObject, cwd: string) => boolean;

const pathFields: Readonly<Record<string, string>> = {
  Read: "file_path",
  Write: "file_path",
  Edit: "file_path",
  NotebookEdit: "notebook_path",
  Grep: "path",
};

/**
 * Reads names and patterns (`Read`, `Bash(git *)`, `Edit(src/**)`, `WebFetch(domain:example.org)`, `mcp__server`). The program itself obeys a
 * pattern only where it would ask otherwise, so never while permissions are bypassed; these are looked at by our gate and can only refuse.
 * Tools of `house`, the servers inside the house, are always among them. Throws CLAUDE_UNKNOWN_PATTERN.
 */
export function parseToolList(entries: readonly string[], house: readonly string[]): ToolList {
  const patterns = new Map<string, Fits[]>();
  for (const entry of entries) {
    const [, name, pattern] = /^\s*([A-Za-z_][\w-]*)\s*(?:\(([\s\S]*)\))?\s*$/.exec(entry) ?? [];
    const fits = pattern === undefined || pattern === "*" ? () => true : matcher(name ?? "", pattern);
    if (name === undefined || fits === undefined) throw ClaudeError.UNKNOWN_PATTERN(entry);
    patterns.set(name, [...(patterns.get(name) ?? []), fits]);
  }
  const names = [...patterns.keys()];
  const ofServer = (tool: string) => {
    const server = /^(mcp__.+?)__/.exec(tool)?.[1];
    return server !== undefined && (patterns.has(server) || house.some((name) => server === `mcp__${name}`));
  };
  return {
    names: names.filter((name) => !name.startsWith("mcp__")),
    entries,
    servers: names.some((name) => name.startsWith("mcp__")),
    refusal(tool, input, cwd) {
      const own = patterns.get(tool);
      if (own === undefined) return ofServer(tool) ? undefined : `This session has no tool ${tool}. It has: ${entries.join(", ") || "none"}.`;
      // A line that can't be taken apart fits only what fits everything.
      const parts = tool === "Bash" ? (shellParts(textAt(input, "command") ?? "")?.map((command) => ({ command })) ?? [{}]) : [input];
      if (parts.every((part) => own.some((fits) => fits(part, cwd)))) return undefined;
      return `This session may use ${tool} only as ${entries.filter((entry) => entry.trim().startsWith(`${tool}(`)).join(", ")}.`;
    },
  };
}

function matcher(tool: string, pattern: string): Fits | undefined {
  if (tool === "Bash") return shellMatcher(pattern);
  const field = pathFields[tool];
  if (field !== undefined) return pathMatcher(field, pattern);
  const domain = /^domain:([\w.-]+)$/.exec(pattern)?.[1]?.toLowerCase();
  if (tool === "WebFetch" && domain !== undefined) return (input) => hostOf(textAt(input, "url")) === domain;
  return undefined;
}

/** `git *` fits `git` and everything that begins with `git `; `git:*` is the program's older spelling of it. */
function shellMatcher(pattern: string): Fits {
  const words = pattern.replace(/:\*$/, " *").trim();
  const body = words.endsWith(" *") ? `${literal(words.slice(0, -2))}(?: [\\s\\S]*)?` : literal(words);
  const whole = new RegExp(`^${body}$`);
  return (input) => {
    const command = textAt(input, "command")?.trim();
    return command !== undefined && whole.test(command);
  };
}

const literal = (text: string): string =>
  text
    .split("*")
    .map((part) => part.replace(/[.+?^${}()|[\]\\]/g, "\\$&"))
    .join("[\\s\\S]*");

/** Below the working folder; `~/` is the home folder and `//` the root, as the program writes them. `*` stays in a folder, `**` does not. */
function pathMatcher(field: string, pattern: string): Fits {
  return (input, cwd) => {
    const base = pattern.startsWith("//") ? pattern.slice(1) : pattern.startsWith("~/") ? join(homedir(), pattern.slice(2)) : join(cwd, pattern);
    const path = resolve(cwd, textAt(input, field) ?? ".");
    return globbed(normalize(base)).test(path) && (isAbsolute(pattern) || pattern.startsWith("~/") || !relative(cwd, path).startsWith(".."));
  };
}

const globbed = (pattern: string): RegExp =>
  new RegExp(
    `^${pattern
      .split(/(\*\*|\*|\?)/)
      .map((part) => (part === "**" ? "[\\s\\S]*" : part === "*" ? "[^/]*" : part === "?" ? "[^/]" : part.replace(/[.+^${}()|[\]\\]/g, "\\$&")))
      .join("")}$`,
  );

function hostOf(url: string | undefined): string | undefined {
  try {
    return url === undefined ? undefined : new URL(url).hostname.toLowerCase();
  } catch {
    // No address: it fits no domain.
    return undefined;
  }
}
