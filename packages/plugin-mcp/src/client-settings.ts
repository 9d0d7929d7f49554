import { type Node, parseTree } from "jsonc-parser";

/** A server as Claude Code's settings name it. */
export interface ServerEntry {
  readonly type: "stdio";
  readonly command: string;
  readonly args: readonly string[];
}

/** What a registration added to a file, so that taking it back leaves the file as it was. */
export interface Written {
  readonly name: string;
  /** The very characters; undefined when the file was made. */
  readonly inserted?: string;
  readonly madeServers: boolean;
  readonly madeFile: boolean;
}

export type Unfit = "it is not JSON" | "it holds no object" | 'its "mcpServers" is no object' | 'it holds "mcpServers" twice';

/** Why a file's text can't be changed by us; undefined when it can. */
export function unfitnessOf(text: string): Unfit | undefined {
  let value: unknown;
  try {
    value = JSON.parse(withoutMark(text));
  } catch {
    return "it is not JSON";
  }
  if (!isObject(value)) return "it holds no object";
  if (value.mcpServers !== undefined && !isObject(value.mcpServers)) return 'its "mcpServers" is no object';
  const named = (rootOf(text).children ?? []).filter((property) => keyOf(property) === "mcpServers");
  return named.length > 1 ? 'it holds "mcpServers" twice' : undefined;
}

/** The entry of a name; undefined when there is none. Throws for a text that is unfit. */
export function readEntry(text: string, name: string): unknown {
  const { mcpServers } = JSON.parse(withoutMark(text)) as { mcpServers?: Record<string, unknown> };
  return mcpServers !== undefined && Object.hasOwn(mcpServers, name) ? mcpServers[name] : undefined;
}

/** The text with one more server; every other character stays. The name must be free. */
export function withEntry(text: string | undefined, name: string, entry: ServerEntry): { readonly text: string; readonly written: Written } {
  if (text === undefined)
    return { text: `${JSON.stringify({ mcpServers: { [name]: entry } }, null, 2)}\n`, written: { name, madeServers: true, madeFile: true } };
  const root = rootOf(text);
  const servers = valueAt(root, "mcpServers");
  const style = styleOf(text, root);
  const [where, key, value] = servers === undefined ? [root, "mcpServers", { [name]: entry }] : [servers, name, entry];
  const depth = servers === undefined ? 1 : 2;
  const { at, inserted } = insertion(text, where as Node, `${JSON.stringify(key)}:${style.afterColon}${rendered(value, style, depth)}`, style, depth);
  return { text: text.slice(0, at) + inserted + text.slice(at), written: { name, inserted, madeServers: servers === undefined, madeFile: false } };
}

/** The text without the server; undefined when nothing is left of a file that was made for it. Whatever else is in the file stays as it is. */
export function withoutEntry(text: string, written: Written): string | undefined {
  const { name, inserted, madeServers, madeFile } = written;
  const exact = inserted === undefined ? undefined : withoutInserted(text, inserted, name);
  if (exact !== undefined && !(madeServers && valueAt(rootOf(exact), "mcpServers")?.children?.length === 0)) return exact;
  const servers = valueAt(rootOf(text), "mcpServers");
  if (servers === undefined) return text;
  const alone = (servers.children ?? []).length === 1;
  const rest = alone && (madeServers || madeFile) ? withoutProperty(text, rootOf(text), "mcpServers") : withoutProperty(text, servers, name);
  return madeFile && (rootOf(rest).children ?? []).length === 0 ? undefined : rest;
}

/** The characters that were put in, taken out where they still stand once and nothing of the rest depends on them. */
function withoutInserted(text: string, inserted: string, name: string): string | undefined {
  const at = text.indexOf(inserted);
  if (at < 0 || text.indexOf(inserted, at + 1) >= 0) return undefined;
  const rest = text.slice(0, at) + text.slice(at + inserted.length);
  return unfitnessOf(rest) === undefined && readEntry(rest, name) === undefined ? rest : undefined;
}

/** From the end of the one before, or to the start of the one behind, so that a comma goes with it. */
function withoutProperty(text: string, object: Node, key: string): string {
  const properties = object.children ?? [];
  const index = properties.findIndex((property) => keyOf(property) === key);
  const property = properties[index];
  if (property === undefined) return text;
  const before = properties[index - 1];
  const behind = properties[index + 1];
  const from = before !== undefined ? before.offset + before.length : behind !== undefined ? property.offset : object.offset + 1;
  const to = before !== undefined ? property.offset + property.length : behind !== undefined ? behind.offset : object.offset + object.length - 1;
  return text.slice(0, from) + text.slice(to);
}

interface Style {
  /** Undefined: all in one line. */
  readonly indent: string | undefined;
  readonly newline: string;
  readonly afterColon: string;
}

function styleOf(text: string, root: Node): Style {
  const newline = text.includes("\r\n") ? "\r\n" : "\n";
  const first = root.children?.[0];
  if (first === undefined) return { indent: "  ", newline, afterColon: " " };
  const lead = text.slice(root.offset + 1, first.offset);
  const value = first.children?.[1];
  const afterColon = /:\s/.test(text.slice(first.offset, value?.offset)) ? " " : "";
  return { indent: lead.includes("\n") ? lead.slice(lead.lastIndexOf("\n") + 1) : undefined, newline, afterColon };
}

const rendered = (value: unknown, { indent, newline }: Style, depth: number): string =>
  indent === undefined ? JSON.stringify(value) : JSON.stringify(value, null, indent || " ").replaceAll("\n", newline + indent.repeat(depth));

function insertion(text: string, object: Node, property: string, { indent, newline }: Style, depth: number): { at: number; inserted: string } {
  const last = object.children?.at(-1);
  const lead = indent === undefined ? "" : newline + indent.repeat(depth);
  if (last !== undefined) return { at: last.offset + last.length, inserted: `,${lead}${property}` };
  const isOpen = text.slice(object.offset + 1, object.offset + object.length - 1).includes("\n");
  const tail = indent === undefined || isOpen ? "" : newline + indent.repeat(depth - 1);
  return { at: object.offset + 1, inserted: lead + property + tail };
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null && !Array.isArray(value);

const withoutMark = (text: string): string => (text.startsWith("\uFEFF") ? text.slice(1) : text);

function rootOf(text: string): Node {
  const marked = text.length - withoutMark(text).length;
  const root = parseTree(marked === 0 ? text : ` ${text.slice(marked)}`);
  if (root?.type !== "object") throw new TypeError("The text holds no object.");
  return root;
}

const keyOf = (property: Node): unknown => property.children?.[0]?.value;

const valueAt = (object: Node, key: string): Node | undefined => object.children?.find((property) => keyOf(property) === key)?.children?.[1];
