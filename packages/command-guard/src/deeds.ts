import { unknown } from "@instar/shell-words";
import { hasFlag, type Invocation, valuesOf } from "./invocation.ts";
import type { Doing } from "./rule.ts";

/** One thing that a program does to something that it is told. */
export interface Deed {
  readonly does: Doing;
  readonly deep: boolean;
  readonly word: string;
  readonly via?: string;
}

/** How a program works on its words, as data. */
interface Doer {
  readonly does: Doing;
  /** Which of its plain words; `target` for copies: the last one, or the value of `-t`. */
  readonly words: "all" | "last" | "but last" | "but first" | "target" | "sources" | "none";
  /** Also the values of these options. */
  readonly values?: string;
  /** Also what follows such a word: `of=`. */
  readonly behind?: string;
  /** With all that lies in it: always, or with one of these. */
  readonly deep?: boolean | string;
  /** Only with one of these. */
  readonly needs?: string;
  /** Not with one of these. */
  readonly unless?: string;
}

const recursive = "-r|-R|--recursive";
const remove: Doer = { does: "remove", words: "all", deep: recursive };
const readAll: Doer = { does: "read", words: "all" };
const edit: readonly Doer[] = [{ does: "overwrite", words: "all" }];

const doers: Readonly<Record<string, readonly Doer[]>> = {
  rm: [remove],
  grm: [remove],
  srm: [remove],
  rmdir: [{ does: "remove", words: "all" }],
  unlink: [{ does: "remove", words: "all" }],
  rimraf: [{ does: "remove", words: "all", deep: true }],
  "del-cli": [{ does: "remove", words: "all", deep: true }],
  del: [{ does: "remove", words: "all", deep: true }],
  rd: [{ does: "remove", words: "all", deep: true }],
  "trash-put": [{ does: "move", words: "all", deep: true }],
  trash: [{ does: "move", words: "all", deep: true }],
  shred: [{ does: "remove", words: "all", deep: true }],
  erase: [{ does: "remove", words: "all", deep: true }],
  ri: [{ does: "remove", words: "all", deep: "-r|-Recurse|-recurse" }],
  "clear-content": edit,
  fallocate: [{ does: "overwrite", words: "all" }],
  unzip: [{ does: "append", words: "none", values: "-d", needs: "-o" }],
  wipe: [{ does: "remove", words: "all", deep: true }],
  scrub: [{ does: "remove", words: "all", deep: true }],
  "remove-item": [{ does: "remove", words: "all", deep: "-r|-Recurse|-recurse" }],
  mv: [
    { does: "move", words: "sources", deep: true },
    { does: "overwrite", words: "target" },
  ],
  cp: [{ does: "overwrite", words: "target" }],
  install: [{ does: "overwrite", words: "target", unless: "-d|--directory" }],
  ln: [
    { does: "overwrite", words: "target", needs: "-f|--force" },
    { does: "append", words: "target", unless: "-f|--force" },
  ],
  link: [{ does: "append", words: "last" }],
  ditto: [{ does: "overwrite", words: "last" }],
  dd: [{ does: "overwrite", words: "none", behind: "of=" }],
  tee: [
    { does: "overwrite", words: "all", unless: "-a|--append" },
    { does: "append", words: "all", needs: "-a|--append" },
  ],
  sponge: edit,
  truncate: edit,
  patch: [{ does: "overwrite", words: "none" }],
  ed: edit,
  chmod: [{ does: "permit", words: "but first", deep: "-R|--recursive" }],
  setfacl: [{ does: "permit", words: "all", deep: "-R|--recursive" }],
  chattr: [{ does: "permit", words: "but first", deep: "-R" }],
  chflags: [{ does: "permit", words: "but first", deep: "-R" }],
  chown: [{ does: "own", words: "but first", deep: "-R|--recursive" }],
  chgrp: [{ does: "own", words: "but first", deep: "-R|--recursive" }],
  rsync: [
    {
      does: "remove",
      words: "last",
      deep: true,
      needs: "--delete|--del|--delete-after|--delete-before|--delete-during|--delete-excluded|--delete-delay",
      unless: "-n|--dry-run",
    },
    { does: "move", words: "sources", deep: true, needs: "--remove-source-files", unless: "-n|--dry-run" },
    { does: "overwrite", words: "last", unless: "-n|--dry-run" },
  ],
  rclone: [{ does: "remove", words: "none" }],
  tar: [{ does: "move", words: "all", deep: true, needs: "--remove-files" }],
  zip: [{ does: "move", words: "but first", deep: true, needs: "-m|--move" }],
  curl: [{ does: "overwrite", words: "none", values: "-o|--output" }],
  wget: [{ does: "overwrite", words: "none", values: "-O|--output-document|-o|--output-file" }],
  sqlite3: [],
  mkdir: [],
  touch: [],
  cat: [readAll],
  tac: [readAll],
  bat: [readAll],
  batcat: [readAll],
  less: [readAll],
  more: [readAll],
  head: [readAll],
  tail: [readAll],
  nl: [readAll],
  od: [readAll],
  xxd: [readAll],
  hexdump: [readAll],
  strings: [readAll],
  base64: [readAll],
  base32: [readAll],
  rev: [readAll],
  sort: [readAll],
  uniq: [readAll],
  paste: [readAll],
  fold: [readAll],
  column: [readAll],
  cut: [readAll],
  view: [readAll],
  grep: [{ does: "read", words: "but first", unless: "-q|-c|-l|-L|--quiet|--count|--files-with-matches|-r|-R|--recursive|-o|--only-matching" }],
  egrep: [{ does: "read", words: "but first", unless: "-q|-c|-l" }],
  rg: [{ does: "read", words: "but first", unless: "-q|-c|-l" }],
  awk: [{ does: "read", words: "but first" }],
  jq: [{ does: "read", words: "but first" }],
  yq: [{ does: "read", words: "but first" }],
  gpg: [],
  scp: [{ does: "send", words: "sources" }],
  sftp: [{ does: "send", words: "all" }],
  nc: [],
};

