import type { Json } from "@instar/kernel";

export type JsonObject = { readonly [key: string]: Json };

/** One line of the program's output. Only `type` is certain: newer versions add fields and types, and all are let through. */
export interface CliLine extends JsonObject {
  readonly type: string;
}

/** Undefined for what is not a JSON object with a type: a stray print of some tool, never a reason to fail. */
export function parseLine(line: string): CliLine | undefined {
  try {
    const value: unknown = JSON.parse(line);
    return isObject(value) && typeof value.type === "string" ? (value as CliLine) : undefined;
  } catch {
    // Not a line of the protocol; the caller reports it.
    return undefined;
  }
}

export const isObject = (value: unknown): value is JsonObject => typeof value === "object" && value !== null && !Array.isArray(value);

export const objectAt = (value: Json | undefined, key: string): JsonObject => {
  const found = isObject(value) ? value[key] : undefined;
  return isObject(found) ? found : {};
};

export const textAt = (value: Json | undefined, key: string): string | undefined => {
  const found = isObject(value) ? value[key] : undefined;
  return typeof found === "string" ? found : undefined;
};

export const numberAt = (value: Json | undefined, key: string): number | undefined => {
  const found = isObject(value) ? value[key] : undefined;
  return typeof found === "number" && Number.isFinite(found) ? found : undefined;
};

export const listAt = (value: Json | undefined, key: string): readonly Json[] => {
  const found = isObject(value) ? value[key] : undefined;
  return Array.isArray(found) ? (found as readonly Json[]) : [];
};

export const textsAt = (value: Json | undefined, key: string): readonly string[] =>
  listAt(value, key).filter((entry): entry is string => typeof entry === "string");

/** Blocks of a message's content; a plain string is one text block. */
export const contentOf = (line: Json): readonly JsonObject[] => {
  const content = objectAt(line, "message").content;
  if (typeof content === "string") return [{ type: "text", text: content }];
  return Array.isArray(content) ? content.filter(isObject) : [];
};

export interface UserMessage {
  readonly uuid: string;
  readonly texts: readonly string[];
  /** False only for the house's own slash commands. */
  readonly composed: boolean;
}

/** A message as the program reads it. `client_composed` keeps a person's text from being taken for a command of the program. */
export const userLine = ({ uuid, texts, composed }: UserMessage): JsonObject => ({
  type: "user",
  message: { role: "user", content: composed ? texts.map((text) => ({ type: "text", text })) : texts.join("\n") },
  parent_tool_use_id: null,
  session_id: "",
  uuid,
  ...(composed && { client_composed: true }),
});
