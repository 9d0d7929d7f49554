import { posix } from "node:path";
import { globFits, unknown, wildcard } from "@instar/shell-words";
import type { FileView, Surroundings } from "../contract.ts";
import { type TargetKind, targetKinds } from "../rule.ts";
import { isArtefact, keyFolders, systemFolders } from "./names.ts";
import type { Places } from "./places.ts";

/** One thing that a command would work on. */
export interface Target {
  /** As it was written. */
  readonly word: string;
  readonly kind: TargetKind;
  readonly exists: boolean;
  /** Its absolute path, where it has one. */
  readonly path?: string;
}

/** What targets are resolved with. */
export interface Ground {
  readonly surroundings: Surroundings;
  readonly places: Places;
  readonly files: FileView;
  /** Whether a `*` fits names that begin with a dot, too. */
  readonly dots?: boolean;
  /** Links that the line made where nothing was: to remove one takes nothing else away. */
  readonly links?: readonly string[];
  /** Where a place really lies that the line shows elsewhere. */
  readonly bound?: (path: string) => string;
}

const wild = /[\uE000\uE001]/;
const lost: ReadonlySet<TargetKind> = new Set(["root", "system", "home", "keys", "parent", "device"]);
const mostMatches = 60;
const mostPath = 4_096;

/** The worse of two kinds comes first in the list of kinds. */
const worse = (one: Target, other: Target): Target => (targetKinds.indexOf(other.kind) < targetKinds.indexOf(one.kind) ? other : one);

/**
 * What a word names, in any of the folders that the command may run in; the worst of what it may be. `follows`: whether a link is followed, as `chmod`
 * does and `rm` does not.
 */
export function resolveTarget(word: string, folders: readonly string[], ground: Ground, follows: boolean): Target {
  let worst: Target | undefined;
  for (const folder of folders.length === 0 ? [ground.surroundings.cwd] : folders) {
    const target = resolveIn(word, folder, ground, follows);
    worst = worst === undefined ? target : worse(worst, target);
  }
  return worst as Target;
}

function resolveIn(word: string, folder: string, ground: Ground, follows: boolean): Target {
  const { surroundings } = ground;
  if (word.includes(unknown)) return resolveUnclear(word, folder, ground, follows);
  // The home folder is written out by now; what is left was in quotes, or is somebody else's.
  const path = /^~[^/]/.test(word) ? fromTilde(word, surroundings) : /^[A-Za-z]:/.test(word) ? fromDrive(word) : word;
  if (folder.includes(unknown) && !path.startsWith("/")) return { word, kind: isBuilt(path) ? "artefact" : "unknown", exists: true };
  // Where a longer one leads is not told by its beginning, and no system takes it.
  const absolute = path.startsWith("/") ? path : `${folder}/${path}`;
  const told = absolute.length > mostPath ? withoutDots(absolute) : absolute;
  if (told.length > mostPath) return { word, kind: "unknown", exists: true };
  return wild.test(told) ? resolveGlob(word, told, ground, follows) : plain(word, told, ground, follows);
}

/** Whether builds make it again wherever it is: the folder of that name in the root of a machine is none. */
const isBuilt = (path: string): boolean => {
  const parts = path.split("/").filter((part) => part !== "" && part !== ".");
  return !parts.includes("..") && parts.some((part) => isArtefact(part) && !/^\.?te?mp$/.test(part));
};

/** Without what leads nowhere: `.`, and several slashes. */
const withoutDots = (path: string): string =>
  path
    .split("/")
    .filter((part, at) => at === 0 || (part !== "" && part !== "."))
    .join("/");

/** A place of Windows as the place of the same meaning here: the backslashes may be lost by now. */
function fromDrive(word: string): string {
  const [, folder = "", deeper = ""] = /^[A-Za-z]:[\\/]*(Users|Windows|Program ?Files(?: \(x86\))?|ProgramData|System32)?([\s\S]*)$/i.exec(word) ?? [];
  const rest = deeper.replaceAll("\\", "/").replace(/^\/+/, "");
  return folder === "" ? `/${rest === "" || wild.test(rest[0] ?? "") ? rest : `mnt/drive/${rest}`}` : rest === "" ? "/usr" : `/usr/drive/${rest}`;
}

/** A part is not known: what is left of it when that part is empty decides how bad it may be. */
function resolveUnclear(word: string, folder: string, ground: Ground, follows: boolean): Target {
  const left = word.replaceAll(unknown, "");
  if (left === "") return { word, kind: "unknown", exists: true };
  const emptied = resolveIn(left, folder, ground, follows);
  if (lost.has(emptied.kind))
    return { ...emptied, word, kind: word.startsWith(unknown) || !/^[~/]/.test(word) || wild.test(word) || /\/?\uE00F/.test(word) ? "hollow" : emptied.kind };
  if (word.startsWith(unknown)) return { word, kind: "unknown", exists: true };
  return emptied.kind === "artefact" || emptied.kind === "own" || emptied.kind === "nowhere" || emptied.kind === "inside"
    ? { ...emptied, word }
    : {
        word,
        kind: emptied.kind === "temporary" || emptied.kind === "top" || emptied.kind === "project" || emptied.kind === "whole" ? "unknown" : emptied.kind,
        exists: true,
      };
}

