import type { KnownText } from "../known-text.ts";

const asText = (bytes: Buffer) => bytes.toString("utf8");

/** What `base64 -d` makes of a text; undefined where it is asked for something else. */
export function base64Decoded(args: readonly string[], given: KnownText): KnownText | undefined {
  const isDecoding = args.some((word) => /^-\w*[dD]\w*$/.test(word) || word === "--decode");
  if (!isDecoding) return undefined;
  return { text: asText(Buffer.from(given.text.replace(/\s/g, ""), "base64")), decoded: true };
}

/** The same for `openssl base64 -d` and `openssl enc -base64 -d`. */
export function opensslDecoded(args: readonly string[], given: KnownText): KnownText | undefined {
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

/** What `xxd -r -p` makes of hexadecimal digits. */
export function hexadecimalDecoded(args: readonly string[], given: KnownText): KnownText | undefined {
  const options = args.filter((word) => word.startsWith("-")).join("");
  if (!options.includes("r") || !/p|-ps|plain/.test(options)) return undefined;
  return { text: asText(Buffer.from(given.text.replace(/[^\da-fA-F]/g, ""), "hex")), decoded: true };
}
