import { foundBy, globbed } from "@instar/shell-words";
import { hasFlag, type Invocation, valuesOf } from "../invocation.ts";
import type { Deed } from "./deed.ts";
import { type Doer, doers, mirroring } from "./doers.ts";
import { deedsOfEditor } from "./editor-deeds.ts";
import { deedsOfGit } from "./git-deeds.ts";
import { sentToHost } from "./host-deeds.ts";
import { isMaker, outputsOf } from "./outputs.ts";
import { showsKey, showsNames } from "./shown.ts";
import { deedsOfTool } from "./tool-deeds.ts";

const empty: readonly Doer[] = [];

/** What a program does to the things that it is told. Nothing for a program of which nothing is known. */
export function deedsOf(call: Invocation, known: ReadonlySet<string>): readonly Deed[] {
  const { name } = call;
  const called = name.startsWith("mkfs") ? "mke2fs" : name;
  const own = Object.hasOwn(doers, called) ? (doers[called] ?? empty) : empty;
  const out: Deed[] = [];
  const spares = sparesGit(call);
  const empties = isEmptying(call);
  const shows = !showsNames(call);
  for (const doer of own) {
    if (doer.does === "read" && !shows) continue;
    if (doer.needs !== undefined && !hasFlag(call, doer.needs, known)) continue;
    if (doer.unless !== undefined && hasFlag(call, doer.unless, known)) continue;
    const deep = typeof doer.deep === "string" ? hasFlag(call, doer.deep, known) : (doer.deep ?? false);
    for (const word of fromFolder(call, wordsOf(doer, call))) {
      const told = globbing.test(name) ? globbed(word) : doer.does === "remove" && spares ? `${word}/\uE000` : word;
      out.push({
        does: doer.does === "move" && vanishes(call) ? "remove" : doer.does,
        deep,
        word: told,
        each: doer.each === true,
        makes: doer.makes === true,
        ...(empties ? { empties } : {}),
      });
    }
  }
  if (name === "gio" && call.plain[0] === "trash") out.push(...call.plain.slice(1).map((word): Deed => ({ does: "move", deep: true, word })));
  if (name === "find") out.push(...deedsOfFind(call.args));
  out.push(...deedsOfEditor(call), ...deedsOfOutput(call), ...deedsOfTool(call));
  if (name === "git") out.push(...deedsOfGit(call));
  if (name === "rsync") out.push(...sent(call.plain), ...mirrored(call, known));
  if (name === "gh" || name === "glab") out.push(...sentToHost(call).map((word): Deed => ({ does: "send", deep: false, word })));
  if (name === "openssl" && showsKey(call)) out.push(...valuesOf(call, "-in").map((word): Deed => ({ does: "read", deep: false, word })));
  if (name === "curl" || name === "wget") out.push(...sentByCurl(call));
  if ((name === "tar" || name === "bsdtar") && hasFlag(call, "-x|--extract|--get", known))
    out.push(...valuesOf(call, "-C|--directory").map((word): Deed => ({ does: "append", deep: true, word })));
  if ((name === "aws" && call.plain[0] === "s3") || name === "gsutil" || name === "rclone")
    if (call.plain.slice(1).some((word, index) => index > 0 && /^[\w-]{2,}:/.test(word)))
      out.push(...call.plain.slice(1, -1).map((word): Deed => ({ does: "send", deep: false, word })));
  return out;
}

/** Whether nothing is left in what it writes: `truncate -s 0`, `cp /dev/null`, `dd if=/dev/null`. */
const isEmptying = (call: Invocation): boolean =>
  call.name === "truncate"
    ? valuesOf(call, "-s|--size").some((value) => /^[<]?0+[KMGBk]?B?$/.test(value)) || call.args.some((word) => /^--si?z?e?=0$/.test(word))
    : /^g?(?:cp|install|dd)$/.test(call.name) && call.plain.some((word) => /^(?:(?:if=)?\/dev\/null|if=\/dev\/(?:zero|u?random))$/.test(word));

