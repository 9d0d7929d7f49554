import { doings, type Rule, targetKinds } from "./rule.ts";

const severities = ["catastrophic", "risky", "fine"];
const texts = ["id", "severity", "reason", "instead", "text"];
const lists = ["programs", "words", "flags", "operands", "does", "targets"];
const switches = ["deep", "exists"];
const exceptions = ["programs", "words", "flags", "operands", "text"];

/** They narrow a rule down; without one of them it would speak of everything. */
const narrowing = ["programs", "words", "flags", "operands", "text", "does"];

const isText = (value: unknown): boolean => typeof value === "string" && value !== "";
const isList = (value: unknown): value is readonly string[] => Array.isArray(value) && value.length > 0 && value.every(isText);
const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === "object" && value !== null && !Array.isArray(value);
const stranger = (values: readonly string[], known: readonly string[]) => values.find((value) => !known.includes(value));

/** How many letters must be changed, added or left out to come from one word to the other. */
function distance(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (let i = 0; i < Math.min(one.length, 64); i++) {
    const next = [i + 1];
    for (let j = 0; j < other.length; j++) next.push(Math.min((next[j] ?? 0) + 1, (row[j + 1] ?? 0) + 1, (row[j] ?? 0) + (one[i] === other[j] ? 0 : 1)));
    row = next;
  }
  return row.at(-1) ?? 0;
}

function meant(odd: string, known: readonly string[]): string {
  const [near] = known.map((name) => ({ name, far: distance(odd.toLowerCase(), name) })).sort((one, other) => one.far - other.far);
  return near !== undefined && near.far <= Math.max(2, near.name.length / 2) ? ` Did you mean ${near.name}?` : "";
}

const longestExpression = 1_000;

function checkExpression(name: string, text: unknown): string | undefined {
  if (String(text).length > longestExpression) return `${name} has more than ${longestExpression} characters.`;
  // What repeats inside of what repeats takes longer than anybody's patience.
  if (/\([^()]*[+*][^()]*\)\s*(?:[+*]|\{\d+,)/.test(String(text)))
    return `${name} repeats a group that repeats something itself, which takes too long on some texts.`;
  try {
    new RegExp(String(text), "i");
    return undefined;
  } catch (error) {
    return `${name} is no regular expression: ${(error as Error).message}`;
  }
}

function checkFields(fields: Readonly<Record<string, unknown>>, known: readonly string[], where: string): string | undefined {
  for (const [name, value] of Object.entries(fields)) {
    if (value === undefined) continue;
    if (!known.includes(name)) return `${where}${name} is nothing that a rule has.${meant(name, known)}`;
    if (texts.includes(name) && !isText(value)) return `${where}${name} is a text, and not empty.`;
    if (lists.includes(name) && !isList(value)) return `${where}${name} is a list of texts, and not empty.`;
    if (switches.includes(name) && typeof value !== "boolean") return `${where}${name} is true or false.`;
    const expression = name === "text" ? checkExpression(`${where}text`, value) : undefined;
    if (expression !== undefined) return expression;
  }
  return undefined;
}

/** Why something is no rule, in a sentence; undefined when it is one. For what people and plugins write. */
export function checkRule(value: unknown): string | undefined {
  if (!isRecord(value)) return "A rule is an object.";
  const { unless, ...fields } = value;
  const wrong = checkFields(fields, [...texts, ...lists, ...switches, "unless"], "");
  if (wrong !== undefined) return wrong;
  const missing = ["id", "severity", "reason", "instead"].find((name) => fields[name] === undefined);
  if (missing !== undefined) return `${missing} is missing.`;
  const rule = value as unknown as Rule;
  if (!/^[a-z\d-]+(\.[a-z\d-]+)*$/.test(rule.id)) return `id is "subject.what" in small letters, and it is ${JSON.stringify(rule.id)}.`;
  if (!severities.includes(rule.severity)) return `severity is one of ${severities.join(", ")}, and it is ${JSON.stringify(rule.severity)}.`;
  const doing = stranger(rule.does ?? [], doings);
  if (doing !== undefined) return `does has ${JSON.stringify(doing)}, and knows ${doings.join(", ")}.${meant(doing, doings)}`;
  const kind = stranger(rule.targets ?? [], targetKinds);
  if (kind !== undefined) return `targets has ${JSON.stringify(kind)}, and knows ${targetKinds.join(", ")}.${meant(kind, targetKinds)}`;
  if (!narrowing.some((name) => fields[name] !== undefined)) return `It would speak of every command: give one of ${narrowing.join(", ")}.`;
  if (unless === undefined) return undefined;
  return isRecord(unless) ? checkFields(unless, exceptions, "unless.") : "unless is an object.";
}
