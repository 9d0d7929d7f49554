import { randomUUID } from "node:crypto";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Logger } from "@instar/kernel";
import { replaceFile } from "@instar/process";
import { type FoundFile, findCarriedFiles, type Places } from "./carried-files.ts";
import type { CarriedFile, ClaudeSettings } from "./contract.ts";
import { ClaudeError } from "./errors.ts";
import { readFrontMatter, withFields } from "./front-matter.ts";
import { skillFields } from "./house-skills.ts";
import { launchFolder } from "./left-files.ts";
import type { PluginContent } from "./plugin-copies.ts";

export interface Carried {
  /** Goes behind the identity in the system prompt. */
  readonly instructions: string;
  readonly agentsFile?: string;
  readonly mcpConfigFile?: string;
  /** The skills. */
  readonly plugin?: PluginContent;
  /** To be deleted when the program has read them. */
  readonly temporary: readonly string[];
}

export interface CarriedSettings extends ClaudeSettings {
  /** Everything approved, written where the program can be pointed to it. */
  prepare(where: { readonly cwd: string; readonly configFolder: string }, houseServers?: readonly string[]): Promise<Carried>;
}

export interface CarriedSettingsRequest {
  readonly stateFolder: string;
  readonly carry: { readonly user: boolean; readonly project: boolean };
  readonly places: Places;
  readonly log: Logger;
}

type Approvals = Readonly<Record<string, string>>;

/** What the program is given of the person's and the project's files, since it is told to read none by itself. */
export function createCarriedSettings({ stateFolder, carry, places, log }: CarriedSettingsRequest): CarriedSettings {
  const file = join(stateFolder, "carried.json");
  const told = new Set<string>();

  const stateOf = (found: FoundFile, approved: Approvals): CarriedFile["state"] => {
    if (!carry[found.source]) return "off";
    return found.source === "user" || approved[found.path] === found.hash ? "carried" : "waiting";
  };

  async function approvals(): Promise<Approvals> {
    try {
      const stored = JSON.parse(await readFile(file, "utf8")) as { version?: number; approved?: Approvals };
      return stored.version === 1 && stored.approved !== undefined ? stored.approved : {};
    } catch {
      // No list yet, or one that can't be read: nothing is approved.
      return {};
    }
  }

  return {
    async carried() {
      const approved = await approvals();
      return (await findCarriedFiles(places)).map((found) => ({ path: found.path, kind: found.kind, source: found.source, state: stateOf(found, approved) }));
    },
    async approve(path) {
      const found = (await findCarriedFiles(places)).find((candidate) => candidate.path === path && candidate.source === "project");
      if (found === undefined) throw ClaudeError.NOT_CARRIED(path);
      const approved = { ...(await approvals()), [path]: found.hash };
      await mkdir(stateFolder, { recursive: true, mode: 0o700 });
      await replaceFile(file, `${JSON.stringify({ version: 1, approved }, null, 2)}\n`, { mode: 0o600 });
    },
    async prepare(where, houseServers = []) {
      const approved = await approvals();
      const found = await findCarriedFiles({ ...places, ...where });
      const taken = found.filter((candidate) => stateOf(candidate, approved) === "carried");
      for (const waiting of found.filter((candidate) => stateOf(candidate, approved) === "waiting")) {
        if (told.has(waiting.hash)) continue;
        told.add(waiting.hash);
        log.warn("A file of the project is new or changed and waits for a yes, so the agent does not get it.", { path: waiting.path, kind: waiting.kind });
      }
      const agentsFile = await writeAgents(stateFolder, taken);
      const mcpConfigFile = await writeServers(stateFolder, taken, houseServers);
      const plugin = skillsOf(taken);
      return {
        instructions: instructionsOf(taken),
        ...(agentsFile !== undefined && { agentsFile }),
        ...(mcpConfigFile !== undefined && { mcpConfigFile }),
        ...(plugin !== undefined && { plugin }),
        temporary: [agentsFile, mcpConfigFile].filter((path) => path !== undefined),
      };
    },
  };
}

function instructionsOf(files: readonly FoundFile[]): string {
  const texts = files.filter(({ kind }) => kind === "instructions" || kind === "rule");
  if (texts.length === 0) return "";
  const sections = texts.map(
    ({ path, source, text }) => `## ${path} (${source === "user" ? "this person's own instructions" : "the project's instructions"})\n\n${text}`,
  );
  return ["# Standing instructions", ...sections].join("\n\n");
}

async function writeAgents(stateFolder: string, files: readonly FoundFile[]): Promise<string | undefined> {
  const agents: Record<string, object> = {};
  for (const { kind, name, text } of files) {
    if (kind !== "agent") continue;
    const { fields, body } = readFrontMatter(text);
    const tools = fields.get("tools");
    const model = fields.get("model");
    // Its own hooks, servers and permission mode are left out: they would go past our gate.
    agents[fields.get("name") ?? name] = {
      description: fields.get("description") || name,
      prompt: body.trim(),
      ...(tools && { tools: tools.split(",").map((tool) => tool.trim()) }),
      ...(model && { model }),
    };
  }
  return Object.keys(agents).length === 0 ? undefined : writePrivate(stateFolder, agents);
}

/** A server of the house keeps its name: a person who has registered it would else have it twice. */
async function writeServers(stateFolder: string, files: readonly FoundFile[], houseServers: readonly string[]): Promise<string | undefined> {
  const named = Object.assign({}, ...files.filter(({ kind }) => kind === "mcp").map(({ text }) => JSON.parse(text) as object)) as object;
  const mcpServers = Object.fromEntries(Object.entries(named).filter(([name]) => !houseServers.includes(name)));
  return Object.keys(mcpServers).length === 0 ? undefined : writePrivate(stateFolder, { mcpServers });
}

/** As they were approved, but for their own hooks and allowed tools. */
function skillsOf(found: readonly FoundFile[]): PluginContent | undefined {
  const skills = found.filter(({ kind }) => kind === "skill");
  if (skills.length === 0) return undefined;
  const files = new Map<string, string | Uint8Array>();
  for (const { name, text, parts } of skills) {
    for (const [part, content] of parts) files.set(join("skills", name, part), content);
    files.set(join("skills", name, "SKILL.md"), withFields(text, skillFields));
  }
  return { name: "carried", description: "Skills of this person and project", files };
}

async function writePrivate(stateFolder: string, value: object): Promise<string> {
  const folder = launchFolder(stateFolder);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const file = join(folder, `${randomUUID()}.json`);
  await writeFile(file, JSON.stringify(value), { mode: 0o600 });
  return file;
}
