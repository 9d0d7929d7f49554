import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { lives } from "@instar/process/lives";
import { ClientError } from "./errors.ts";

/** Where an agent listens at this moment, and with what token it is asked. */
export interface Whereabouts {
  readonly url: string;
  readonly token: string;
}

/** Looked at before every attempt: after a restart the agent may listen elsewhere. Throws CLIENT_NOT_RUNNING while it does not listen. */
export interface AgentPlace {
  /** For messages: the folder, or the address. */
  readonly name: string;
  now(): Whereabouts;
}

function readText(file: string): string | undefined {
  try {
    return readFileSync(file, "utf8");
  } catch {
    // Not there, or not ours to read: whoever asks says which it matters for.
    return undefined;
  }
}

function readListening(home: string): { readonly url?: unknown; readonly pid?: unknown } | undefined {
  const text = readText(join(home, "http.json"));
  if (text === undefined) return undefined;
  try {
    return JSON.parse(text) as { url?: unknown; pid?: unknown };
  } catch {
    // Cut off by a crash: nobody listens then.
    return {};
  }
}

/** The nearest folder, from `from` upward, in which an agent has listened. */
function findHome(from: string): string | undefined {
  for (let folder = resolve(from); ; folder = dirname(folder)) {
    if (readText(join(folder, ".instar", "http.json")) !== undefined) return folder;
    if (dirname(folder) === folder) return undefined;
  }
}

/** An agent was set up here, whether or not it ever ran. */
function isAgentFolder(folder: string): boolean {
  try {
    return readdirSync(folder).some((name) => name === ".instar" || name.startsWith("instar.config."));
  } catch {
    // No folder, or one that we may not look into: nobody to talk to.
    return false;
  }
}

/** An agent's folder. `token`: what a process of a session was given; else the owner's is read. */
function folderPlace(folder: string, token: string | undefined): AgentPlace {
  const project = resolve(folder);
  const home = join(project, ".instar");
  return {
    name: project,
    now() {
      const { url, pid } = readListening(home) ?? {};
      // Another program may have the port of an agent that has died: it must not be shown the token
      if (typeof url !== "string" || typeof pid !== "number" || !lives(pid)) throw ClientError.NOT_RUNNING(project);
      const known = token ?? readText(join(home, "secrets", "owner-token"))?.trim();
      if (known === undefined || known === "") throw ClientError.NO_TOKEN(project);
      return { url, token: known };
    },
  };
}

function addressPlace(url: string, token: string): AgentPlace {
  const base = new URL(url).href.replace(/\/$/, "");
  return { name: base, now: () => ({ url: base, token }) };
}

/** What `connectAgent` was given, or what this process knows: a session's own agent, else the nearest one upward. */
export function findAgent(given: string | Whereabouts | undefined, env: Readonly<Record<string, string | undefined>>, cwd: string): AgentPlace {
  const { INSTAR_URL: url, INSTAR_TOKEN: token } = env;
  if (typeof given === "object") return addressPlace(given.url, given.token);
  if (given !== undefined) {
    const folder = resolve(cwd, given);
    if (!isAgentFolder(folder)) throw ClientError.NO_AGENT(folder);
    return folderPlace(folder, token || undefined);
  }
  if (url && token) return addressPlace(url, token);
  const folder = findHome(cwd);
  if (folder === undefined) throw ClientError.NO_AGENT(`${cwd}, nor in a folder above it`);
  return folderPlace(folder, token || undefined);
}
