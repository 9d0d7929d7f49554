import type { Json } from "@instar/kernel";
import { isObject, type JsonObject, listAt, objectAt, textAt } from "./protocol.ts";

/** What a tool gave, as the model would read it (nearly: line numbers and the like are the program's own). */
export function outputText(response: Json): string {
  if (typeof response === "string") return response;
  if (Array.isArray(response)) return (response as readonly Json[]).map(outputText).filter(Boolean).join("\n");
  if (!isObject(response)) return response === null ? "" : String(response);
  if (typeof response.stdout === "string") return [response.stdout, textAt(response, "stderr")].filter(Boolean).join("\n");
  const file = objectAt(response, "file");
  if (typeof file.content === "string") return file.content;
  if (response.type === "text" && typeof response.text === "string") return response.text;
  if (typeof response.result === "string") return response.result;
  if (Array.isArray(response.content)) return outputText(response.content);
  return JSON.stringify(response);
}

/**
 * The same answer with other words: the program refuses a replacement that has not the shape of that tool's own output. Undefined when it
 * holds no words at all (numbers, flags).
 */
export function withOutput(tool: string, response: Json, text: string): Json | undefined {
  if (tool.startsWith("mcp__")) return Array.isArray(response) ? [{ type: "text", text }] : text;
  if (typeof response === "string") return text;
  if (Array.isArray(response)) return [{ type: "text", text }];
  if (!isObject(response)) return text;
  if (typeof response.stdout === "string")
    return { stdout: text, stderr: "", interrupted: response.interrupted === true, isImage: false, noOutputExpected: false };
  const file = objectAt(response, "file");
  if (textAt(file, "filePath") !== undefined) {
    const lines = text.split("\n").length;
    return { type: "text", file: { filePath: textAt(file, "filePath") ?? "", content: text, numLines: lines, startLine: 1, totalLines: lines } };
  }
  if (typeof response.result === "string") return { ...response, result: text };
  if (listAt(response, "content").length > 0) return { ...response, content: [{ type: "text", text }] };
  return blanked(response, text);
}

const shortWord = /^[\w.:/-]{1,40}$/;

/** For tools that we don't know: the longest text becomes ours, other sentences vanish, short words (kinds, states, paths) stay. */
function blanked(response: JsonObject, text: string): Json | undefined {
  let longest = "";
  const look = (value: Json): void => {
    if (typeof value === "string" && value.length > longest.length) longest = value;
    else if (typeof value === "object" && value !== null) Object.values(value).forEach(look);
  };
  look(response);
  if (longest === "") return undefined;
  const change = (value: Json): Json => {
    if (typeof value === "string") return value === longest ? text : shortWord.test(value) ? value : "";
    if (Array.isArray(value)) return (value as readonly Json[]).map(change);
    if (isObject(value)) return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, change(inner)]));
    return value;
  };
  return change(response);
}
