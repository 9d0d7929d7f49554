import { decodeEscapes } from "./decode-escapes.ts";

/** What a line would say after decoding: escapes, base64, hexadecimal, backwards. */
export function hiddenTexts(text: string): readonly string[] {
  const encoded = [...text.matchAll(/[A-Za-z0-9+/]{8,}={0,2}/g)].map(([word]) => Buffer.from(word, "base64").toString("latin1"));
  const hexadecimal = [...text.matchAll(/\b(?:[0-9a-fA-F]{2}){6,}\b/g)].map(([word]) => Buffer.from(word, "hex").toString("latin1"));
  const escaped = /\\(x[0-9a-fA-F]{2}|[0-7]{3}|u[0-9a-fA-F]{4})/.test(text) ? [decodeEscapes(text)] : [];
  return [...escaped, ...encoded, ...hexadecimal, text.split("").reverse().join("")];
}
