import { nearest } from "@instar/kernel/nearest";
import { maxPrompt, namePattern } from "./check-request.ts";
import type { SpawnRequest } from "./contract.ts";
import { fromHere, type GivenLimits, readLimits, readTools } from "./session-flags.ts";

/** One session of a batch and what it is asked. */
export interface BatchEntry {
  readonly index: number;
  readonly request: SpawnRequest & { readonly prompt: string };
  /** Whether it lives on after its answer; absent: as the command says. */
  readonly keepAlive?: boolean;
}

type Fields = { -readonly [K in keyof SpawnRequest]?: SpawnRequest[K] } & { keepAlive?: boolean };

/** Puts a value into the request, or says what is wrong with it. */
type Put = (value: unknown, into: Fields) => string | undefined;

const shown = (value: unknown) => {
  const text = JSON.stringify(value) ?? String(value);
  return text.length > 60 ? `${text.slice(0, 59)}…` : text;
};

const text =
  (field: "model" | "permissionMode" | "systemPrompt" | "agent", most: number): Put =>
  (value, into) => {
    if (typeof value !== "string" || value.trim() === "") return `must be a text, not ${shown(value)}`;
    if (value.length > most) return `has ${value.length} characters and may have ${most}`;
    into[field] = value;
    return undefined;
  };

/** As the flag of that name is read. */
const limit =
  (flag: keyof GivenLimits, wanted: string): Put =>
  (value, into) => {
    const number = typeof value === "string" && flag === "max-turns" ? Number(value) : value;
    try {
      if (typeof value !== "string" && typeof value !== "number") throw new TypeError(wanted);
      if (flag === "max-turns" && !Number.isInteger(number)) throw new TypeError(wanted);
      const none: GivenLimits = { "max-budget": undefined, "max-turns": undefined, "max-duration": undefined };
      into.limits = { ...into.limits, ...readLimits({ ...none, [flag]: flag === "max-turns" ? number : String(value) }) };
      return undefined;
    } catch {
      // Its own message speaks of a flag
      return `must be ${wanted}, not ${shown(value)}`;
    }
  };

const yesOrNo =
  (other: string, keepsAlive: boolean): Put =>
  (value, into) => {
    if (typeof value !== "boolean") return `must be true or false, not ${shown(value)}`;
    if (into.keepAlive !== undefined && into.keepAlive !== (value === keepsAlive)) return `says the opposite of ${other}`;
    into.keepAlive = value === keepsAlive;
    return undefined;
  };

/** The keys that an entry may have: `spawn`'s own words, in camel case. */
const fields: Readonly<Record<string, Put>> = {
  name(value, into) {
    if (typeof value !== "string" || !namePattern.test(value)) return `must be 1 to 200 letters (A-Z, a-z), digits, _ and -, not ${shown(value)}`;
    into.name = value;
    return undefined;
  },
  prompt(value, into) {
    if (typeof value !== "string" || value.trim() === "") return `must be a text, not ${shown(value)}`;
    if (value.length > maxPrompt.spawn) return `has ${value.length} characters and may have ${maxPrompt.spawn}`;
    into.prompt = value;
    return undefined;
  },
  model: text("model", 200),
  workDir(value, into) {
    if (typeof value !== "string" || value.trim() === "") return `must be a folder, not ${shown(value)}`;
    into.workDir = fromHere(value);
    return undefined;
  },
  permissionMode: text("permissionMode", 200),
  allowedTools(value, into) {
    const tools = typeof value === "string" ? readTools(value) : value;
    const fit = Array.isArray(tools) && tools.every((tool) => typeof tool === "string" && tool.trim() !== "" && tool.length <= 200);
    if (!fit) return `must be a list of tools, or a text like "Read,Grep", not ${shown(value)}`;
    into.tools = tools as readonly string[];
    return undefined;
  },
  systemPrompt: text("systemPrompt", maxPrompt.spawn),
  maxBudget: limit("max-budget", "US dollars above 0"),
  maxTurns: limit("max-turns", "a whole number above 0"),
  maxDuration: limit("max-duration", "a time such as 90s, 10m or 2h"),
  agent: text("agent", 200),
  stop: yesOrNo("keepAlive", false),
  keepAlive: yesOrNo("stop", true),
};

const required = ["name", "prompt"] as const;

const kebab = (key: string) => key.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
const keyOf: ReadonlyMap<string, string> = new Map(Object.keys(fields).flatMap((key) => [[key, key] as const, [kebab(key), key] as const]));

function unknown(key: string): string {
  const near = nearest(key, [...keyOf.keys()]);
  return `is not known. ${near === undefined ? `Known are ${Object.keys(fields).join(", ")}.` : `Did you mean ${near}?`}`;
}

const describe = (value: unknown) =>
  value === null ? "nothing" : Array.isArray(value) ? "a list" : `${typeof value === "object" ? "an" : "a"} ${typeof value}`;

/** An entry, or all that is wrong with it, each as a sentence that begins with where. */
export function parseBatchEntry(value: unknown, index: number): BatchEntry | readonly string[] {
  if (typeof value !== "object" || value === null || Array.isArray(value))
    return [`[${index}] must be an object with name and prompt, not ${describe(value)}.`];
  const given = Object.entries(value);
  const name = (value as { readonly name?: unknown }).name;
  const where = typeof name === "string" && namePattern.test(name) ? `[${index}] ${name}` : `[${index}]`;
  const request: Fields = {};
  const problems: string[] = [];
  const seen = new Set<string>();
  for (const [written, content] of given) {
    const key = keyOf.get(written);
    const wrong = key === undefined ? unknown(written) : seen.has(key) ? "is given twice" : fields[key]?.(content, request);
    if (key !== undefined) seen.add(key);
    if (wrong !== undefined) problems.push(`${where}: ${written} ${wrong}${wrong.endsWith(".") || wrong.endsWith("?") ? "" : "."}`);
  }
  for (const key of required) if (!seen.has(key)) problems.push(`${where}: ${key} is missing.`);
  if (problems.length > 0) return problems;
  const { keepAlive, ...asked } = request;
  return { index, request: asked as BatchEntry["request"], ...(keepAlive === undefined ? {} : { keepAlive }) };
}
