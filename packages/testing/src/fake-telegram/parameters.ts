import { refuse } from "./refusals.ts";
import type { RawRequest, UploadedFile } from "./request.ts";

/** `chat`: an id, or @name. `file`: an upload, a file_id or an address. `json`: an object or a list, as itself or as text. */
export type ParameterKind = "integer" | "number" | "boolean" | "string" | "chat" | "file" | "json";

export type ParameterTable = Readonly<Record<string, ParameterKind>>;

/** One request, its parameters of the kinds that the method takes. */
export interface Call {
  readonly method: string;
  readonly files: ReadonlyMap<string, UploadedFile>;
  /** Aborted when the client has gone. */
  readonly signal: AbortSignal;
  has(name: string): boolean;
  integer(name: string): number | undefined;
  number(name: string): number | undefined;
  flag(name: string): boolean;
  string(name: string): string;
  chat(name?: string): number | string | undefined;
  json(name: string): unknown;
}

/** What Telegram calls a parameter whose JSON it cannot read. */
const jsonNames: Readonly<Record<string, string>> = {
  reply_markup: "reply keyboard markup",
  reply_parameters: "reply parameters",
  link_preview_options: "link preview options",
  scope: "BotCommandScope",
  reaction: "reaction types",
  media: "media",
};

/** Holds a request to the parameters that its method takes. Refuses what Telegram would silently mend. */
export function readCall(method: string, table: ParameterTable, raw: RawRequest, signal: AbortSignal): Call {
  const values: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(raw.parameters)) {
    const kind = Object.hasOwn(table, name) ? table[name] : undefined;
    if (kind === undefined) return refuse("unknownParameter", method, name);
    values[name] = readValue(method, name, kind, value);
  }
  return {
    method,
    files: raw.files,
    signal,
    has: (name) => values[name] !== undefined,
    integer: (name) => values[name] as number | undefined,
    number: (name) => values[name] as number | undefined,
    flag: (name) => values[name] === true,
    string: (name) => (values[name] as string | undefined) ?? "",
    chat: (name = "chat_id") => values[name] as number | string | undefined,
    json: (name) => values[name],
  };
}

function readValue(method: string, name: string, kind: ParameterKind, value: unknown): unknown {
  const wrong = (wanted: string) => refuse("wrongType", method, name, wanted);
  switch (kind) {
    case "integer":
    case "number": {
      const number = typeof value === "string" && value.trim() !== "" ? Number(value) : value;
      if (typeof number !== "number" || !Number.isFinite(number)) return wrong(kind === "integer" ? "an integer" : "a number");
      return kind === "integer" && !Number.isSafeInteger(number) ? wrong("an integer") : number;
    }
    case "boolean":
      if (typeof value === "boolean") return value;
      if (value === "true" || value === "True" || value === "1") return true;
      return value === "false" || value === "False" || value === "0" ? false : wrong("a boolean");
    case "chat":
      if (typeof value === "number" && Number.isSafeInteger(value)) return value;
      if (typeof value !== "string") return wrong("an id or @name");
      return /^-?\d{1,16}$/.test(value) ? Number(value) : value;
    case "string":
    case "file":
      return typeof value === "string" ? value : wrong("a string");
    case "json":
      if (typeof value === "object") return value;
      if (typeof value !== "string") return wrong("an object or a list");
      return value === "" ? undefined : parseJson(name, value);
  }
}

function parseJson(name: string, text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return refuse("markup", `Can't parse ${jsonNames[name] ?? name} JSON object`);
  }
}
