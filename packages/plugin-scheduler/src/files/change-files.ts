import { lstat, mkdir, readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { nearest } from "@instar/kernel/nearest";
import { replaceFile } from "@instar/process";
import type { JobFields, JobProblem } from "../contract.ts";
import { definitionFromFields, isSlug, type JobDefaults } from "./definition-from-fields.ts";
import { fieldNames } from "./job-fields.ts";
import { readEntry } from "./read-entry.ts";
import { readJobFile } from "./read-job-file.ts";
import { changeText, writeText } from "./write-text.ts";

/** Undefined: it was written. */
type Refusal = { readonly outcome: "refused"; readonly problems: readonly JobProblem[] } | { readonly outcome: "taken" | "missing" } | undefined;

const hasLine = (text: string, field: string): boolean => text.split(/\r?\n/).some((line) => line.replace(/^["']/, "").startsWith(field));

function notThere(field: string): { readonly text: string; readonly hint?: string } {
  const near = nearest(field, fieldNames);
  return {
    text: `${JSON.stringify(field)} is no field of a job, and nothing of the file is called so.`,
    ...(near !== undefined && { hint: `Did you mean ${near}?` }),
  };
}

/** Writes files of jobs. Nothing is written that could not be read back as a job. */
export interface FileChanges {
  text(slug: string): Promise<string | undefined>;
  create(slug: string, fields: JobFields, body?: string): Promise<Refusal>;
  put(slug: string, text: string, replace?: boolean): Promise<Refusal>;
  edit(slug: string, fields: JobFields, body?: string): Promise<Refusal>;
  remove(slug: string): Promise<boolean>;
}

export function createFileChanges({
  folder,
  shownAs,
  defaults,
}: {
  readonly folder: string;
  readonly shownAs: string;
  readonly defaults: JobDefaults;
}): FileChanges {
  const place = (slug: string) => join(folder, `${slug}.md`);
  const shown = (slug: string) => `${shownAs}/${slug}.md`;
  const isThere = async (slug: string) => {
    try {
      return (await readdir(folder)).some((name) => name.toLowerCase() === `${slug}.md`.toLowerCase());
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === "ENOENT") return false;
      throw error;
    }
  };
  async function put(slug: string, text: string, replace = false): Promise<Refusal> {
    const { problems } = isSlug(slug) ? await readJobFile(text, shown(slug), defaults) : definitionFromFields(slug, {}, "", { path: shown(slug) }, defaults);
    if (problems.length > 0) return { outcome: "refused", problems };
    if (await isThere(slug)) {
      if (!replace) return { outcome: "taken" };
      // What a link leads to is not ours to replace.
      if ((await lstat(place(slug))).isSymbolicLink()) await rm(place(slug));
    }
    await mkdir(folder, { recursive: true });
    await replaceFile(place(slug), text);
    return undefined;
  }
  async function edit(slug: string, fields: JobFields, body?: string): Promise<Refusal> {
    const entry = isSlug(slug) ? readEntry(place(slug), undefined) : ({ kind: "gone" } as const);
    if (entry.kind === "gone" || entry.kind === "same") return { outcome: "missing" };
    const path = shown(slug);
    if (entry.kind === "refused")
      return { outcome: "refused", problems: [{ path, text: entry.text, ...(entry.hint === undefined ? {} : { hint: entry.hint }) }] };
    const strange = Object.keys(fields).filter((field) => fields[field] === null && !fieldNames.includes(field) && !hasLine(entry.text, field));
    if (strange.length > 0) return { outcome: "refused", problems: strange.map((field) => ({ path, ...notThere(field) })) };
    const text = await changeText(entry.text, fields, body);
    const { problems } = await readJobFile(text ?? entry.text, path, defaults);
    if (problems.length > 0) return { outcome: "refused", problems };
    if (text === undefined || text === entry.text) return undefined;
    // Somebody saved it meanwhile: then it is theirs that is changed.
    if (readEntry(place(slug), entry.print).kind !== "same") return edit(slug, fields, body);
    await replaceFile(place(slug), text);
    return undefined;
  }
  return {
    async text(slug) {
      const entry = isSlug(slug) ? readEntry(place(slug), undefined) : undefined;
      return entry?.kind === "text" ? entry.text : undefined;
    },
    async create(slug, fields, body = "") {
      const given = Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined && value !== null));
      const { problems } = definitionFromFields(slug, given, body, { path: shown(slug) }, defaults);
      if (problems.length > 0) return { outcome: "refused", problems };
      return await put(slug, await writeText(given, body), false);
    },
    put,
    edit,
    async remove(slug) {
      if (!isSlug(slug) || !(await isThere(slug))) return false;
      await rm(place(slug));
      return true;
    },
  };
}
