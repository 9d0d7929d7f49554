import type { JobFields } from "../contract.ts";
import { fieldNames } from "./job-fields.ts";
import { frontMatter } from "./read-front-matter.ts";

const style = { lineWidth: 0, flowCollectionPadding: false } as const;
const rank = (field: string) => (fieldNames.indexOf(field) + fieldNames.length + 1) % (fieldNames.length + 1);

/** A new file. */
export async function writeText(fields: JobFields, body: string): Promise<string> {
  const { stringify } = await import("yaml");
  const ordered = Object.fromEntries(Object.entries(fields).sort(([a], [b]) => rank(a) - rank(b)));
  const written = body.trim();
  return `---\n${stringify(ordered, style)}---\n${written === "" ? "" : `\n${written}\n`}`;
}

/** The text with these fields changed, and all else of it as it was; undefined when its front matter can't be read. */
export async function changeText(text: string, fields: JobFields, body?: string): Promise<string | undefined> {
  const { isMap, parseDocument } = await import("yaml");
  const match = frontMatter.exec(text);
  if (match === null) return undefined;
  const document = parseDocument(match[1] ?? "", { stringKeys: true, logLevel: "error", prettyErrors: false });
  if (document.errors.length > 0 || !isMap(document.contents)) return undefined;
  for (const [field, value] of Object.entries(fields)) {
    if (value === undefined) continue;
    if (value === null) document.delete(field);
    else document.set(field, value);
  }
  // What is said anew replaces the other way of saying it.
  if (fields["timeout"] !== undefined && fields["expectedDurationMinutes"] === undefined) document.delete("expectedDurationMinutes");
  const isMoved = body !== undefined && body.trim() !== "" && fields["execute"] === undefined && document.hasIn(["execute", "value"]);
  if (isMoved) document.deleteIn(["execute", "value"]);
  const newline = match[0].includes("\r\n") ? "\r\n" : "\n";
  const mark = text.startsWith("\uFEFF") ? "\uFEFF" : "";
  const head =
    isMoved || Object.values(fields).some((value) => value !== undefined)
      ? `${mark}---\n${String(document.contents.items.length === 0 ? "" : document.toString(style))}---\n`.replaceAll(/\r?\n/g, newline)
      : match[0];
  return head + (body === undefined ? text.slice(match[0].length) : `${newline}${body.trim()}${newline}`);
}
