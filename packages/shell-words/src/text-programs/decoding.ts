import { brotliDecompressSync, gunzipSync, inflateSync } from "node:zlib";
import type { KnownText } from "../known-text.ts";

/** Packed bytes keep each their letter, so that they can be unpacked behind it. */
const isPacked = (bytes: Buffer) => (bytes[0] === 0x1f && bytes[1] === 0x8b) || (bytes[0] === 0x78 && [0x01, 0x5e, 0x9c, 0xda].includes(bytes[1] ?? 0));
function asText(bytes: Buffer): string {
  if (isPacked(bytes)) return bytes.toString("latin1");
  const text = bytes.toString("utf8");
  return text.includes("\uFFFD") ? bytes.toString("latin1") : text;
}

/** What becomes of packed bytes, at most as much as a shell would be given. */
const mostUnpacked = 65_536;

/** What is in packed bytes, a letter for each; undefined for what cannot be unpacked. */
function unpackedBytes(text: string, unpack: typeof inflateSync): KnownText | undefined {
  try {
    return { text: unpack(Buffer.from(text, "latin1"), { maxOutputLength: mostUnpacked }).toString("utf8"), decoded: true };
  } catch {
    // What cannot be unpacked cannot be told.
    return undefined;
  }
}

/** What `gunzip`, `zcat`, `pigz -d` and `zlib-flate -uncompress` make of packed bytes; undefined where they pack, name files, or know another kind. */
export function unpacked(args: readonly string[], given: KnownText): KnownText | undefined {
  if (args.some((word) => !/^-(\w{1,8}|-(decompress|uncompress|stdout|to-stdout|quiet|force)|uncompress)?$/.test(word) || /^-\w{0,3}[ltrSk]$/.test(word)))
    return undefined;
  return unpackedBytes(given.text, given.text.charCodeAt(0) === 0x1f ? gunzipSync : inflateSync);
}

/** The same for programs that pack unless they are told to unpack. */
export const unpackedIfAsked = (args: readonly string[], given: KnownText): KnownText | undefined =>
  args.some((word) => /^-(\w*d\w*|-decompress|-uncompress|uncompress)$/.test(word)) ? unpacked(args, given) : undefined;

/** What `brotli -d` makes of packed bytes. */
export const brotliUnpacked = (args: readonly string[], given: KnownText): KnownText | undefined =>
  args.some((word) => /^-(\w*d\w*|-decompress)$/.test(word)) && args.every((word) => /^-(\w*|-(decompress|stdout|force))$/.test(word))
    ? unpackedBytes(given.text, (bytes, options) => brotliDecompressSync(bytes, { maxOutputLength: options?.maxOutputLength ?? mostUnpacked }))
    : undefined;

/** What `base64 -d` makes of a text; undefined where it is asked for something else. */
export function base64Decoded(args: readonly string[], given: KnownText): KnownText | undefined {
  const isDecoding = args.some((word) => /^-\w*[dD]\w*$/.test(word) || word === "--decode");
  if (!isDecoding) return undefined;
  return { text: asText(Buffer.from(given.text.replace(/\s/g, ""), "base64")), decoded: true };
}

/** The same for `openssl base64 -d` and `openssl enc -base64 -d`. */
export function opensslDecoded(args: readonly string[], given: KnownText): KnownText | undefined {
  if (args[0] === "zlib" && args.slice(1).join(" ") === "-d") return unpacked([], given);
  const isBase64 = args[0] === "base64" || (args[0] === "enc" && args.some((word) => /^-(base64|a)$/.test(word)));
  if (!isBase64 || !args.includes("-d") || args.some((word) => /^-(aes|des|in$|k$|pass$)/.test(word))) return undefined;
  return base64Decoded(["-d"], given);
}

const base32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

/** The same for `base32 -d`. */
export function base32Decoded(args: readonly string[], given: KnownText): KnownText | undefined {
  if (!args.some((word) => /^(-d|-D|--decode)$/.test(word))) return undefined;
  const bytes: number[] = [];
  let held = 0;
  let bits = 0;
  for (const char of given.text.toUpperCase()) {
    const value = base32.indexOf(char);
    if (value === -1) continue;
    held = ((held << 5) | value) & 0xfff;
    bits += 5;
    if (bits >= 8) {
      bits -= 8;
      bytes.push((held >> bits) & 255);
    }
  }
  return { text: asText(Buffer.from(bytes)), decoded: true };
}

/** The same for `basenc -d`, which is told in what it is written. */
export function basencDecoded(args: readonly string[], given: KnownText): KnownText | undefined {
  if (!args.some((word) => /^-(\w*d\w*|-decode)$/.test(word))) return undefined;
  if (args.some((word) => /^--base64(url)?$/.test(word))) return base64Decoded(["-d"], given);
  if (args.includes("--base32")) return base32Decoded(["-d"], given);
  return args.includes("--base16") ? hexadecimalDecoded(["-r", "-p"], given) : undefined;
}

/** What `xxd -r -p` makes of hexadecimal digits. */
export function hexadecimalDecoded(args: readonly string[], given: KnownText): KnownText | undefined {
  const options = args.filter((word) => word.startsWith("-")).join("");
  if (!options.includes("r") || !/p|-ps|plain/.test(options)) return undefined;
  return { text: asText(Buffer.from(given.text.replace(/[^\da-fA-F]/g, ""), "hex")), decoded: true };
}
