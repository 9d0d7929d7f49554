import { posix } from "node:path";
import { type KnownText, nothing, plain } from "../known-text.ts";
import { isPlain, unknown } from "../marks.ts";
import { printedByAwk } from "./awk.ts";
import { counted, cut, ends, turned } from "./cutting.ts";
import { base32Decoded, base64Decoded, basencDecoded, brotliUnpacked, hexadecimalDecoded, opensslDecoded, unpacked, unpackedIfAsked } from "./decoding.ts";
import { queried } from "./jq.ts";
import { copied, filled, folded, keptLine, pasted, recoded, searched } from "./laying-out.ts";
import { listed, passedOn } from "./listing.ts";
import { echoed, printed } from "./printing.ts";
import { replaced } from "./replacing.ts";
import { editedByPerl, streamed } from "./streaming.ts";
import { translated } from "./translating.ts";

/** What a program of text is given besides its arguments. */
export interface Surroundings {
  readonly input: KnownText | undefined;
  /** The value of a variable, if it is known. */
  readonly variable: (name: string) => string | undefined;
  /** What a file holds, where the line itself wrote it. */
  readonly file: (path: string) => KnownText | undefined;
}

type Program = (args: readonly string[], given: KnownText) => KnownText | undefined;

/** Programs that make a text of a text. */
const filters: ReadonlyMap<string, Program> = new Map<string, Program>([
  ["base64", base64Decoded],
  ["gbase64", base64Decoded],
  ["base32", base32Decoded],
  ["openssl", opensslDecoded],
  ["xxd", hexadecimalDecoded],
  ["gunzip", unpacked],
  ["zcat", unpacked],
  ["gzcat", unpacked],
  ["gzip", unpackedIfAsked],
  ["pigz", unpackedIfAsked],
  ["zlib-flate", unpackedIfAsked],
  ["unpigz", unpacked],
  ["brotli", brotliUnpacked],
  ["basenc", basencDecoded],
  ["gbasenc", basencDecoded],
  ["paste", pasted],
  ["fold", folded],
  ["dd", copied],
  ["grep", searched],
  ["egrep", searched],
  ["fgrep", searched],
  ["iconv", recoded],
  ["perl", editedByPerl],
  ...["sort", "column", "fmt", "strings", "pv", "uniq", "pr"].map((name): readonly [string, Program] => [name, keptLine]),
  ["jq", queried],
  ["gojq", queried],
  ["jaq", queried],
  ["rev", (args, given) => (args.length === 0 ? turned(given) : undefined)],
  [
    "tac",
    (args, given) =>
      args.length === 0
        ? {
            ...given,
            text: given.text
              .split(/(?<=\n)/)
              .reverse()
              .join(""),
          }
        : undefined,
  ],
  ["tr", translated],
  ["cut", cut],
  ["awk", printedByAwk],
  ["gawk", printedByAwk],
  ["mawk", printedByAwk],
  ["nawk", printedByAwk],
  ["head", (args, given) => ends("head", args, given)],
  ["tail", (args, given) => ends("tail", args, given)],
  ["sed", (args, given) => replaced(args, given) ?? streamed(args, given)],
  [
    "xargs",
    ([first = "echo", ...more], given) =>
      first !== "echo" || more[0]?.startsWith("-") ? undefined : { ...given, text: `${[...more, ...given.text.trim().split(/\s+/)].join(" ")}\n` },
  ],
]);

/** How often what never ends is said. */
const mostOfSame = 16;

/** Where a program most likely lies; a path stays as it is. */
const pathOf = (name: string | undefined) =>
  name === undefined || name.includes("/") || !/^(rm|dd|shred|mkfs[\w.]*|find|sh|bash|zsh|dash)$/.test(name) ? name : `/bin/${name}`;

