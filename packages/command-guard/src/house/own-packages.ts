import { resolve } from "node:path";
import { globFits, isUnclear, literalOf, type Program, unknown } from "@instar/shell-words";
import { withHomeFolder } from "./places.ts";

/** Programs that change each path they are given. */
const changing = new Set(
  "rm rmdir unlink mv tee truncate shred chmod chown chgrp chattr setfacl touch patch mkdir sponge trash rimraf del-cli mount umount bindfs dd".split(" "),
);
/** Programs that change the last path they are given. */
const copying = new Set(["cp", "install", "rsync", "ln", "scp", "ditto", "link"]);
/** Programs that change what stands behind one of their options. */
const into: Readonly<Record<string, RegExp>> = {
  bsdtar: /^(-C|--directory)$/,
  cp: /^(-t|--target-directory)$/,
  curl: /^(-\w*o|--output|--output-dir)$/,
  git: /^--(directory|work-tree)$/,
  install: /^(-t|--target-directory)$/,
  mv: /^(-t|--target-directory)$/,
  patch: /^(-d|--directory|-o|--output)$/,
  tar: /^(-C|--directory)$/,
  unzip: /^-d$/,
  wget: /^(-O|-P|--output-document|--directory-prefix)$/,
};
/** Editors of lines, which only print unless they are told to change the file. */
const inPlace = new Set(["sed", "perl", "ruby", "ex", "ed"]);
const packageManagers = new Set(["npm", "pnpm", "yarn", "bun"]);
const taking = new Set(["uninstall", "remove", "rm", "r", "un", "unlink"]);
const linking = new Set(["link", "ln"]);

export const ownPackages = "the packages that the agent itself runs from (node_modules)";

const ownName = /^(@instar|instar(-[^/]+)?)$/i;
/** Packages of Instar that a wildcard of their scope would meet. */
const ownNames = ["plugin-safety", "plugin-access", "plugin-delegate", "command-guard", "shell-words", "kernel", "cli", "process"];

/** What of a part is certain: programs know wildcards of their own, which a shell has left alone. */
const told = (part: string): string => literalOf(part).replace(/[*?]/g, "");

/** Whether a part of a path, with its wildcards, is one of our packages or their scope. */
const isOwnPart = (part: string): boolean =>
  ownName.test(part) || (told(part) !== part && told(part) !== "" && ["@instar", "instar", "instar-plugin"].some((name) => globFits(part, name)));

/** Whether a path leads into an installed package of Instar, to all of `@instar`, or to its program. Wildcards count where enough of the word says so. */
export function isOwnPackage(path: string): boolean {
  if (!/node_modules|\uE00F\/@instar/i.test(path)) return false;
  const parts = path
    .toLowerCase()
    .split("/")
    .filter((part) => part !== "");
  return parts.some((part, index) => {
    // `$(npm root)/@instar` can be nothing else.
    if (part.includes(unknown) && parts[index + 1] === "@instar") return true;
    if (part !== "node_modules") return false;
    const [scope = "", name = ""] = parts.slice(index + 1);
    if (scope === ".bin") return /^instar(-plugin-(test|options))?$/.test(name) || (told(name) !== name && told(name).length > 1 && globFits(name, "instar"));
    if (isOwnPart(scope)) return true;
    if (told(scope) !== "" || scope === "") return false;
    // Any package: what is meant in it says whether it is ours.
    return told(name) !== "" && (ownNames.some((own) => globFits(name, own)) || isOwnPart(name));
  });
}

const isEditing = ({ name, args }: Program): boolean =>
  inPlace.has(name) && (/^e[dx]$/.test(name) || args.some((word) => /^(-[A-Za-z0-9]*i|--in-place)/.test(word)));

/** Whether a program changes files whose names it is told from elsewhere: from its input, or by another command. */
export const changesTold = (program: Program | undefined): boolean =>
  program !== undefined && (program.more || program.args.some(isUnclear)) && (changing.has(program.name) || copying.has(program.name) || isEditing(program));

/** Whether what a program says may be names of the files that it was given. */
export const tellsNames = ({ name, args }: Program): boolean =>
  /^(ls|find|fd|echo|printf|realpath|readlink|basename|dirname)$/.test(name) ||
  (/^(grep|rg|git)$/.test(name) && args.some((word) => /^(-\w*l\w*|--files.*|--name-only|ls-files)$/.test(word)));

