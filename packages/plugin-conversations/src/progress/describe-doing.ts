import { basename } from "node:path";
import type { Action } from "@instar/kernel";

/** Programs whose next word says what they do, and is never a secret. */
const withVerb: ReadonlySet<string> = new Set(
  "apt apt-get brew bun bundle cargo composer deno docker dotnet gh git go gradle helm just kubectl make mvn npm npx nx pip pip3 pnpm poetry podman rake systemctl terraform tox turbo uv yarn".split(
    " ",
  ),
);

const aProgram = /^[A-Za-z][\w.+-]{0,29}$/;
const aVerb = /^[a-z][a-z:-]{0,19}$/;
const aName = /^[\p{L}\p{N}_][\p{L}\p{N} _+@.-]{0,59}$/u;
const aHost = /^[\w.-]{1,80}$/;

/** In front of what is meant: a change of folder, and variables, whose values are nobody's business. */
const preludes = /^(?:cd [\w./~-]+ *(?:&&|;) *|[A-Za-z_]\w*=[^\s'"$`();&|\\]* +)*/;

/** The program of a command, with its verb where that is plain. Arguments may be secrets, so none is told. */
function programIn(command: string): string | undefined {
  const line = command.trim().replace(preludes, "");
  const [first = "", second = ""] = line.split(/[\s;&|()<>]+/, 2);
  const program = basename(first);
  if (!aProgram.test(program)) return undefined;
  return withVerb.has(program) && aVerb.test(second) ? `${program} ${second}` : program;
}

/** As code, so that no service makes a link of it. */
const code = (name: string) => `\`${name}\``;
const plain = (word: string, otherwise: string): string => (aName.test(word) ? code(word) : otherwise);

function filesIn(paths: readonly string[]): string {
  const [first = ""] = paths;
  if (paths.length > 1) return `${paths.length} files`;
  return plain(basename(first), "files");
}

const hostOf = (url: string): string => (URL.canParse(url) ? new URL(url).hostname : "");

/** What the agent does with a tool, for people: never a whole command, an argument, a folder, or what could be a secret. */
export function describeDoing(tool: string, action: Action | undefined): string {
  switch (action?.kind) {
    case "shell": {
      const program = programIn(action.command);
      return program === undefined ? "running a command" : `running a command (${code(program)})`;
    }
    case "read":
      return `reading ${filesIn(action.paths)}`;
    case "write":
      return `changing ${filesIn(action.paths)}`;
    case "web": {
      const host = hostOf(action.url);
      return aHost.test(host) ? `looking at ${code(host)}` : "looking at a page";
    }
    case "mcp":
      return `using ${plain(action.tool, "a tool")} of ${plain(action.server, "a server")}`;
    default:
      return `using ${plain(tool, "a tool")}`;
  }
}