/** The entry of an account whose home is known. */
function accountOf(name: string | undefined, variable: Surroundings["variable"]): string | undefined {
  const home = variable("HOME");
  if (name === "root") return "root:x:0:0:root:/root:/bin/bash";
  return name === undefined || home === undefined || !(home.endsWith(`/${name}`) || name === variable("USER"))
    ? undefined
    : `${name}:x:1000:1000::${home}:/bin/bash`;
}

/** What a program says, as far as that follows from the line alone; undefined when it can't be told. */
export function say(name: string, args: readonly string[], { input, variable, file }: Surroundings): KnownText | undefined {
  const line = (value: string | undefined) => (value === undefined ? undefined : plain(`${value}\n`));
  const [first] = args;
  switch (name) {
    case "echo":
      return echoed(args);
    case "printf":
      return args[0] === "-v" ? nothing : printed(args);
    case ":":
    case "true":
    case "false":
    case "sleep":
    case "wait":
    case "exit":
    case "set":
    case "shift":
    case "unset":
    case "export":
    case "cd":
    case "read":
    case "eval":
    case "alias":
      return nothing;
    case "printenv":
      return args.length === 1 ? line(variable(first ?? "")) : undefined;
    case "id":
      return args.join(" ") === "-un" ? line(variable("USER")) : undefined;
    case "getent":
      return first === "passwd" ? line(accountOf(args[1], variable)) : undefined;
    case "cat": {
      const named = args.filter((word) => word !== "-" && !/^-[uv]$/.test(word));
      if (named.length === 0) return input;
      const texts = named.map(file);
      const [text] = texts;
      return texts.length === 1 ? text : undefined;
    }
    case "pwd":
      return line(variable("PWD"));
    case "whoami":
      return line(variable("USER"));
    case "which":
    case "type": {
      const named = args.filter((word) => !word.startsWith("-"));
      return named.length === 1 && (name === "which" || args.some((word) => /^-[pP]$/.test(word))) ? line(pathOf(named[0])) : undefined;
    }
    case "command":
      return first === "-v" ? line(pathOf(args[1])) : undefined;
    case "basename":
      return first === undefined || !isPlain(first) ? undefined : line(posix.basename(first, args[1]));
    case "dirname":
      return first === undefined || !isPlain(first) ? undefined : line(posix.dirname(first));
    case "realpath":
    case "readlink": {
      const named = args.filter((word) => !word.startsWith("-"));
      const [path = "", ...more] = named;
      const here = variable("PWD");
      const isAll = name === "realpath" || args.some((word) => /^-[efm]+$/.test(word));
      return !isAll || more.length > 0 || here === undefined || !isPlain(path) ? undefined : line(posix.resolve(here, path));
    }
    case "tee":
      return input;
    case "date":
      return args.length === 1 && /^\+[^%]*$/.test(first ?? "") ? line(first?.slice(1)) : undefined;
    case "yes":
      return plain(`${args.length === 0 ? "y" : args.join(" ")}\n`.repeat(mostOfSame));
    case "envsubst":
      return input === undefined ? undefined : filled(args, input, (name) => variable(name) ?? unknown);
    case "seq":
      return counted(args);
  }
  const names = listed(name, args);
  if (names !== undefined) return names;
  if (input !== undefined && !isPlain(input.text) && !input.text.includes(unknown)) {
    const left = passedOn(name, args, input);
    if (left !== undefined || name !== "sed") return left;
  }
  const filter = filters.get(name);
  if (filter === undefined) return undefined;
  const last = args.at(-1);
  const named = last === undefined || last.startsWith("-") ? undefined : file(last);
  const given = named ?? input;
  const told = named === undefined ? args : args.slice(0, -1);
  // These may say something without any input.
  if (given === undefined && /^([gmn]?awk|(?:go)?jq|jaq)$/.test(name) && args.every(isPlain)) return filter(args, nothing);
  return given === undefined || given.text.includes(unknown) || !(isPlain(given.text) || name === "sed") || !told.every(isPlain)
    ? undefined
    : filter(told, given);
}
