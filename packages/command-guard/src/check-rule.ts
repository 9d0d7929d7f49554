import { doings, type Rule, targetKinds } from "./rule.ts";

const severities = ["catastrophic", "risky", "fine"];
const texts = ["id", "severity", "reason", "instead", "text"];
const lists = ["programs", "words", "flags", "operands", "does", "targets"];
const switches = ["deep", "exists"];
const exceptions = ["words", "flags", "operands", "text"];

/** They narrow a rule down; without one of them it would speak of everything. */
const narrowing = ["programs", "words", "flags", "operands", "text", "does"];

const isText = (value: unknown): boolean => typeof value === "string" && value !== "";
const isList = (value: unknown): value is readonly string[] => Array.isArray(value) && value.length > 0 && value.every(isText);
const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === "object" && value !== null && !Array.isArray(value);
const stranger = (values: readonly string[], known: readonly string[]) => values.find((value) => !known.includes(value));

function checkExpression(name: string, text: unknown): string | undefined {
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
    if (!known.includes(name)) return `${where}${name} is nothing that a rule has.`;
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
  const wrong = checkFields(fields, [...texts, ...lists, ...switches], "");
  if (wrong !== undefined) return wrong;
  const missing = ["id", "severity", "reason", "instead"].find((name) => fields[name] === undefined);
  if (missing !== undefined) return `${missing} is missing.`;
  const rule = value as unknown as Rule;
  if (!/^[a-z\d-]+(\.[a-z\d-]+)*$/.test(rule.id)) return `id is "subject.what" in small letters, and it is ${JSON.stringify(rule.id)}.`;
  if (!severities.includes(rule.severity)) return `severity is one of ${severities.join(", ")}, and it is ${JSON.stringify(rule.severity)}.`;
  const doing = stranger(rule.does ?? [], doings);
  if (doing !== undefined) return `does has ${JSON.stringify(doing)}, and knows ${doings.join(", ")}.`;
  const kind = stranger(rule.targets ?? [], targetKinds);
  if (kind !== undefined) return `targets has ${JSON.stringify(kind)}, and knows ${targetKinds.join(", ")}.`;
  if (!narrowing.some((name) => fields[name] !== undefined)) return `It would speak of every command: give one of ${narrowing.join(", ")}.`;
  if (unless === undefined) return undefined;
  return isRecord(unless) ? checkFields(unless, exceptions, "unless.") : "unless is an object.";
}
