export interface ModelBlock {
  readonly type: string;
  readonly text?: string;
  readonly [key: string]: unknown;
}

export interface ModelMessage {
  readonly role: string;
  readonly content: readonly ModelBlock[];
}

/** One request to the model, parsed. Carries no credential. */
export interface ModelRequest {
  /** The first request is 1. */
  readonly number: number;
  /** Epoch milliseconds. */
  readonly at: number;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Which kind of credential came with it; its value is not kept. */
  readonly credential: "api-key" | "token" | "none";
  readonly model: string;
  readonly stream: boolean;
  /** The system prompt's text. Turns of the role `system` are in `messages`. */
  readonly system: string;
  readonly messages: readonly ModelMessage[];
  readonly tools: readonly string[];
  /** What a person said last: the newest text of a user turn that is no reminder of the client's own. */
  readonly lastUserText: string;
  /** What the client itself announced in the last turn: background work that has ended. `lastUserText` is empty then. */
  readonly notification?: string;
  /** The last turn is the result of a tool, and nobody has said anything since. */
  readonly afterTool: boolean;
  /** What the tools of the last turn gave, as text. */
  readonly toolResults: readonly { readonly id: string; readonly text: string; readonly isError: boolean }[];
  /** Everything that the model would read, for searching. */
  readonly text: string;
  readonly body: Readonly<Record<string, unknown>>;
}

/** What the client itself puts into a person's turn. */
const house = /^\s*(?:<(?:system-reminder|local-command-|command-name|command-message)|\[Request interrupted by user)/;

const secretHeaders = new Set(["authorization", "x-api-key", "cookie", "proxy-authorization"]);

export function parseModelRequest(
  number: number,
  at: number,
  path: string,
  rawHeaders: Readonly<Record<string, string | string[] | undefined>>,
  raw: string,
): ModelRequest {
  const body = record(raw === "" ? {} : JSON.parse(raw));
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(rawHeaders)) {
    if (value !== undefined && !secretHeaders.has(name)) headers[name] = Array.isArray(value) ? value.join(", ") : value;
  }
  const messages = list(body.messages).map((message) => ({ role: String(record(message).role), content: blocksOf(record(message).content) }));
  const users = messages.filter((message) => message.role === "user");
  const last = users.at(-1)?.content ?? [];
  const results = last.filter((block) => block.type === "tool_result");
  const saidSince = last.slice(last.findLastIndex((block) => block.type === "tool_result") + 1).some(isWords);
  const system = textOf(blocksOf(body.system));
  const notification = saidSince
    ? undefined
    : /<task-notification>[\s\S]*<\/task-notification>/.exec(textOf(last.filter((block) => block.type === "text")))?.[0];
  return {
    number,
    at,
    path,
    headers,
    credential: rawHeaders["x-api-key"] !== undefined ? "api-key" : rawHeaders.authorization !== undefined ? "token" : "none",
    model: typeof body.model === "string" ? body.model : "",
    stream: body.stream === true,
    system,
    messages,
    tools: list(body.tools).map((tool) => String(record(tool).name)),
    lastUserText: notification === undefined ? lastWords(users) : "",
    ...(notification !== undefined && { notification }),
    afterTool: results.length > 0 && !saidSince && notification === undefined,
    toolResults: results.map((block) => ({ id: String(block.tool_use_id), text: textOf(blocksOf(block.content)), isError: block.is_error === true })),
    text: [system, ...messages.map((message) => textOf(message.content))].join("\n"),
    body,
  };
}

function lastWords(users: readonly ModelMessage[]): string {
  for (const message of users.toReversed()) {
    const words = message.content.filter(isWords);
    if (words.length > 0) return words.map((block) => block.text ?? "").join("\n");
  }
  return "";
}

function isWords(block: ModelBlock): boolean {
  return block.type === "text" && !house.test(block.text ?? "");
}

function textOf(blocks: readonly ModelBlock[]): string {
  return blocks
    .map((block) => {
      if (block.type === "tool_result") return textOf(blocksOf(block.content));
      return block.type === "tool_use" ? JSON.stringify(block.input) : (block.text ?? "");
    })
    .join("\n");
}

function blocksOf(content: unknown): readonly ModelBlock[] {
  if (typeof content === "string") return [{ type: "text", text: content }];
  return list(content).map((block) => record(block) as ModelBlock);
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function record(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {};
}