function fromTilde(word: string, { home, cwd }: Surroundings): string {
  const slash = word.indexOf("/");
  const user = slash === -1 ? word.slice(1) : word.slice(1, slash);
  const rest = slash === -1 ? "" : word.slice(slash);
  if (user === "" || user === posix.basename(home)) return home + rest;
  if (user === "+") return cwd + rest;
  if (user === "root") return `/root${rest}`;
  return /^[a-z_][\w-]*$/.test(user) ? `${posix.dirname(home)}/${user}${rest}` : word;
}

function plain(word: string, absolute: string, { places, files, bound, links }: Ground, follows: boolean): Target {
  const trailing = /\/\.?$/.test(absolute);
  const written = posix
    .normalize(absolute)
    .replace(/(.)\/$/, "$1")
    .replace(/^\/\//, "/");
  const path = bound === undefined ? written : bound(written);
  if (path === "/") return { word, kind: "root", exists: true, path };
  if (!follows && !trailing && links?.includes(path) === true) return { word, kind: "own", exists: false, path };
  const through = follows || trailing ? files.realPath(path) : posix.join(files.realPath(posix.dirname(path)), posix.basename(path));
  const exists = places.exists(through);
  const kind = places.kindOf(through);
  // What a name says of a folder holds where it is written, too: a link that is called `node_modules` is one.
  // What is not there yet is the line's own, with the history that it brings along.
  if (kind === "git" && !exists && !wild.test(word) && path.endsWith("/.git") && !places.exists(posix.dirname(through)))
    return { word, kind: "artefact", exists, path };
  if (through === path) return { word, kind, exists, path };
  const said = places.kindOf(path);
  return lost.has(said) ? { word, kind: said, exists, path } : { word, kind, exists, path: through };
}

function resolveGlob(word: string, absolute: string, ground: Ground, follows: boolean, most = mostMatches): Target {
  const segments = absolute.split("/");
  const at = segments.findIndex((segment) => wild.test(segment));
  const segment = segments[at] ?? "";
  const rest = segments.slice(at + 1).filter((part) => part !== "" && part !== ".");
  const base = posix.normalize(segments.slice(0, at).join("/") || "/");
  const holder = plain(word, `${base}/`, ground, true);
  if (rest.length === 0 && isEverything(segment)) {
    // All that lies in a folder is that folder, but for its name.
    if (holder.kind === "inside" || holder.kind === "artefact" || holder.kind === "nowhere") return holder;
    if (holder.kind === "whole" && ground.dots !== true && !segment.startsWith(".")) return { ...holder, word, kind: "project" };
    return holder.kind === "own" && holder.exists === false ? holder : { ...holder, word };
  }
  if (rest.length === 0 && isLibrary(base, segment)) return { ...holder, word, kind: "system", exists: true };
  const known =
    base === "/"
      ? [...systemFolders].map((folder) => folder.split("/")[1] ?? "")
      : holder.kind === "home"
        ? keyFolders.map((folder) => folder.split("/")[0] ?? "")
        : [];
  const names = [...new Set([...ground.files.list(holder.path ?? base), ...known])].filter(
    (name) => globFits(segment, name) && (!name.startsWith(".") || segment.startsWith(".") || ground.dots === true),
  );
  let worst: Target | undefined;
  for (const name of names.slice(0, most)) {
    const next = [...base.split("/"), name, ...rest].join("/");
    const target = wild.test(rest.join(""))
      ? resolveGlob(word, next, ground, follows, Math.max(1, Math.floor(most / names.length)))
      : plain(word, next, ground, follows);
    // A pattern meets what is there; the well-known places count as there.
    if (rest.length > 0 && !target.exists && !lost.has(target.kind)) continue;
    worst = worst === undefined ? target : worse(worst, target);
  }
  if (worst !== undefined) return { ...worst, word };
  if (holder.kind === "system" && vital.some((name) => globFits(rest.at(-1) ?? segment, name))) return { ...holder, word, exists: true };
  // Nothing fits it today: it is somewhere in there, and has the name of its last part.
  const last = rest.at(-1) ?? segment;
  const imagined = plain(
    word,
    [...base.split("/"), ...(rest.length > 0 ? ["x.x", last.replace(/[\uE000\uE001]/g, "")] : [`x.${last.replace(/[\uE000\uE001]/g, "")}`])].join("/"),
    ground,
    follows,
  );
  return { ...imagined, word, exists: false };
}

const libraryFolder =
  /^\/(?:$|usr$|(?:usr\/)?(?:lib|lib32|lib64|libx32|libexec|bin|sbin)(?:\/(?:\w{1,20}-linux-\w{1,20}|python3?[\d.]{0,6}|systemd|security|modules))?$)/;

/** Whether a pattern means the libraries of the machine by what they all are called. */
const isLibrary = (folder: string, segment: string): boolean =>
  libraryFolder.test(folder) && /^(?:lib)?\*(?:\.(?:so|a|dylib|ko|py|pl|pm)[.*\d]{0,12})?$|^lib\*$/.test(segment.replace(/[\uE000\uE001]{1,40}/g, "*"));

/** What every machine has somewhere below its own folders. */
const vital = ["libc.so.6", "libm.so", "bash", "ssh", "passwd", "python3"];

/** Whether a pattern leaves nothing out. */
const isEverything = (segment: string): boolean => /^\.?[\uE000\uE001.]*\uE000$|^\.[\uE000\uE001!.]+\uE000?$/.test(segment);

/** For people: wildcards as they are written, `…` for what is not known. */
export const shown = (word: string): string =>
  /[\uE000-\uE00F]/.test(word) ? word.replaceAll(wildcard.many, "*").replaceAll(wildcard.one, "?").replaceAll(unknown, "…") : word;