const empty: readonly Doer[] = [];

/** What a program does to the things that it is told. Nothing for a program of which nothing is known. */
export function deedsOf(call: Invocation, known: ReadonlySet<string>): readonly Deed[] {
  const { name } = call;
  const own = Object.hasOwn(doers, name) ? (doers[name] ?? empty) : empty;
  const out: Deed[] = [];
  for (const doer of own) {
    if (doer.needs !== undefined && !hasFlag(call, doer.needs, known)) continue;
    if (doer.unless !== undefined && hasFlag(call, doer.unless, known)) continue;
    const deep = typeof doer.deep === "string" ? hasFlag(call, doer.deep, known) : (doer.deep ?? false);
    for (const word of wordsOf(doer, call)) out.push({ does: doer.does, deep, word: globbing.test(name) ? globbed(word) : word });
  }
  if (name === "gio" && call.plain[0] === "trash") out.push(...call.plain.slice(1).map((word): Deed => ({ does: "move", deep: true, word })));
  if (name === "find") out.push(...deedsOfFind(call.args));
  if (/^(g?sed|perl|ruby)$/.test(name)) out.push(...deedsOfEditor(call));
  if (name === "git") out.push(...deedsOfGit(call));
  if (name === "rsync") out.push(...sent(call.plain));
  if (name === "gh" && plainly(call, "gist create", "release upload"))
    out.push(...call.plain.slice(2).map((word): Deed => ({ does: "send", deep: false, word })));
  if (name === "openssl" && valuesOf(call, "-out").length === 0) out.push(...valuesOf(call, "-in").map((word): Deed => ({ does: "read", deep: false, word })));
  if (name === "curl" || name === "wget") out.push(...sentByCurl(call));
  if ((name === "tar" || name === "bsdtar") && hasFlag(call, "-x|--extract|--get", known))
    out.push(...valuesOf(call, "-C|--directory").map((word): Deed => ({ does: "append", deep: true, word })));
  if ((name === "tar" || name === "bsdtar") && /^[a-zA-Z]*x[a-zA-Z]*$/.test(call.args[0] ?? ""))
    out.push(...valuesOf(call, "-C|--directory").map((word): Deed => ({ does: "append", deep: true, word })));
  if ((name === "aws" && call.plain[0] === "s3") || name === "gsutil" || name === "rclone")
    if (/^[\w-]{2,}:/.test(call.plain.at(-1) ?? "")) out.push(...call.plain.slice(1, -1).map((word): Deed => ({ does: "send", deep: false, word })));
  return out;
}

/** They find files by patterns themselves. */
const globbing = /^(rimraf|del|del-cli)$/;