/** What `tar -C` packs lies in that folder. */
function fromFolder(call: Invocation, words: readonly string[]): readonly string[] {
  const folder = call.name === "tar" ? valuesOf(call, "-C|--directory").at(-1) : undefined;
  return folder === undefined ? words : words.map((word) => (/^[/~]/.test(word) ? word : `${folder}/${word}`));
}

/** Whether what is packed is kept nowhere here. */
const vanishes = ({ name, args }: Invocation): boolean => /^(?:tar|zip)$/.test(name) && args.some((word) => word === "-" || word === "/dev/null");

const deedsOfOutput = ({ name, args }: Invocation): readonly Deed[] =>
  outputsOf(name, args).map((word): Deed => ({ does: "overwrite", deep: false, word, makes: isMaker(name) }));

/** The words that name a disk or a file; where there is none of that look, all of them. */
function disksAmong(plain: readonly string[]): readonly string[] {
  const paths = plain.filter((word) => /[/\uE000-\uE00F]|\.\w/.test(word));
  return paths.length > 0 ? paths : plain;
}

/** What a mirror leaves alone. */
const sparesGit = (call: Invocation): boolean =>
  call.name === "rsync" && valuesOf(call, "--exclude|--filter|-f").some((value) => /^(P |protect |- |exclude )?\/?\.git\/?(\*{0,3})$/.test(value));

/** They find files by patterns themselves. */
const globbing = /^(rimraf|del|del-cli)$/;

function wordsOf({ words, values, behind }: Doer, call: Invocation): readonly string[] {
  const { plain } = call;
  const into = valuesOf(call, "-t|--target-directory");
  const out: string[] = [];
  if (words === "all") out.push(...plain);
  else if (words === "last") out.push(...plain.slice(1).slice(-1));
  else if (words === "final") out.push(...plain.slice(-1));
  else if (words === "disks") out.push(...disksAmong(plain));
  else if (words === "first") out.push(...plain.slice(0, 1));
  else if (words === "second") out.push(...plain.slice(1, 2));
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

const sent = (plain: readonly string[]): readonly Deed[] =>
  /^[\w.@-]+:/.test(plain.at(-1) ?? "") ? plain.slice(0, -1).map((word): Deed => ({ does: "send", deep: false, word })) : [];

/** A whole path on another machine: what nobody could undo here, nobody could there. */
function mirrored(call: Invocation, known: ReadonlySet<string>): readonly Deed[] {
  const [, path] = /^[\w.@-]{2,}:(?!:|\/\/)(~?\/.*|~?$)/.exec(call.plain.slice(1).at(-1) ?? "") ?? [];
  if (path === undefined || !hasFlag(call, mirroring, known) || hasFlag(call, "-n|--dry-run", known)) return [];
  return [{ does: "remove", deep: true, word: path === "" ? "~" : path, tilde: true }];
}

function sentByCurl(call: Invocation): readonly Deed[] {
  const bodies = valuesOf(call, "-d|--data|--data-binary|--data-raw|--data-ascii|--data-urlencode|--json|-F|--form");
  const files = bodies.flatMap((value) => /(?:^\w*|=)[@<]([^;@]+)$/.exec(value)?.[1] ?? []);
  return [...files, ...valuesOf(call, "-T|--upload-file|--post-file|--body-file")].map((word) => ({ does: "send", deep: false, word }));
}

function deedsOfFind(args: readonly string[]): readonly Deed[] {
  const out: Deed[] = [];
  const at = args.indexOf("-delete");
  if (at !== -1) {
    const { words, narrow } = foundBy(args, at);
    // A name that fits folders alone removes nothing but empty ones.
    for (const word of words) out.push({ does: "remove", deep: !narrow || /^(\/|~|\uE00F)/.test(word), word, via: "find -delete" });
  }
  for (const [index, word] of args.entries())
    if (/^-f(print0?|printf|ls)$/.test(word) && args[index + 1] !== undefined) out.push({ does: "overwrite", deep: false, word: args[index + 1] ?? "" });
  return out;
}
