/** Shannon's measure in bits a character: about 3 for words, 4 for random hex, above 4.5 for long random base64. */
export function entropyOf(text: string): number {
  const counts = new Map<string, number>();
  for (const character of text) counts.set(character, (counts.get(character) ?? 0) + 1);
  let bits = 0;
  for (const count of counts.values()) bits -= (count / text.length) * Math.log2(count / text.length);
  return bits;
}

/** How many of these occur: small letters, capitals, digits, other characters. */
export function kindsOf(text: string): number {
  return [/[a-z]/, /[A-Z]/, /[0-9]/, /[^A-Za-z0-9]/].filter((kind) => kind.test(text)).length;
}

/** Made by a machine or by somebody who takes care: neither words nor a number. */
export function looksRandom(text: string): boolean {
  if (!/[A-Za-z]/.test(text) || (!/[0-9]/.test(text) && !changesCase(text))) return false;
  const least = /^[0-9a-f-]+$/i.test(text) ? 2.8 : text.length >= 24 ? 3.2 : text.length >= 16 ? 3 : 2.8;
  return entropyOf(text) >= least && !isWords(text);
}

/** Between small letters and capitals, more often than words that are joined do. */
const changesCase = (text: string) => text.length >= 14 && (text.match(/[a-z](?=[A-Z])/g)?.length ?? 0) >= Math.max(3, text.length / 5.5);

/** `sha1-hash_v2`, `getUserName2`, `us-east-1`: words with a number here and there. */
function isWords(text: string): boolean {
  const parts = text.split(/[^A-Za-z0-9]+|(?<=[a-z])(?=[A-Z])/).filter((part) => part !== "");
  return parts.every((part) => /^(?:[A-Z]?[a-z]{2,}|[A-Z]{2,}|[a-z])?\d{0,4}$/.test(part)) && (text.match(/\d/g)?.length ?? 0) <= Math.max(4, text.length / 5);
}
