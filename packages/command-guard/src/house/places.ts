import { readdirSync, readFileSync, type Stats, statSync } from "node:fs";
import { homedir, tmpdir } from "node:os";
import { basename, dirname, join, relative, resolve, sep } from "node:path";
import { globFits, literalOf, unknown } from "@instar/shell-words";
import { realPath } from "../real-path.ts";

/** What the agent edits itself, under `.instar`. */
const agentDocuments = ["memory.md", "skills"];

/** What it reads there and changes only through the house, which may have to ask for a yes. */
const jobsFolder = "jobs";
export const jobsPlace = "the jobs (.instar/jobs)";

/** The house's copies of the files that people sent, under `.instar`: the agent is told of them to read them. */
const sentFiles = join("plugins", "conversations", "files");

export interface Places {
  /** What of the owner's a path leads to, in words, or undefined. `writing`: it may be changed. */
  reached(path: string, cwd: string, writing: boolean): string | undefined;
  /** The same for a word of a shell with wildcards or parts that can't be told. */
  matched(pattern: string, cwd: string): "home" | "jobs" | "config" | undefined;
  /** Whether the folder contains what is the owner's somewhere below. `itself`: a link is the link, not where it leads. */
  contains(folder: string, cwd: string, itself?: boolean): boolean;
  /** Whether git is told to leave the owner's folder out, or there is no git. */
  isIgnored(): boolean;
  /** Names of files that only the owner's folder has, for searches by name. */
  names(): readonly string[];
}

const within = (path: string, folder: string) => path === folder || path.startsWith(folder.endsWith(sep) ? folder : folder + sep);

const lower = (path: string) => path.toLowerCase();

/** `~` is the home folder of who runs the agent. */
export const withHomeFolder = (path: string) => (path === "~" || path.startsWith("~/") ? homedir() + path.slice(1) : path);

const isConfigName = (name: string) => /^instar\.config\./.test(name);

/** Where a system shows what a process was started with: the tokens of other sessions are there. Also for a word with wildcards. */
export const isEnvironment = (path: string): boolean => /^\/proc\/[^/]+\/(task\/[^/]+\/)?(environ|mem)$/.test(path);

/** Each look goes through the file system while the house waits. Far more than any line that somebody writes. */
const mostLooks = 5_000;

/**
 * The agent's folder and what is the owner's in it, opened anew for each line: its paths are asked for once, and no more than 5,000 of them. What is
 * beyond is refused, for a pad of words must not hide the last. Names are compared without regard to case: some file systems make no difference.
 */