const plainly = ({ plain }: Invocation, ...wanted: readonly string[]) => wanted.includes(plain.slice(0, 2).join(" "));

function wordsOf({ words, values, behind }: Doer, call: Invocation): readonly string[] {
  const { plain } = call;
  const into = valuesOf(call, "-t|--target-directory");
  const out: string[] = [];
  if (words === "all") out.push(...plain);
  else if (words === "last") out.push(...plain.slice(1).slice(-1));
  else if (words === "but last") out.push(...plain.slice(0, -1));
  else if (words === "but first") out.push(...plain.slice(valuesOf(call, "--reference").length > 0 ? 0 : 1));
  else if (words === "target") out.push(...(into.length > 0 ? into : plain.slice(1).slice(-1)));
  else if (words === "sources") out.push(...(into.length > 0 || plain.length === 1 ? plain : plain.slice(0, -1)));
  if (values !== undefined) out.push(...valuesOf(call, values));
  if (behind !== undefined) out.push(...plain.filter((word) => word.startsWith(behind)).map((word) => word.slice(behind.length)));
  // A place on another machine is not one of ours.
  // An empty word names nothing.
  return out.filter((word) => word !== "" && !isRemote(word));
}

const isRemote = (word: string) => /^[\w.@-]{2,}:(?!\\)/.test(word) && !word.startsWith("/");

function deedsOfEditor(call: Invocation): readonly Deed[] {
  const { args, plain, name } = call;
  const inPlace = args.some((word) => (name.endsWith("sed") ? /^(-[nEszru]*i|--in-place)/.test(word) : /^-[a-zA-Z0-9]*i/.test(word) && !/^-(I|M)/.test(word)));
  const given = args.some((word) => /^-[a-zA-Z]*[ef]$/.test(word) || word === "--expression");
  const files = given
    ? plain.filter((word) => !args.some((other, index) => other === word && /^-[a-zA-Z0-9]*[efE]$/.test(args[index - 1] ?? "")))
    : plain.slice(1);
  if (!inPlace) return name.endsWith("sed") ? files.map((word): Deed => ({ does: "read", deep: false, word })) : [];
  return files.filter((word) => word !== "").map((word): Deed => ({ does: "overwrite", deep: false, word }));
}

const sent = (plain: readonly string[]): readonly Deed[] =>
  /^[\w.@-]+:/.test(plain.at(-1) ?? "") ? plain.slice(0, -1).map((word): Deed => ({ does: "send", deep: false, word })) : [];

function sentByCurl(call: Invocation): readonly Deed[] {
  const bodies = valuesOf(call, "-d|--data|--data-binary|--data-raw|--data-ascii|--data-urlencode|--json|-F|--form");
  const files = bodies.flatMap((value) => /(?:^\w*|=)[@<]([^;@]+)$/.exec(value)?.[1] ?? []);
  return [...files, ...valuesOf(call, "-T|--upload-file|--post-file|--body-file")].map((word) => ({ does: "send", deep: false, word }));
}

