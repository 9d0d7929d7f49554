/** Bytes as one UTF-16 unit each, as decoding an escape of bytes gives them. */
const bytesOf = (text: string) => String.fromCharCode(...new TextEncoder().encode(text));
const base64Of = (bytes: string) => btoa(bytes);
/** Each UTF-16 unit as a byte: of letters outside of Latin 1, give their bytes. */
export const hexOf = (bytes: string): string => [...bytes].map((byte) => byte.charCodeAt(0).toString(16).padStart(2, "0")).join("");
const reversed = (text: string) => [...text].reverse().join("");
const turned = (text: string) =>
  text.replace(/[a-z]/gi, (letter) => {
    const base = letter <= "Z" ? 65 : 97;
    return String.fromCharCode(((letter.charCodeAt(0) - base + 13) % 26) + base);
  });

/** What stands in any base64 text that holds these bytes, at each of the three places where they may begin: without the letters that neighbours share. */
function base64Within(bytes: string): readonly string[] {
  return [0, 1, 2].map((lead) => {
    const letters = base64Of(`${"\0".repeat(lead)}${bytes}`).replace(/=+$/, "");
    const first = lead === 0 ? 0 : lead + 1;
    const last = (lead + bytes.length) % 3 === 0 ? letters.length : letters.length - 1;
    return letters.slice(first, last);
  });
}

const base32Letters = "abcdefghijklmnopqrstuvwxyz234567";

/** The same for base32, and its five places. */
function base32Within(bytes: string): readonly string[] {
  return [0, 1, 2, 3, 4].map((lead) => {
    const bits = [..."\0".repeat(lead), ...bytes].map((byte) => byte.charCodeAt(0).toString(2).padStart(8, "0")).join("");
    const first = Math.ceil((lead * 8) / 5);
    let letters = "";
    for (let at = first; (at + 1) * 5 <= bits.length; at += 1) letters += base32Letters[Number.parseInt(bits.slice(at * 5, at * 5 + 5), 2)];
    return letters;
  });
}

/** Letter codes one after another, in decimal and in octal, and as bits. */
const inNumbers = (bytes: string, base: number, width: number) => [...bytes].map((byte) => byte.charCodeAt(0).toString(base).padStart(width, "0")).join("");

/**
 * What a secret turns into when somebody writes it otherwise: base64, hex, backwards, ROT13, as numbers, and two of these one upon the other. Escapes, spaces,
 * line breaks, signs in between and capitals are no forms: whoever looks for them undoes those first.
 */
export function formsOf(secret: string): ReadonlySet<string> {
  const bytes = bytesOf(secret);
  const plain = [secret, bytes];
  const simple = [...plain, ...plain.map(reversed), ...plain.map(turned)];
  const forms = new Set(simple);
  for (const text of new Set([bytes, reversed(bytes), turned(bytes)])) {
    const once = [
      ...base64Within(text),
      hexOf(text),
      ...base32Within(text),
      inNumbers(text, 10, 1),
      inNumbers(text, 10, 3),
      inNumbers(text, 8, 3),
      inNumbers(text, 2, 8),
    ];
    for (const form of once) forms.add(form);
    // What is encoded twice begins where the first encoding does
    for (const inner of [base64Of(text), base64Of(text).replaceAll("+", "-").replaceAll("/", "_"), hexOf(text)]) {
      const bare = inner.replace(/=+$/, "");
      for (const form of [...base64Within(bare), hexOf(bare), reversed(bare), turned(bare)]) forms.add(form);
    }
  }
  return forms;
}
