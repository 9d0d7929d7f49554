import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import type { Clock, Logger } from "@instar/kernel";
import type { JobDefinition, JobFields, JobProblem } from "../contract.ts";
import { createFileChanges, type FileChanges } from "./change-files.ts";
import type { JobDefaults } from "./definition-from-fields.ts";
import { eachOf } from "./each-of.ts";
import { createGoodVersions } from "./good-versions.ts";
import { judgeName } from "./judge-name.ts";
import type { LastGood } from "./last-good.ts";
import { readVersion, type Version } from "./read-version.ts";
import { createTwins, twinProblem } from "./twins.ts";
import { watchFolder } from "./watch-folder.ts";

/** What differs since the last look. Slugs; `problems`: those that are new. */
export interface FolderChange {
  readonly added: readonly string[];
  readonly changed: readonly string[];
  readonly removed: readonly string[];
  readonly problems: readonly JobProblem[];
}

/** `refused`: nothing was written. `taken`: there is such a file already. `missing`: there is none. */
export type WriteOutcome =
  | { readonly outcome: "written"; readonly change: FolderChange }
  | { readonly outcome: "refused"; readonly problems: readonly JobProblem[] }
  | { readonly outcome: "taken" | "missing" };

/** The jobs in files. Looks and changes follow each other, never at once. What differs after one is told to who asked for it, once. */
export interface JobFolder {
  /** Looks at every file. What can't be read is a problem, never a rejection. */
  load(): Promise<FolderChange>;
  /** By slug: of each file the last version that was good. The map lives. */
  jobs(): ReadonlyMap<string, JobDefinition>;
  /** Everything that is wrong now, by file. */
  problems(): readonly JobProblem[];
  problemsOf(slug: string): readonly JobProblem[];
  /** Until the signal; tells of each change within a second. */
  watch(signal: AbortSignal, changed: (change: FolderChange) => void | Promise<void>): Promise<void>;
  /** The file as it lies there; undefined when there is none that can be read. */
  text(slug: string): Promise<string | undefined>;
  /** Live when it resolves. */
  create(slug: string, fields: JobFields, body?: string): Promise<WriteOutcome>;
  /** The same of a whole file. `replace`: in the place of one that is there. */
  put(slug: string, text: string, replace?: boolean): Promise<WriteOutcome>;
  /** Comments and order stay; `null` takes a field out. Live when it resolves. */
  edit(slug: string, fields: JobFields, body?: string): Promise<WriteOutcome>;
  /** Undefined: there was no such file. */
  remove(slug: string): Promise<FolderChange | undefined>;
}

export interface JobFolderSetup {
  /** Absolute. */
  readonly folder: string;
  /** What people call it, in problems: `.instar/jobs`. */
  readonly shownAs: string;
  readonly log: Pick<Logger, "info" | "warn">;
  readonly clock: Clock;
  readonly defaults: JobDefaults;
  readonly lastGood: LastGood;
}

const mostReported = 20;

