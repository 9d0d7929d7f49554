import { unescaped } from "./unescaped.ts";

const mostCode = 20_000;
const string = /"((?:[^"\\\n]|\\[\s\S])*)"|'((?:[^'\\\n]|\\[\s\S])*)'|`((?:[^`\\]|\\[\s\S])*)`/g;

/** Writes numbers of letters, joined strings, known folders and decoded strings as the strings that they are. */
export function simplified(code: string, home: string): string {
  const quote = (text: string) => JSON.stringify(text);
  let text = code.slice(0, mostCode);
  text = text
    .replace(/(?<![\w.])(?:chr|String\.fromCharCode|String\.fromCodePoint)\s*\(([\d\s,x]{1,400})\)/gi, (_, numbers: string) =>
      quote(String.fromCharCode(...numbers.split(",").map(Number))),
    )
    .replace(/(?:os\.path\.expanduser|expanduser)\s*\(\s*(["'])~(\/[^"']*)?\1\s*\)/g, (_, __, rest: string | undefined) => quote(home + (rest ?? "")))
    .replace(
      /(?:pathlib\.)?Path\.home\(\)|(?:require\(\s*["'](?:node:)?os["']\s*\)|os)\.homedir\(\)|process\.env(?:\.HOME|\[["']HOME["']\])|os\.environ(?:\.get\(["']HOME["']\)|\[["']HOME["']\])|os\.getenv\(["']HOME["']\)|ENV\[["']HOME["']\]|\$ENV\{["']?HOME["']?\}|Dir\.home|getenv\(["']HOME["']\)/g,
      quote(home),
    )
    .replace(/\$\{\s*("[^"]*")\s*\}/g, (_, inner: string) => JSON.parse(inner) as string)
    .replace(
      /(?:base64\.b64decode|b64decode|Base64\.decode64|Base64\.strict_decode64|decode_base64|base64_decode|atob)\s*\(\s*b?(["'])([\w+/=-]{4,4000})\1\s*\)/g,
      (_, __, encoded: string) => quote(Buffer.from(encoded, "base64").toString("latin1")),
    )
    .replace(
      /Buffer\.from\(\s*(["'])([\w+/=-]{4,4000})\1\s*,\s*["'](base64|hex)["']\s*\)(?:\.toString\([^()]{0,20}\))?/g,
      (_, __, encoded: string, kind: string) => quote(Buffer.from(encoded, kind as "base64" | "hex").toString("latin1")),
    )
    .replace(/pack\s*\(?\s*["']H\*["']\s*,\s*(["'])([0-9a-fA-F]{2,4000})\1\s*\)?/g, (_, __, encoded: string) =>
      quote(Buffer.from(encoded, "hex").toString("latin1")),
    )
    .replace(/bytes\.fromhex\(\s*(["'])([0-9a-fA-F\s]{2,4000})\1\s*\)/g, (_, __, encoded: string) =>
      quote(Buffer.from(encoded.replace(/\s/g, ""), "hex").toString("latin1")),
    )
    .replace(
      /(["'])((?:[^"'\\\n]|\\.){0,400})\1\s*\[\s*::\s*-1\s*\]|(["'])((?:[^"'\\\n]|\\.){0,400})\3(?:\.reverse\b(?:\(\))?|\.split\(["']{2}\)\.reverse\(\)\.join\(["']{2}\))/g,
      (_, __, one: string | undefined, ___, other: string | undefined) => quote([...(one ?? other ?? "")].reverse().join("")),
    )
    .replace(
      /(["'])\1\.join\(\s*[[(]([^\])]{0,2000})[\])]\s*\)|\[([^\]]{0,2000})\]\.join\(\s*(["'])\4\s*\)/g,
      (_, __, one: string | undefined, other: string | undefined) => quote(stringsOf(one ?? other ?? "").join("")),
    )
    .replace(/(["'])\s\1\.join\(\s*[[(]([^\])]{0,2000})[\])]\s*\)/g, (_, __, one: string) => quote(stringsOf(one).join(" ")))
    .replace(/\.(?:decode|encode|toString|strip|trim)\((?:\s*["'][\w-]*["']\s*)?\)/g, "");
  for (const [, module = "", , alias = ""] of text.matchAll(/\b(?:import|from)\s+([\w.]{1,40})(\s+import\s+\w+)?\s+as\s+(\w{1,40})/g))
    text = text.replace(new RegExp(`(?<![\\w.])${alias}\\.`, "g"), `${module}.`);
  for (const [, alias = ""] of text.matchAll(/\b(\w{1,40})\s*=\s*(?:await\s+)?(?:require|import)\(\s*["'](?:node:)?child_process["']\s*\)/g))
    text = text.replace(new RegExp(`(?<![\\w.])${alias}\\.`, "g"), "child_process.");
  for (let round = 0; round < 6; round++) {
    const before = text;
    text = text
      .replace(
        /"((?:[^"\\\n]|\\.){0,500})"\s*(?:\+|\.(?=\s*["']))\s*(["'])((?:(?!\2)[^\\\n]|\\.){0,500})\2/g,
        (_, one: string, __, other: string) => `"${one}${other.replaceAll('"', '\\"')}"`,
      )
      .replace(
        /'((?:[^'\\\n]|\\.){0,500})'\s*(?:\+|\.(?=\s*["']))\s*(["'])((?:(?!\2)[^\\\n]|\\.){0,500})\2/g,
        (_, one: string, __, other: string) => `"${one.replaceAll('"', '\\"')}${other.replaceAll('"', '\\"')}"`,
      )
      .replace(
        /(?:os\.path\.join|path\.(?:join|resolve)|File\.join|(?:pathlib\.)?Path)\s*\(\s*((?:(?:"[^"\n]{0,300}"|'[^'\n]{0,300}')\s*,?\s*){1,8})\)/g,
        (_, inner: string) => quote(stringsOf(inner).join("/")),
      )
      .replace(/"([^"\n]{0,300})"\s*\/\s*(["'])([^"'\n]{0,300})\2/g, (_, one: string, __, other: string) => quote(`${one}/${other}`));
    if (text === before) break;
  }
  return withVariables(withOwnNames(text));
}

/** Calls under the names that they have where they come from: `import subprocess as s`, `from os import system as s`, `{ execSync: run }`. */
function withOwnNames(text: string): string {
  const renamed = [
    ...text.matchAll(/\b(?:import\s+|from\s+[\w.]{1,60}\s+import\s+(?:\w{1,40}\s*,\s*){0,8})(\w{1,40})\s+as\s+(\w{1,40})/g),
    ...text.matchAll(/[{,]\s*((?:exec|spawn|execFile|rm|rmdir)(?:Sync)?)\s*(?::|as\s)\s*(\w{1,40})\s*[,}]/g),
  ];
  let out = text;
  for (const [, own = "", given = ""] of renamed.slice(0, 8)) out = out.replace(new RegExp(`(?<![\\w.])${given}(?=\\s*[.(])`, "g"), own);
  return out;
}

/** Names that stand for one string, where they are used as an argument. */
function withVariables(text: string): string {
  const known = new Map<string, string>();
  for (const [, name = "", value = ""] of text.matchAll(
    /(?:^|[\s;,({])(?:(?:const|let|var|my|local)\s+)?([$@%]?[A-Za-z_]\w{0,40})\s*=\s*((?:"(?:[^"\\\n]|\\.){0,500}"|'(?:[^'\\\n]|\\.){0,500}'|\[[^\]\n]{0,500}\]))/g,
  )) {
    if (known.size < 32) known.set(name, value);
  }
  let out = text;
  for (const [name, value] of known) {
    const escaped = name.replace(/[$@%]/g, "\\$&");
    out = out.replace(new RegExp(`([(,[]\\s*)${escaped}(?=\\s*[,)\\]])`, "g"), (_, before: string) => `${before}${value}`);
  }
  for (const [, name = "", items = ""] of out.matchAll(/\bfor\s+(?:const\s+|let\s+|my\s+)?([$]?\w{1,40})\s+(?:in|of)?\s*[[(]([^\])]{0,500})[\])]/g))
    out = out.replace(new RegExp(`\\(\\s*${name.replace("$", "\\$")}(?=\\s*[,)])`, "g"), () => `(${items}`);
  return out;
}

function stringsOf(text: string): readonly string[] {
  return [...text.matchAll(string)].map((match) => unescaped(match[1] ?? match[2] ?? match[3] ?? ""));
}
