import { brotliDecompressSync, gunzipSync, inflateRawSync, inflateSync } from "node:zlib";
import { unknown } from "@instar/shell-words";

/** Calls that unpack bytes, of any kind. */
export const unpacking =
  /^(?:decompress|gzdecompress|inflate(?:Raw)?(?:Sync)?|gunzip(?:Sync)?|unzipSync|brotliDecompressSync|gzinflate|gzuncompress|gzdecode|zlib_decode|uncompress|memGunzip|memInflate)$/;

/** What becomes of packed bytes, at most as much as code is read of. */
const mostUnpacked = 20_000;
const ways = [gunzipSync, inflateSync, inflateRawSync, brotliDecompressSync] as const;

/** What is in packed bytes that are given as a letter for each; what cannot be told for other kinds of packing. */
export function unpacked(text: string): string {
  if (text.includes(unknown)) return unknown;
  const bytes = Buffer.from(text, "latin1");
  for (const unpack of ways) {
    try {
      return unpack(bytes, { maxOutputLength: mostUnpacked }).toString("latin1");
    } catch {
      // It is packed in another way.
    }
  }
  return unknown;
}

const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

/** What letters of base 32 stand for, a letter for each byte. */
export function fromBase32(text: string): string {
  let held = 0;
  let bits = 0;
  let out = "";
  for (const char of text.toUpperCase()) {
    const value = letters.indexOf(char);
    if (value === -1) continue;
    held = ((held << 5) | value) & 0xfff;
    bits += 5;
    if (bits < 8) continue;
    bits -= 8;
    out += String.fromCharCode((held >> bits) & 255);
  }
  return out;
}
