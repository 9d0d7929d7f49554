import { unknown } from "@instar/shell-words";
import type { Call } from "./call.ts";
import { unescaped } from "./unescaped.ts";
import { fromBase32, unpacked, unpacking } from "./unpacked.ts";
import { changed, eitherOf, isKnown, joined, nothing, textValue, type Value } from "./value.ts";

const bytes = (text: string, kind: "base64" | "hex") => Buffer.from(text.replace(/\s/g, ""), kind).toString("latin1");
const rot13 = (text: string) => text.replace(/[a-zA-Z]/g, (char) => String.fromCharCode(char.charCodeAt(0) + (char.toLowerCase() < "n" ? 13 : -13)));
const backwards = (text: string) => [...text].reverse().join("");
const letters = (values: readonly Value[]) =>
  values
    .flatMap(({ texts }) => texts)
    .map((text) => (/^(0x[0-9a-f]{1,6}|\d{1,7})$/i.test(text) ? String.fromCodePoint(Math.min(0x10ffff, Number(text))) : text === unknown ? unknown : ""))
    .join("");

/** Functions that leave a text what it is. */
const keeping =
  /^(str|String|string|bytes|bytearray|encode|decode|toString|to_s|to_str|strip|trim|rstrip|chomp|lstrip|TrimSpace|as_posix|absolute|absolutePath|toAbsolutePath|getAbsolutePath|toPath|toFile|path|getPath|to_path|realpath(Sync)?|normalize|normpath|abspath|canonicalize|fspath|resolve|freeze|dup|clone|to_owned|into|as_str|unwrap|expect|unwrap_or_default|lines|sorted|sort|reverse_each|list|tuple|set|Array|from|iter|into_iter|toList|to_a|to_list|values|flat|flatten|flatMap|compact|uniq|filter|select|reject|slice|map|each|forEach|collect|enumerate|Vec|await|then|wait|toArray|data|read|escapeshellarg|escapeshellcmd|quote|shellescape|raw|cast|stream|binary_to_list|list_to_binary|binary_part|to_charlist|text|shuffle|shuffled|RecursiveIteratorIterator|Template|IteratorIterator|iterator_to_array|CachingIterator|copy|reversed_each|c|vec|cwd|as_ref|to_path_buf|PathBuf|from_str|Some|Ok|fs_path|toUri)$/;