/** The folders that a `find` begins in, and what it would find there, as words with wildcards. */
export function foundBy(args: readonly string[]): { readonly words: readonly string[]; readonly narrow: boolean } {
  let at = 0;
  while (/^-([HLP]|O\d|D)$/.test(args[at] ?? "")) at++;
  const roots: string[] = [];
  while (at < args.length && !/^(-.|[!(])/.test(args[at] ?? "")) roots.push(args[at++] ?? "");
  const mostNames = Math.ceil(1_000 / Math.max(1, roots.length));
  if (roots.length === 0) roots.push(".");
  const tests = args.slice(at);
  const isNot = (index: number) => tests[index - 1] === "!" || tests[index - 1] === "-not";
  const names = tests.flatMap((word, index) => (/^-i?name$/.test(word) && !isNot(index) ? [globbed(tests[index + 1] ?? "")] : []));
  const paths = tests.flatMap((word, index) => (/^-i?(path|wholename)$/.test(word) && !isNot(index) ? [globbed(tests[index + 1] ?? "")] : []));
  const regexes = tests.some((word) => /^-i?regex$/.test(word));
  if (tests.includes("-empty")) return { words: roots.map((root) => `${root}/empty.found`), narrow: true };
  const isAny = tests.some((word) => /^(-o|-or|,)$/.test(word)) && names.some((name) => /^[\uE000\uE001.]*$/.test(name));
  const wanted = (isAny ? [] : names).filter((name) => !/^[\uE000\uE001.]*$/.test(name));
  if (wanted.length > 0) return { words: roots.flatMap((root) => wanted.slice(0, mostNames).map((name) => `${trimmed(root)}/${name}`)), narrow: true };
  const narrow = paths.map((path) => path.replace(/^[\uE000.]*\//, "").replace(/\/\uE000+$/, "")).filter((path) => /[^\uE000\uE001./]/.test(path));
  if (narrow.length > 0 && names.length === 0)
    return {
      words: roots.flatMap((root) =>
        narrow.slice(0, mostNames).map((path) => `${trimmed(root)}/${path.startsWith(`${root}/`) ? path.slice(root.length + 1) : path}`),
      ),
      narrow: true,
    };
  if (regexes) return { words: roots.map((root) => `${trimmed(root)}/found.by`), narrow: true };
  const inside = tests.includes("-mindepth") || tests.some((word, index) => word === "f" && tests[index - 1] === "-type");
  return { words: roots.map((root) => (inside ? `${trimmed(root)}/\uE000` : root)), narrow: false };
}

const trimmed = (root: string) => (root === "/" ? "" : root.replace(/(.)\/+$/, "$1"));
const globbed = (text: string) => text.replaceAll("*", "\uE000").replaceAll("?", "\uE001");

function deedsOfFind(args: readonly string[]): readonly Deed[] {
  const out: Deed[] = [];
  if (args.includes("-delete")) {
    const { words, narrow } = foundBy(args);
    // A name that fits folders alone removes nothing but empty ones.
    for (const word of words) out.push({ does: "remove", deep: !narrow || /^(\/|~|\uE00F)/.test(word), word, via: "find -delete" });
  }
  for (const [index, word] of args.entries())
    if (/^-f(print0?|printf|ls)$/.test(word) && args[index + 1] !== undefined) out.push({ does: "overwrite", deep: false, word: args[index + 1] ?? "" });
  return out;
}

/** Branches and references that a `git push` writes. */
function deedsOfGit(call: Invocation): readonly Deed[] {
  const { plain, flags, args } = call;
  if (plain[0] === "checkout" || plain[0] === "restore") {
    const at = args.indexOf("--");
    const paths = at !== -1 ? args.slice(at + 1) : plain[0] === "restore" ? plain.slice(1) : [];
    if (flags.has("--staged") || flags.has("-S")) return [];
    return paths.map((word) => ({ does: "discard", deep: true, word: word.replace(/^:\/$|^[*\uE000].*$/, ".") }));
  }
  if (plain[0] === "clean" && (flags.has("-f") || flags.has("--force")) && !flags.has("-n") && !flags.has("--dry-run")) {
    const folder = valuesOf(call, "--work-tree").at(-1) ?? valuesOf(call, "-C").at(-1);
    const paths = plain.length > 1 ? plain.slice(1) : ["."];
    return paths.map((word) => ({
      does: "remove",
      deep: true,
      word: folder === undefined || word.startsWith("/") ? word : word === "." ? folder : `${folder}/${word}`,
    }));
  }
  if (plain[0] === "rm" && flags.has("-r") && (flags.has("-f") || flags.has("--force")) && !flags.has("--cached"))
    return plain.slice(1).map((word) => ({ does: "discard", deep: true, word }));
  if (plain[0] !== "push") return [];
  const [, , ...references] = plain;
  const forced = flags.has("-f") || flags.has("--force") || flags.has("--mirror") || flags.has("--delete") || flags.has("-d") || flags.has("--prune");
  const leased = [...flags].some((flag) => flag.startsWith("--force-with") || flag === "--force-if-includes");
  const short = [...flags].some((flag) => flag.length > 4 && "--force".startsWith(flag) && flag !== "--force");
  const names = references.length === 0 ? [unknown] : references;
  const out: Deed[] = [];
  for (const reference of names) {
    const plus = reference.startsWith("+") || /^:(?!$)/.test(reference);
    const named = reference.replace(/^\+/, "");
    const branch = (named.includes(":") ? named.slice(named.indexOf(":") + 1) : named).replace(/^refs\/heads\//, "");
    if (forced || plus || short) out.push({ does: "rewrite", deep: false, word: branch });
    else if (leased) out.push({ does: "lease", deep: false, word: branch });
  }
  return out;
}
