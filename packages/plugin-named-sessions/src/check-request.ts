import { realpath, stat } from "node:fs/promises";
import { isAbsolute, relative, resolve, sep } from "node:path";
import type { SessionLimits } from "@instar/kernel/contracts";
import { nearest } from "@instar/kernel/nearest";
import { NamedSessionsError } from "./errors.ts";

/** Characters. */
export const maxPrompt = { spawn: 500_000, send: 100_000 } as const;

export const namePattern = /^[A-Za-z0-9_-]{1,200}$/;

export function checkName(name: unknown): string {
  if (typeof name !== "string" || !namePattern.test(name)) throw NamedSessionsError.BAD_NAME(String(name));
  return name;
}

export function checkPrompt(prompt: unknown, most: number): string {
  if (typeof prompt !== "string" || prompt.trim() === "") throw NamedSessionsError.EMPTY();
  if (prompt.length > most) throw NamedSessionsError.TOO_LONG(prompt.length, most);
  return prompt;
}

/** What is not known would be left out without a word, and a session would have more tools, or no limit. */
export function checkFields(what: string, given: object, known: readonly string[]): void {
  if (typeof given !== "object" || given === null) throw NamedSessionsError.BAD_VALUE(what, given);
  const strange = Object.keys(given).find((field) => !known.includes(field));
  if (strange !== undefined) throw NamedSessionsError.UNKNOWN_FIELD(what, strange, nearest(strange, known), known);
}

export const limitNames = ["costUsd", "calls", "workMs", "ageMs"] as const;

/** Calls come from other processes, so their numbers are looked at. */
export function checkLimits(limits: SessionLimits | undefined): SessionLimits | undefined {
  if (limits === undefined || limits === null) return undefined;
  checkFields("The limits", limits, limitNames);
  for (const name of limitNames) {
    const value: unknown = limits[name];
    if (value !== undefined && (typeof value !== "number" || !Number.isFinite(value) || value <= 0)) throw NamedSessionsError.BAD_LIMIT(name, value);
  }
  return Object.fromEntries(limitNames.flatMap((name) => (limits[name] === undefined ? [] : [[name, limits[name]]])));
}

/** It becomes a word of a command line: never an option, and on one line. */
const shortText = (what: string, value: unknown): string => {
  if (typeof value !== "string" || !/^(?!\s*-)[^\p{Cc}\u2028\u2029]{1,200}$/u.test(value) || value.trim() === "")
    throw NamedSessionsError.BAD_VALUE(what, value);
  return value;
};

/** The words for the driver, as it will get them. */
export function checkShape(request: { readonly model?: unknown; readonly permissionMode?: unknown; readonly agent?: unknown; readonly tools?: unknown }) {
  const { model, permissionMode, agent, tools } = request;
  if (tools !== undefined && !Array.isArray(tools)) throw NamedSessionsError.BAD_VALUE("The list of tools", tools);
  return {
    ...(model !== undefined && { model: shortText("The model", model) }),
    ...(permissionMode !== undefined && { permissionMode: shortText("The permission mode", permissionMode) }),
    ...(agent !== undefined && { agent: shortText("The agent's name", agent) }),
    ...(tools !== undefined && { tools: (tools as readonly unknown[]).map((tool) => shortText("A tool", tool)) }),
  };
}

const isWithin = (folder: string, file: string) => {
  const way = relative(folder, file);
  return way === "" || (way !== ".." && !way.startsWith(`..${sep}`) && !isAbsolute(way));
};

/** Where a session may work: any folder that there is, but those of the house itself. Links are followed. */
export async function checkFolder(folder: string | undefined, project: string, home: string): Promise<string> {
  const wanted = resolve(project, folder ?? ".");
  const isFolder = await stat(wanted).then(
    (found) => found.isDirectory(),
    () => false,
  );
  if (!isFolder) throw NamedSessionsError.NO_FOLDER(wanted);
  const house = await realpath(home).catch(() => resolve(home)); // not made yet: its name is what counts
  if (isWithin(house, await realpath(wanted))) throw NamedSessionsError.FORBIDDEN_FOLDER(wanted);
  return wanted;
}

export function checkTurnId(id: unknown): void {
  if (id === undefined || id === null || (typeof id === "string" && /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id))) return;
  throw NamedSessionsError.BAD_VALUE("A turn's id", id);
}
