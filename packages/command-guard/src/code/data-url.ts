import { unescaped } from "./unescaped.ts";

/** The code that an address of the kind `data:` holds; undefined for every other address. */
export function codeOfDataUrl(address: string): string | undefined {
  const [, coded, text] = /^data:[\w.+/-]{0,80}(?:;[\w=-]{1,40}?){0,4}?(;base64)?,([\s\S]+)$/.exec(address) ?? [];
  if (text === undefined) return undefined;
  const plain = text.replace(/%([0-9a-fA-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return coded === undefined ? plain : Buffer.from(plain, "base64").toString("latin1");
}

/** The code of such addresses that other code takes in: `import("data:…")`, `register("data:…")`, `new Worker(new URL("data:…"))`. */
export function codeTakenIn(code: string, language: string, input?: string): readonly string[] {
  if (input !== undefined && /\b(?:do|require|load|dofile|import|include)\s*\(?\s*["']\/dev\/stdin["']/.test(code)) return [input];
  if (!code.includes("data:")) return [];
  if (language === "php") {
    const taken = code.matchAll(/\b(?:include|require)(?:_once)?\s*\(?\s*(["'])(data:(?:\\.|(?!\1)[^\\\n]){1,8000})\1/g);
    return [...taken].slice(0, 8).flatMap(([, , address = ""]) => codeOfDataUrl(unescaped(address))?.replace(/<\?(?:php|=)?/g, ";") ?? []);
  }
  return [
    ...code.matchAll(
      /\b(?:import|from|register|Worker|URL|importScripts)\s*\(?\s*(["'`])(data:(?:text|application)\/(?:java|ecma|type)script(?:\\.|(?!\1)[^\\\n]){1,8000})\1/g,
    ),
  ]
    .slice(0, 8)
    .flatMap(([, , address = ""]) => codeOfDataUrl(unescaped(address)) ?? []);
}
