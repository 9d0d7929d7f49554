import { unknown } from "@instar/shell-words";
import type { Call, CallPlace } from "./call.ts";
import type { Effects } from "./effects.ts";
import { nothing, type Value } from "./value.ts";

/** Calls that open a file. */
export const opening = /^(?:f?open|sysopen|openSync|OpenFile|open64)$/;

/** What is opened so may be written to, but it keeps what is in it. */
const keepingModes = /^(?:\+<|c|keep)/;
const owners = /^(io|os|posix|codecs|gzip|bz2|lzma|fs|File|IO|promises|fsp|builtins|__builtins__|Kernel|syscall|unix|tokenize|fs\.promises|Path|Pathname)$/;

/** `open(file, "w")`, `os.open(file, os.O_WRONLY)` */
export function noteOpened(call: Call, place: CallPlace, effects: Effects): Value {
  const { args, owner, on } = call;
  const via = `${place.language} open`;
  const isPerl = place.language === "perl";
  const self = on !== undefined && on.ref === undefined && on.path === true ? on : undefined;
  if (owner !== "" && self === undefined && !owners.test(owner)) return nothing;
  if (isPerl && /-\|?|\|/.test(args[1]?.texts[0] ?? "") && args[2] !== undefined) {
    effects.runs.push({ via, words: args.slice(2).flatMap(({ texts }) => texts) });
    return nothing;
  }
  const [mode, files] = isPerl ? openedByPerl(call) : [modeOf(call, self === undefined ? 1 : 0), (self ?? args[0])?.texts ?? []];
  for (const file of files.slice(0, 64)) {
    if (file === unknown || file === "") continue;
    if (!isPerl && /^\|/.test(file)) effects.lines.push({ via, text: file.slice(1) });
    const does = /^a|>>/.test(mode)
      ? "append"
      : /^w|^\+?>$|^[rwx]b?\+/.test(mode) || keepingModes.test(mode)
        ? "overwrite"
        : /^x/.test(mode)
          ? undefined
          : "read";
    if (does !== undefined)
      for (const word of file.startsWith("/") || place.folders.size === 0 ? [file] : [...place.folders].map((folder) => `${folder}/${file}`))
        effects.deeds.push({ does, deep: false, word, via, ...(does === "overwrite" && !place.writes && !keepingModes.test(mode) ? { empties: true } : {}) });
  }
  return { ...nothing, secret: files.some((file) => /\.ssh|\.env|\.aws|id_rsa|id_ed25519|credentials/.test(file)) };
}

/** The mode in which a file is opened, also where it is told in the bits of the system. */
const modeOf = ({ args, named, raw }: Call, at: number): string => bitsIn(raw) ?? named["mode"]?.texts[0] ?? args[at]?.texts[0] ?? "r";

function bitsIn(raw: string): string | undefined {
  if (!/\bO_(?:WRONLY|RDWR|TRUNC|CREAT)\b/.test(raw)) return undefined;
  if (/\bO_EXCL\b/.test(raw)) return "x";
  return /\bO_APPEND\b/.test(raw) ? "a" : /\bO_TRUNC\b/.test(raw) ? "w" : "keep";
}

/** `open(F, ">file")`, `open(F, "+<:raw", file)`, `sysopen(F, file, O_WRONLY)` */
function openedByPerl({ name, args, raw }: Call): readonly [mode: string, files: readonly string[]] {
  const [, told, file] = args.map(({ texts }) => texts);
  if (name === "sysopen") return [bitsIn(raw) ?? "r", told ?? []];
  const [, mode = "<", joined = ""] = /^\s*(\+?[<>]{1,2}|\|)(?:\s*:[\w()-]{1,40}){0,4}\s*(.*)$/.exec(told?.[0] ?? "") ?? [];
  return [mode, joined === "" ? (file ?? []) : [joined]];
}