/** What of its own packages a program would change: the guard is one of them. Reading them, and installing, is anybody's. `tells`: its output names the files of one that changes them. */
export function changedPackage(program: Program, folders: readonly string[], tells: boolean): string | undefined {
  const { name, args } = program;
  const words = args.filter((word) => !word.startsWith("-"));
  if (packageManagers.has(name)) return isChangingPackage(words) ? ownPackages : undefined;
  if (name === "find") return isFindingPackage(args, folders, tells) ? ownPackages : undefined;
  if (tells && packageAmong(words, folders) !== undefined) return ownPackages;
  const changed = changing.has(name) || isEditing(program) ? words.map((word) => word.replace(/^of=/, "")) : copying.has(name) ? words.slice(-1) : [];
  const option = Object.hasOwn(into, name) ? into[name] : undefined;
  const given = args.filter((_, index) => option?.test(args[index - 1] ?? "") === true);
  const attached = option === undefined ? [] : args.flatMap((word) => /^--[\w-]+=(.+)$/s.exec(word)?.[1] ?? []);
  return packageAmong([...changed, ...given, ...attached], folders);
}

/** Taken away, or put in another's place: by a link, a folder, another package's name. */
function isChangingPackage([verb = "", ...names]: readonly string[]): boolean {
  const isOwn = (word: string) => /^(@instar(\/|$)|instar($|-|@))/.test(word);
  if (taking.has(verb)) return names.some(isOwn);
  if (linking.has(verb)) return names.some((word) => isOwn(word) && word.startsWith("@instar"));
  return names.some((word) => isOwn(word) && /.@(npm:|file:|link:|portal:|git[+:@]|github:|https?:|\.{0,2}\/)/.test(word));
}

function isFindingPackage(args: readonly string[], folders: readonly string[], tells: boolean): boolean {
  const at = args.findIndex((word) => /^-(exec|execdir|ok|okdir)$/.test(word));
  const worker = at === -1 ? "" : (args[at + 1] ?? "").replace(/^.*\//, "");
  if (!tells && !args.includes("-delete") && !changing.has(worker) && worker !== "sed") return false;
  const first = args.findIndex((word) => word.startsWith("-") || word === "!" || word === "(");
  const roots = args.slice(0, first === -1 ? args.length : first);
  if (packageAmong(roots, folders) !== undefined) return true;
  const isThere = roots.some((word) => /node_modules/.test(word));
  const isOurs = (word: string) => /@?inst/i.test(word) && (isThere || /node_modules/.test(word));
  return args.some(
    (word, index) => /^-i?(path|wholename|regex|name)$/.test(args[index - 1] ?? "") && args[index - 2] !== "!" && args[index - 2] !== "-not" && isOurs(word),
  );
}

/** Its own packages, when one of these words leads there. */
export const packageAmong = (words: readonly string[], folders: readonly string[]): string | undefined =>
  words.some((word) => folders.some((folder) => isOwnPackage(resolve(folder, withHomeFolder(word))))) ? ownPackages : undefined;

const named = /node_modules['"`\s,/\\]{1,9}(@instar|instar|\.bin['"`\s,/\\]{1,9}instar)(?![\w])/i;

/** Code that names one of them, and a deed. */
export const packageInCode = (code: string): string | undefined => (named.test(code) && changesFiles(code) ? ownPackages : undefined);

const deeds =
  /rm(Sync|tree|dir)?\b|unlink|write|append|rename|truncate|chmod|chown|symlink|\blink(Sync)?\(|copy|cpSync|\bcp\b|move|mv\b|replace|remove|delete|utimes|touch|File\.open|open\s*\([^)]{0,200}['"][wax+]|fopen|open\s*\(?[^)\n]{0,99}['"]\s*\+?>|put_contents|spit|exec|spawn|system|popen|subprocess|\$`|\beval\s*\(|require\(['"](node:)?child_process|createWriteStream|outputFile|mkdir/i;

/** Whether code does anything with files besides reading them, as far as its words say. */
export const changesFiles = (code: string): boolean => deeds.test(code);