/** The text that a call gives, where what it is made of is written out. */
export function textGivenBy(call: Call, language = ""): Value | undefined {
  const { name, owner, on, args, raw } = call;
  const [first] = args;
  const held = on !== undefined && on.ref === undefined ? on : undefined;
  const subject = held !== undefined && isKnown(held) ? held : first;
  if (/^(chr|fromCharCode|fromCodePoint|from_char_code|char|chrw|pack_c)$/i.test(name) && args.length > 0) return textValue(letters(args), { computed: true });
  if (
    /^(bytes|bytearray|map|array_map)$/.test(name) &&
    args.length > 0 &&
    args.every(({ texts }) => texts.every((text) => /^(\d+|chr|\uE00F)$/.test(text))) &&
    letters(args).replaceAll(unknown, "") !== ""
  )
    return textValue(letters(args), { computed: true });
  if (
    /^(b64decode|urlsafe_b64decode|standard_b64decode|a2b_base64|decode64|strict_decode64|urlsafe_decode64|decode_base64|base64_decode|atob|decode64!|DecodeString|FromBase64String|b64)$/.test(
      name,
    ) &&
    subject !== undefined
  )
    return changed(first ?? subject, (text) => (text.includes(unknown) ? unknown : bytes(text, "base64")));
  if (/^(fromhex|unhexlify|hex2bin|a2b_hex|fromHex)$/.test(name) && first !== undefined) return changed(first, (text) => bytes(text, "hex"));
  if (name === "from" && /Buffer$/.test(owner) && first !== undefined)
    return changed(first, (text) =>
      /['"]hex['"]/.test(raw) ? bytes(text, "hex") : /['"]base64/.test(raw) ? bytes(text, "base64") : first.list ? letters([first]) : text,
    );
  if (unpacking.test(name) && (first ?? held) !== undefined) return changed(first ?? nothing, unpacked);
  if (/^b(?:16|32)decode$/.test(name) && first !== undefined) return changed(first, (text) => (name === "b16decode" ? bytes(text, "hex") : fromBase32(text)));
  if (name === "decode" && /codecs$/.test(owner) && first !== undefined)
    return changed(
      first,
      /zlib|zip/.test(raw) ? unpacked : /rot/.test(raw) ? rot13 : /hex/.test(raw) ? (text) => bytes(text, "hex") : (text) => bytes(text, "base64"),
    );
  if (name === "str_rot13" && first !== undefined) return changed(first, rot13);
  if (/^(strrev|reverse|reversed|rev)$/.test(name) && subject !== undefined)
    return subject.list ? { ...subject, texts: [...subject.texts].reverse(), computed: true } : changed(subject, backwards);
  if (name === "pack" && args[1] !== undefined)
    return /["']H/.test(raw)
      ? changed(args[1], (text) => bytes(text, "hex"))
      : /["']m/.test(raw)
        ? changed(args[1], (text) => bytes(text, "base64"))
        : textValue(letters(args.slice(1)), { computed: true });
  if (name === "pack" && held !== undefined) return textValue(packedOf(held, raw), { computed: true });
  if (/^unpack1?$/.test(name) && held !== undefined) return changed(held, (text) => (/["']m/.test(raw) ? bytes(text, "base64") : text));
  if (/^(unquote|decodeURIComponent|urldecode|rawurldecode|unescape|decodeURI)$/.test(name) && first !== undefined)
    return changed(first, (text) => text.replace(/%([0-9a-fA-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))));
  if (name === "stripcslashes" && first !== undefined) return changed(first, unescaped);
  if (/^(join|implode|concat|paste0?|strcat|sjoin|concatenate|intercalate|Join|string_join)$/.test(name)) return putTogether(call, held);
  if (name === "split" && held !== undefined && first !== undefined)
    return {
      texts: held.texts.flatMap((text) => (first.texts[0] === "" ? [...text] : text.split(first.texts[0] ?? " "))).slice(0, 256),
      list: true,
      computed: true,
    };
  if (/^(split|explode|str_split|chars|words|fields|Fields)$/.test(name) && subject !== undefined)
    return {
      texts: subject.texts.flatMap((text) => (name === "chars" || name === "str_split" ? [...text] : text.trim().split(/\s+/))).slice(0, 256),
      list: true,
      computed: true,
    };
  if (/^(replace|replaceAll|gsub|sub|str_replace|translate|tr)$/.test(name)) return replaced(call, held);
  if (/^(format|sprintf|Sprintf|formatted|f)$/.test(name) && (held ?? first) !== undefined)
    return filledIn(held !== undefined && isKnown(held) ? held : (first ?? nothing), held !== undefined && isKnown(held) ? args : args.slice(1), call.named);
  if (/^(?:safe_)?substitute$/.test(name) && held !== undefined && isKnown(held))
    return filledIn(
      changed(held, (text) => text.replace(/\$\{?([a-z_]\w{0,40})\}?/gi, "{$1}")),
      [],
      call.named,
    );
  if (name === "substr" && owner === "" && first !== undefined && /^\d{1,4}$/.test(args[1]?.texts[0] ?? "")) {
    // Awk counts from one.
    const from = Number(args[1]?.texts[0]) - (language === "awk" ? 1 : 0);
    const size = args[2]?.texts[0];
    return changed(first, (text) => text.slice(Math.max(0, from), size === undefined || !/^\d{1,4}$/.test(size) ? undefined : from + Number(size)));
  }
  if (name === "maketrans" && args.length === 2) return { texts: args.flatMap(({ texts }) => texts), list: true };
  if (/^(lower|tolower|toLowerCase|downcase|strtolower|lc|ToLower)$/.test(name) && subject !== undefined) return changed(subject, (text) => text.toLowerCase());
  if (/^(upper|toupper|toUpperCase|upcase|strtoupper|uc|ToUpper)$/.test(name) && subject !== undefined) return changed(subject, (text) => text.toUpperCase());
  if (/^(concat|chain|append)$/.test(name) && held?.list && first !== undefined) return { ...held, texts: [...held.texts, ...first.texts] };
  if (/^(shift|pop|first|last|next)$/.test(name) && held !== undefined) return { ...held, list: false };
  if (/^dirname$/.test(name) && subject !== undefined) return changed(subject, (text) => text.replace(/\/[^/]*\/?$/, "") || (text.startsWith("/") ? "/" : "."));
  if (/^basename$/.test(name) && subject !== undefined) return changed(subject, (text) => text.replace(/^.*\//, ""));
  if (keeping.test(name) || name === "") {
    const kept =
      subject === undefined || (args.length > 1 && held === undefined && !/^(list|Array|from|map|filter|c|vec)$/.test(name))
        ? name === "c" || name === "vec" || name === "list" || name === "Array"
          ? undefined
          : subject
        : subject;
    if (/^(c|vec|Array|tuple|asList|of)$/.test(name) && args.length > 1) return { texts: args.flatMap(({ texts }) => texts), list: true };
    if (/^(map|filter)$/.test(name) && held === undefined) return args[1];
    return held !== undefined && !held.list && !isKnown(held) ? held : kept;
  }
  if (/^(asList|listOf|List|arrayOf|arrayListOf|of|Arrays)$/.test(name) && args.length > 0) return { texts: args.flatMap(({ texts }) => texts), list: true };
  return undefined;
}

/** `[…].pack("H*")`, `.pack("m")`, `.pack("c*")` */
function packedOf(held: Value, raw: string): string {
  const text = held.texts.join("");
  return /["']H/.test(raw) ? bytes(text, "hex") : /["']m/.test(raw) ? bytes(text, "base64") : /["'][cCU]/.test(raw) ? letters([held]) : text;
}

function putTogether({ name, args }: Call, held: Value | undefined): Value {
  const [first = nothing, second] = args;
  if (name === "concat" && held !== undefined && !held.list) return args.reduce((all, one) => joined(all, one, (left, right) => left + right), held);
  if (/^(paste0?|strcat|concatenate)$/.test(name))
    return args.reduce((all, one) => joined(all, one, (left, right) => left + (name === "paste" ? " " : "") + right), textValue(""));
  const [list, by] = held?.list
    ? [held, args[0]]
    : held !== undefined && first.list
      ? [first, held]
      : first.list
        ? [first, second]
        : [second ?? nothing, first];
  return textValue(list.texts.join(by?.texts[0] ?? ""), { computed: true });
}

function replaced({ name, args }: Call, held: Value | undefined): Value | undefined {
  const [subject, from, to] = held !== undefined ? [held, args[0], args[1]] : [args[2], args[0], args[1]];
  if (name === "translate" && from?.list === true && from.texts.length === 2 && subject !== undefined)
    return changed(subject, (text) => letterByLetter(text, [...(from.texts[0] ?? "")], [...(from.texts[1] ?? "")]));
  if (name === "translate" && to === undefined) return { ...nothing, computed: true };
  if (subject === undefined || from === undefined || to === undefined || !isKnown(from)) return subject;
  const [one = "", other = ""] = [from.texts[0], to.texts[0]];
  if (name === "tr" || name === "translate") return changed(subject, (text) => exchanged(text, one, other));
  return one === "" ? subject : changed(subject, (text) => text.replaceAll(one, other));
}

/** `tr`: each letter of one alphabet by that of the other. */
export function exchanged(text: string, from: string, to: string): string {
  const wide = (alphabet: string) =>
    alphabet.replace(/(.)-(.)/g, (whole, one: string, last: string) => {
      const length = last.charCodeAt(0) - one.charCodeAt(0) + 1;
      return length > 0 && length < 256 ? Array.from({ length }, (_, index) => String.fromCharCode(one.charCodeAt(0) + index)).join("") : whole;
    });
  return letterByLetter(text, [...wide(from.slice(0, 200))], [...wide(to.slice(0, 200))]);
}

const letterByLetter = (text: string, from: readonly string[], to: readonly string[]): string =>
  [...text].map((char) => (from.includes(char) ? (to[Math.min(from.indexOf(char), to.length - 1)] ?? "") : char)).join("");

/** `"%s/%s" % (a, b)`, `"{}/{}".format(a, b)`. */
export function filledIn(pattern: Value, given: readonly Value[], named: Call["named"] = {}): Value {
  const items = given.flatMap((value) => (value.list ? value.texts.map((text) => textValue(text)) : [value]));
  let out: Value = textValue("");
  let at = 0;
  for (const part of (pattern.texts[0] ?? "").split(/(%[-\d.]*[sdrvqi]|\{\w{0,20}\})/).slice(0, 64)) {
    const numbered = /^\{(\d+)\}$/.exec(part)?.[1];
    const key = /^\{([A-Za-z_]\w*)\}$/.exec(part)?.[1];
    const isHole = /^(%[-\d.]*[sdrvqi]|\{\w*\})$/.test(part);
    out = joined(
      out,
      isHole
        ? ((key === undefined || !Object.hasOwn(named, key) ? items[numbered === undefined ? at++ : Number(numbered)] : named[key]) ?? eitherOf([nothing]))
        : textValue(part),
      (left, right) => left + right,
    );
  }
  return { ...out, computed: true };
}
