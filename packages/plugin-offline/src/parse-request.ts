/** What a message asks of an agent that understands a handful of sentences. */
export type Request =
  | { readonly kind: "create"; readonly file: string; readonly text: string }
  | { readonly kind: "read"; readonly file: string }
  | { readonly kind: "run"; readonly command: string }
  | { readonly kind: "wait"; readonly ms: number }
  | { readonly kind: "delete-everything" }
  | { readonly kind: "recall" }
  | { readonly kind: "told" }
  | { readonly kind: "repeat"; readonly times: number; readonly request: Request }
  | { readonly kind: "help" }
  | { readonly kind: "chat" };

/** A sentence counts only when the message begins with it, so that quoting one is harmless. */
export function parseRequest(message: string): Request {
  const text = message.trim().replace(/^please\s+/i, "");
  const repeat = /^(\d{1,4})\s+times:\s*([\s\S]+)/i.exec(text);
  if (repeat) return { kind: "repeat", times: Number(repeat[1]), request: parseRequest(repeat[2] as string) };
  const create = /^create\s+(?:(?:a|the)\s+file\s+)?(?:(?:called|named)\s+)?(\S+)(?:\s+(?:with|saying|containing)\s+([\s\S]+))?/i.exec(text);
  if (create) return { kind: "create", file: unquoted(create[1] as string), text: `${create[2] ?? "Made by the offline agent."}\n` };
  const read = /^read\s+(?:(?:the\s+)?file\s+)?(\S+)/i.exec(text);
  if (read) return { kind: "read", file: unquoted(read[1] as string) };
  const run = /^run\s+([\s\S]+)/i.exec(text);
  if (run) return { kind: "run", command: unquoted((run[1] as string).trim()) };
  const wait = /^wait\s+(\d+(?:\.\d+)?)\s*(ms|s|m)?\b/i.exec(text);
  if (wait) return { kind: "wait", ms: Number(wait[1]) * unitMs[(wait[2] ?? "s").toLowerCase() as keyof typeof unitMs] };
  if (/^delete\s+everything\b/i.test(text)) return { kind: "delete-everything" };
  if (/^what\s+did\s+I\s+say\b/i.test(text)) return { kind: "recall" };
  if (/^(?:what\s+were\s+you\s+told|who\s+are\s+you)\b/i.test(text)) return { kind: "told" };
  return /^help\b/i.test(text) ? { kind: "help" } : { kind: "chat" };
}

const unitMs = { ms: 1, s: 1000, m: 60_000 } as const;

function unquoted(text: string): string {
  return /^(["'`])[\s\S]*\1$/.test(text) && text.length > 1 ? text.slice(1, -1) : text;
}