export function createPlaces(paths: { readonly project: string; readonly home: string }): () => Places {
  const project = lower(realPath(paths.project));
  const home = lower(realPath(paths.home));
  const socketFolder = lower(join(realPath(tmpdir()), `instar-${process.getuid?.() ?? ""}`));

  /** The config may be a key of package.json. */
  function isConfigInPackage(): boolean {
    try {
      if (readdirSync(paths.project).some(isConfigName)) return false;
      return Array.isArray((JSON.parse(readFileSync(join(paths.project, "package.json"), "utf8")) as { instar?: { plugins?: unknown } }).instar?.plugins);
    } catch {
      // No package.json that could be read is no config.
      return false;
    }
  }

  function judge(path: string, writing: boolean): string | undefined {
    if (within(path, home)) {
      const inside = relative(home, path);
      if (within(inside, jobsFolder)) return writing ? jobsPlace : undefined;
      const isOpen = agentDocuments.some((document) => within(inside, document)) || (!writing && inside !== sentFiles && within(inside, sentFiles));
      return isOpen ? undefined : "the agent's own folder (.instar)";
    }
    if (path.split(sep).includes(".instar")) return "an agent's own folder (.instar)";
    if (within(path, socketFolder)) return "the agent's socket";
    if (writing && dirname(path) === project && isConfigName(basename(path))) return `the agent's config (${basename(path)})`;
    if (writing && path === join(project, "package.json") && isConfigInPackage()) return "the agent's config (package.json)";
    if (within(path, `${sep}proc${sep}${process.pid}`)) return "the agent's process";
    if (isEnvironment(path)) return "what another process was given";
    return undefined;
  }

  /** A second name of the same file: the number of the file tells. */
  function isSecretByAnotherName(found: Stats | undefined): boolean {
    if (found === undefined || !found.isFile() || found.nlink < 2) return false;
    const secrets = join(paths.home, "secrets");
    return listOf(secrets).some((name) => {
      const secret = statOf(join(secrets, name));
      return secret?.ino === found.ino && secret.dev === found.dev;
    });
  }

  function reach(absolute: string, known: Map<string, string>, writing: boolean): string | undefined {
    // What the line itself has opened under that number.
    if (/^\/(dev|proc\/self)\/fd\/\d{1,4}$/.test(absolute)) return undefined;
    const found = statOf(absolute);
    // What is not there lies where its folder does: one look less for the words that are no files, which most are.
    const real = found === undefined ? join(realPath(dirname(absolute), known), basename(absolute)) : realPath(absolute, known);
    // A link inside of the folder that leads out of it is the owner's as well.
    return judge(lower(real), writing) ?? judge(lower(absolute), writing) ?? (isSecretByAnotherName(found) ? "one of the agent's secrets" : undefined);
  }

  function open(): Places {
    const real = new Map<string, string>();
    const known = { read: new Map<string, string | undefined>(), written: new Map<string, string | undefined>() };
    let names: readonly string[] | undefined;
    let left = mostLooks;
    return {
      reached(path, cwd, writing) {
        const absolute = resolve(cwd, withHomeFolder(path));
        // What the asking process has open there is not what the line will have.
        if (/^\/dev\/(?:fd\/\d+|std(?:in|out|err))$/.test(absolute)) return undefined;
        const answers = writing ? known.written : known.read;
        if (answers.has(absolute)) return answers.get(absolute);
        if (left-- <= 0) return "more paths than are looked at for one command; so perhaps one";
        const target = reach(absolute, real, writing);
        answers.set(absolute, target);
        return target;
      },
      matched(pattern, cwd) {
        const parts = lower(resolve(realPath(cwd, real), withHomeFolder(pattern))).split(sep);
        const homeParts = home.split(sep);
        if (parts.length >= homeParts.length && homeParts.every((part, index) => matches(parts[index] ?? "", part, index === homeParts.length - 1))) {
          const inside = parts.slice(homeParts.length);
          const first = inside[0];
          // A folder of the agent's own, named in full, stays its own.
          if (first === undefined || !(agentDocuments.includes(first) || first === jobsFolder) || inside.includes("..")) return "home";
          return first === jobsFolder ? "jobs" : undefined;
        }
        const projectParts = project.split(sep);
        const isHere = parts.length === projectParts.length + 1 && projectParts.every((part, index) => matches(parts[index] ?? "", part, false));
        return isHere && listOf(paths.project).some((name) => isConfigName(name) && matches(parts.at(-1) ?? "", lower(name), true)) ? "config" : undefined;
      },
      contains(folder, cwd, itself = false) {
        const absolute = resolve(cwd, withHomeFolder(folder));
        const isEntry = itself && !/(^|\/)\.{0,2}$/.test(folder);
        return (
          within(home, lower(isEntry ? join(realPath(dirname(absolute), real), basename(absolute)) : realPath(absolute, real))) && !folder.includes(unknown)
        );
      },
      isIgnored: () => isIgnoredIn(paths.project, basename(paths.home)),
      names() {
        names ??= ["owner-token", basename(paths.home), ...listOf(join(paths.home, "secrets")), ...listOf(paths.home)].map(lower);
        return names;
      },
    };
  }

  return open;
}

function isIgnoredIn(project: string, name: string): boolean {
  try {
    return readFileSync(join(project, ".gitignore"), "utf8")
      .split("\n")
      .some((line) => [name, `${name}/`, `${name}/*`, `${name}/**`].includes(line.trim().replace(/^\//, "")));
  } catch {
    // Where nothing is told, nothing is left out, if there is anything to be taken along.
    return statOf(join(project, ".git")) === undefined;
  }
}

function statOf(path: string): Stats | undefined {
  try {
    return statSync(path, { throwIfNoEntry: false });
  } catch {
    // It is not ours to see.
    return undefined;
  }
}

function listOf(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    // A folder that is not there holds nothing.
    return [];
  }
}

/**
 * Whether a part of a path with wildcards may be `name`. A wildcard does not match a leading dot, as in a shell; what is unknown may, when enough of the
 * word says so (`.inst…`), since any word may be unknown as a whole. `final`: the part that decides.
 */
function matches(pattern: string, name: string, final: boolean): boolean {
  if (pattern === name) return true;
  const literal = literalOf(pattern);
  if (literal === pattern) return false;
  if (final && pattern.includes(unknown) && literal.replace(/^\./, "").length < 3) return false;
  if (name.startsWith(".") && !pattern.startsWith(".") && !pattern.startsWith(unknown)) return false;
  if (final && literal === ".") return true;
  return globFits(pattern, name);
}