export function createJobFolder({ folder, shownAs, log, clock, defaults, lastGood }: JobFolderSetup): JobFolder {
  const files = new Map<string, Version>();
  const jobs = new Map<string, JobDefinition>();
  const twins = createTwins(jobs);
  const goodVersions = createGoodVersions({ lastGood, log, shownAs, defaults, files, jobs, twins });
  let unreadable: readonly JobProblem[] = [];
  let isFirst = true;
  let last: Promise<unknown> = Promise.resolve();

  function alone<T>(act: () => Promise<T>): Promise<T> {
    const result = last.then(() => act());
    // Whoever asked is told; the next one goes on all the same.
    last = result.catch(() => undefined);
    return result;
  }

  async function namesThere(): Promise<string[] | undefined> {
    try {
      const names = await readdir(folder);
      unreadable = [];
      return names.filter((name) => judgeName(name).kind !== "ignored").sort();
    } catch (error) {
      const { code = String(error) } = error as NodeJS.ErrnoException;
      unreadable = [];
      if (code === "ENOENT") return [];
      unreadable = [{ path: shownAs, text: `The folder could not be read (${code}), so its jobs stay as they were.`, hint: "Look at its permissions." }];
      return undefined;
    }
  }

  function drop(name: string): string | undefined {
    files.delete(name);
    const judged = judgeName(name);
    return judged.kind === "job" && jobs.delete(judged.slug) ? judged.slug : undefined;
  }

  /** `only`: of these names; all when absent. */
  async function look(only?: ReadonlySet<string>): Promise<FolderChange> {
    const before = new Map(jobs);
    const known = new Set(problems().map(identity));
    const broken = [...files.values()].filter((file) => file.problems.length > 0).map(({ path }) => path);
    const good = isFirst ? await goodVersions.recall() : new Map<string, string>();
    // Of two whose names differ in capitals, the one that was there first stays, over a restart too.
    const names = (await namesThere())?.sort((a, b) => Number(good?.has(slugOf(b)) ?? 0) - Number(good?.has(slugOf(a)) ?? 0));
    const kept = new Map<string, string>();
    const gone: string[] = [];
    if (good !== undefined && names === undefined) await goodVersions.bringBack(good, () => true);
    if (names !== undefined) {
      const there = new Set(names);
      const away = [...files.keys()].filter((name) => !there.has(name));
      const versions = new Map<string, Version>();
      const wanted = only === undefined || isFirst ? names : names.filter((name) => only.has(name) || !files.get(name)?.print);
      await eachOf(wanted, async (name) => {
        const version = await readVersion(join(folder, name), `${shownAs}/${name}`, files.get(name), defaults);
        if (version === undefined) away.push(name);
        else versions.set(name, version);
      });
      for (const name of away) {
        const slug = drop(name);
        if (slug !== undefined) gone.push(slug);
      }
      if (good !== undefined) await goodVersions.bringBack(good, (slug) => versions.has(`${slug}.md`) && versions.get(`${slug}.md`)?.definition === undefined);
      for (const name of wanted) {
        const version = versions.get(name);
        if (version === undefined || version === files.get(name)) continue;
        const { definition, text, ...rest } = version;
        const twin = definition === undefined ? undefined : twins.of(definition.slug);
        files.set(name, twin === undefined ? rest : { print: "", digest: "", problems: [twinProblem(rest.path, twin)], path: rest.path });
        if (definition === undefined || twin !== undefined) continue;
        // One and the same as long as it says the same: a comment changes nothing.
        const former = jobs.get(definition.slug);
        if (former === undefined || !isDeepStrictEqual(former, definition)) jobs.set(definition.slug, definition);
        twins.know(definition.slug);
        kept.set(definition.slug, text ?? "");
      }
    }
    if (good !== undefined) await goodVersions.keep(kept, gone, good, names !== undefined);
    isFirst = false;
    const fresh = problems().filter((problem) => !known.has(identity(problem)));
    report(fresh);
    for (const path of broken)
      if (files.get(path.slice(shownAs.length + 1))?.problems.length === 0) log.info("The file of a job is in order again.", { file: path });
    return { ...differences(before, jobs), problems: fresh };
  }

  const problems = () => [...unreadable, ...[...files.values()].flatMap((file) => file.problems)];

  function report(fresh: readonly JobProblem[]): void {
    for (const { path, line, text, hint } of fresh.slice(0, mostReported)) {
      const goesOn = jobs.has(path.slice(shownAs.length + 1, -3));
      log.warn(goesOn ? "The file of a job is broken; its last good version goes on." : "The file of a job is broken, so there is no such job.", {
        file: line === undefined ? path : `${path}:${line}`,
        problem: text,
        ...(hint === undefined ? {} : { hint }),
      });
    }
    if (fresh.length > mostReported) log.warn("More files of jobs are broken.", { more: fresh.length - mostReported });
  }

  const changes: FileChanges = createFileChanges({ folder, shownAs, defaults });
  const written = async (slug: string, act: () => Promise<Exclude<WriteOutcome, { outcome: "written" }> | undefined>): Promise<WriteOutcome> =>
    await alone(async () => (await act()) ?? { outcome: "written", change: await look(new Set([`${slug}.md`])) });

  return {
    load: () => alone(look),
    jobs: () => jobs,
    problems,
    problemsOf: (slug) => files.get(`${slug}.md`)?.problems ?? [],
    watch: (signal, changed) =>
      watchFolder({ folder, clock, log, signal }, async (names) => {
        const change = await alone(() => look(names));
        if (Object.values(change).some((slugs) => slugs.length > 0)) await changed(change);
      }),
    text: (slug) => changes.text(slug),
    create: (slug, fields, body) => written(slug, () => changes.create(slug, fields, body)),
    put: (slug, text, replace) => written(slug, () => changes.put(slug, text, replace)),
    edit: (slug, fields, body) => written(slug, () => changes.edit(slug, fields, body)),
    remove: (slug) => alone(async () => ((await changes.remove(slug)) ? await look(new Set([`${slug}.md`])) : undefined)),
  };
}

const slugOf = (name: string) => name.replace(/\.md$/, "");

const identity = ({ path, line, field, text }: JobProblem) => JSON.stringify([path, line, field, text]);

function differences(before: ReadonlyMap<string, JobDefinition>, after: ReadonlyMap<string, JobDefinition>): Omit<FolderChange, "problems"> {
  const added: string[] = [];
  const changed: string[] = [];
  for (const [slug, job] of after) {
    const former = before.get(slug);
    if (former === undefined) added.push(slug);
    else if (former !== job) changed.push(slug);
  }
  return { added: added.sort(), changed: changed.sort(), removed: [...before.keys()].filter((slug) => !after.has(slug)) };
}
