import { resolve } from "node:path";
import type { Judgement } from "@instar/command-guard";
import type { ToolCall } from "@instar/kernel";
import { carriedCommands } from "./carried-command.ts";
import { type Finding, worstOf } from "./finding.ts";
import type { createFileJudge } from "./judge-file.ts";
import { judgeToolName, type ToolWish, wishFor, wordsOfName } from "./judge-tool-name.ts";
import { lookingWords } from "./mcp-rules.ts";
import type { SessionPlace } from "./session-places.ts";

/** What a call is judged by. */
export interface CallJudges {
  readonly shell: (command: string, where: SessionPlace & { readonly cwd: string }) => Judgement;
  readonly file: ReturnType<typeof createFileJudge>;
  readonly home: string;
  readonly wishes: Readonly<Record<string, ToolWish>>;
  /** Servers of the house itself, whose tools have guards of their own. */
  readonly isOwnServer: (name: string) => boolean;
}

type Judged = Pick<ToolCall, "action" | "cwd" | "tool" | "input">;

const asFinding = ({ severity, rule, reason, instead }: Judgement): Finding | undefined =>
  severity === "fine"
    ? undefined
    : { severity, rule: rule ?? "command", reason: reason ?? "This command was objected to.", ...(instead !== null && { instead }) };

/** Paths that another tool is told, where they are whole ones. */
function* pathsOf(input: ToolCall["input"], home: string): Iterable<string> {
  for (const [field, value] of Object.entries(input)) {
    if (typeof value !== "string" || value.length > 1_024 || value.includes("\n") || !/path|file|dir|folder|destination|source|target/i.test(field)) continue;
    if (/^~(\/|$)/.test(value)) yield resolve(home, `.${value.slice(1)}`);
    else if (value.startsWith("/")) yield resolve(value);
  }
}

/** The worst that speaks against a call; undefined when nothing does. */
export function judgeCall({ action, cwd, tool, input }: Judged, place: SessionPlace, judges: CallJudges): Finding | undefined {
  const commands = (name: string) => carriedCommands(name, input).map((command) => asFinding(judges.shell(command, { ...place, cwd })));
  const files = (access: "read" | "write", paths: Iterable<string>) => [...paths].map((path) => judges.file(access, path, place.project));
  switch (action.kind) {
    case "shell":
      return asFinding(judges.shell(action.command, { ...place, cwd }));
    case "read":
    case "write": {
      const glob = typeof input["glob"] === "string" ? [resolve(action.paths[0] ?? cwd, input["glob"])] : [];
      return worstOf(files(action.kind, [...action.paths, ...glob]));
    }
    case "web":
      return action.url.startsWith("file:") ? worstOf(files("read", [decodeURIComponent(action.url.replace(/^file:\/*/, "/"))])) : undefined;
    case "mcp": {
      const wish = wishFor(action.server, action.tool, judges.wishes);
      if (wish === "allow" || (wish === undefined && judges.isOwnServer(action.server))) return undefined;
      const named = judgeToolName(action.server, action.tool, wish);
      const looks = lookingWords.has(wordsOfName(action.tool)[0] ?? "");
      return worstOf([named, ...commands(action.tool), ...files(looks ? "read" : "write", pathsOf(input, judges.home))]);
    }
    default:
      return worstOf(commands(tool));
  }
}
