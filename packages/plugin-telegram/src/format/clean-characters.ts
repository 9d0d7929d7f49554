/** A ring above is taken out by Telegram; as part of its letter it stays. */
const composed = (text: string): string => (text.includes("\u030a") ? text.replace(/.\u030a/gu, (letter) => letter.normalize("NFC")) : text);

const unclean = /[^\P{Cc}\n\t]|\p{Surrogate}|[\u2028-\u202e]|\u030a|\u0333|\u033f/u;

/**
 * What Telegram would do to a text's characters, done before lengths are counted: halves of surrogate pairs are replaced, control characters become
 * spaces (tabs are left to the Markdown), separators become line ends, direction overrides and three combining lines go.
 */
export function cleanCharacters(text: string): string {
  if (!unclean.test(text)) return text;
  return composed(text.replace(/\p{Surrogate}/gu, "\ufffd"))
    .replace(/\r\n?|[\u2028\u2029]/g, "\n")
    .replace(/[\u202a-\u202e]|\u030a|\u0333|\u033f/g, "")
    .replace(/\p{Cc}/gu, (control) => (control >= " " || control === "\n" || control === "\t" ? control : " "));
}

/** Something is there to be seen. Telegram refuses a message without it. */
export const isVisible = (text: string): boolean => /[^\s\p{C}\p{Z}\p{M}\u115f\u1160\u2800\u3164\uffa0]/u.test(text);
