import type { IncomingMessage } from "node:http";
import { parseMultipart } from "./multipart.ts";
import { refuse } from "./refusals.ts";

const mostBytes = 50 * 1024 * 1024 + 64 * 1024;

export interface UploadedFile {
  readonly name: string;
  readonly content: Uint8Array;
}

/** What a client sent, before anything is made of it. From a form or a query, every value is a string; null counts as absent. */
export interface RawRequest {
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly files: ReadonlyMap<string, UploadedFile>;
}

export async function readBody(incoming: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of incoming) {
    bytes += (chunk as Buffer).length;
    if (bytes <= mostBytes) chunks.push(chunk as Buffer);
  }
  return bytes > mostBytes ? refuse("bodyTooLarge") : Buffer.concat(chunks);
}

export function parseRequest(query: URLSearchParams, contentType: string, body: Buffer): RawRequest {
  const files = new Map<string, UploadedFile>();
  const parameters: Record<string, unknown> = Object.fromEntries(query);
  if (body.length === 0) return { parameters, files };
  const kind = contentType.toLowerCase();
  if (kind.startsWith("application/json")) {
    for (const [name, value] of Object.entries(parseJson(body))) if (value !== null) parameters[name] = value;
  } else if (kind.startsWith("application/x-www-form-urlencoded")) {
    for (const [name, value] of new URLSearchParams(body.toString("utf8"))) parameters[name] = value;
  } else if (kind.startsWith("multipart/form-data")) {
    for (const part of parseMultipart(body, contentType) ?? refuse("unreadableBody", "multipart/form-data")) {
      if (part.fileName === undefined) parameters[part.name] = Buffer.from(part.content).toString("utf8");
      else files.set(part.name, { name: safeName(part.fileName), content: part.content });
    }
  } else refuse("unreadableBody", "JSON, form or multipart");
  return { parameters, files };
}

function parseJson(body: Buffer): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(body.toString("utf8"));
    if (typeof value === "object" && value !== null && !Array.isArray(value)) return value as Record<string, unknown>;
  } catch {
    // Refused below, like JSON that is no object.
  }
  return refuse("unreadableBody", "JSON object");
}

/** Telegram keeps the last part of a path. */
function safeName(name: string): string {
  return name.replace(/^.*[/\\]/, "");
}
