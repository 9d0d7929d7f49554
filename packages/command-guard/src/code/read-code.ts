import { unknown, wildcard } from "@instar/shell-words";
import type { Doing } from "../rule.ts";

/** What a piece of a programming language would do, as far as its calls are written out. */
export interface CodeReading {
  /** Lines of shell that it runs. */
  readonly lines: readonly { readonly via: string; readonly text: string }[];
  /** Programs that it runs, as words. */
  readonly runs: readonly { readonly via: string; readonly words: readonly string[] }[];
  readonly deeds: readonly { readonly does: Doing; readonly deep: boolean; readonly word: string; readonly via: string }[];
  /** Statements for a database. */
  readonly statements: readonly string[];
  /** Why it cannot be read. */
  readonly hides?: string;
}

const mostCode = 20_000;
const string = /"((?:[^"\\\n]|\\[\s\S])*)"|'((?:[^'\\\n]|\\[\s\S])*)'|`((?:[^`\\]|\\[\s\S])*)`/g;

const unescaped = (text: string): string =>
  text
    .replace(/\\x([0-9a-fA-F]{2})|\\u\{?([0-9a-fA-F]{4})\}?|\\([0-7]{3})/g, (_, hex: string | undefined, long: string | undefined, octal: string | undefined) =>
      String.fromCharCode(hex !== undefined ? Number.parseInt(hex, 16) : long !== undefined ? Number.parseInt(long, 16) : Number.parseInt(octal ?? "0", 8)),
    )
    .replace(/\\n/g, "\n")
    .replace(/\\t/g, "\t")
    .replace(/\\([^a-zA-Z0-9])/g, "$1");

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

/** From after an opening bracket to its closing one; what there is of it when it does not close. */
function argumentsFrom(code: string, from: number): string {
  let level = 1;
  let quote = "";
  const end = Math.min(code.length, from + 2_000);
  for (let at = from; at < end; at++) {
    const char = code[at] as string;
    if (char === "\\") at++;
    else if (quote !== "") {
      if (char === quote) quote = "";
    } else if (char === '"' || char === "'" || char === "`") quote = char;
    else if (char === "(") level++;
    else if (char === ")" && --level === 0) return code.slice(from, at);
  }
  return code.slice(from, end);
}

const runners =
  /(?:\bos\.(?:system|popen|exec\w+|spawn\w+|posix_spawn\w*)|subprocess\.\w+|\bcommands\.getoutput|\bgetoutput|\bgetstatusoutput|\bcheck_(?:call|output)|\bPopen|pty\.spawn|\b(?:exec|spawn|execFile|fork)(?:Sync)?|\bexeca?(?:Sync)?|\bsystem|\bshell_exec|\bpassthru|\bpopen|\bproc_open|\bpcntl_exec|IO\.popen|Open3\.\w+|os\.execute|io\.popen|Deno\.(?:run|Command)|Bun\.spawn(?:Sync)?|asyncio\.create_subprocess_(?:shell|exec)|\bshelljs\.exec|\bshell\.exec|\bsh)\s*\(/g;

/** A string with something behind it that is not written out: `"rm -rf " + folder`. */
const joins = /^\s*(?:"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')\s*(?:\+|\.|\$|[A-Za-z_])/;

const removers: readonly (readonly [RegExp, Doing, boolean | "recursive"])[] = [
  [/\b(?:shutil\.)?rmtree\s*\(/g, "remove", true],
  [/\bremove_tree\s*\(/g, "remove", true],
  [/\b(?:rimraf|rimrafSync|del|deleteSync)(?:\.sync)?\s*\(/g, "remove", true],
  [/\bFileUtils\.(?:rm_rf|rm_r|remove_dir|remove_entry\w*|rmtree|remove_entry_secure)\s*[( ]/g, "remove", true],
  [/\.?\b(?:rm|rmdir)(?:Sync)?\s*\(/g, "remove", "recursive"],
  [/\b(?:fse?|fsExtra|fs-extra)\.(?:remove|emptyDir)(?:Sync)?\s*\(/g, "remove", true],
  [/\bDeno\.remove(?:Sync)?\s*\(/g, "remove", "recursive"],
  [/\b(?:os\.(?:remove|unlink|rmdir|removedirs)|unlink(?:Sync)?|(?:File|Dir)\.(?:delete|unlink|rmdir)|FileUtils\.rm_?f?)\s*[( ]/g, "remove", false],
  [/\b(?:shutil\.move|os\.(?:rename|replace)|rename(?:Sync)?|FileUtils\.mv)\s*\(/g, "move", true],
  [/\b(?:os\.truncate|truncate(?:Sync)?|writeFile(?:Sync)?|File\.write|file_put_contents)\s*\(/g, "overwrite", false],
  [/\b(?:os\.(?:l?chmod)|chmod(?:Sync)?)\s*\(/g, "permit", false],
  [/\bFileUtils\.chmod_R\s*\(/g, "permit", true],
  [/\b(?:os\.l?chown|l?chown(?:Sync)?|FileUtils\.chown\w*)\s*\(/g, "own", false],
];

/** Searches code of a language for calls that remove, overwrite or run, with what they are told as strings. Finds what is written out, not what is computed. */
export function readCode(source: string, language: string, home: string): CodeReading {
  const code = simplified(source, home);
  const lines: { via: string; text: string }[] = [];
  const runs: { via: string; words: readonly string[] }[] = [];
  const deeds: { does: Doing; deep: boolean; word: string; via: string }[] = [];
  let hides: string | undefined;
  for (const match of code.matchAll(runners)) {
    const name = match[0].replace(/\s*\($/, "");
    // A method of another thing: `pattern.exec(text)`.
    if (
      /^exec(Sync)?$/.test(name) &&
      code[match.index - 1] === "." &&
      !/(child_process|require\(["'][\w:]+["']\)|\bcp|child|shell|process)\.$/.test(code.slice(Math.max(0, match.index - 40), match.index))
    )
      continue;
    const inner = argumentsFrom(code, match.index + match[0].length);
    const words = stringsOf(
      inner.replace(/(?:,\s*)?\b(?:shell|cwd|encoding|stdio|check|text|capture_output|stdout|stderr)\s*[=:]\s*(?:True|true|"[^"]*"|'[^']*')/g, ""),
    );
    const via = `${language} ${name}`;
    if (name === "exec" && language.startsWith("python")) {
      if (words.length === 0 || /compile|decode|zlib|marshal|urlopen|requests\.|\.read\(|\.text\b/.test(inner)) hides ??= "code that it computes";
      else {
        const nested = readCode(words.join("\n"), language, home);
        lines.push(...nested.lines);
        runs.push(...nested.runs);
        deeds.push(...nested.deeds);
        hides ??= nested.hides;
      }
    } else if (words.length === 0) {
      if (inner.trim() !== "" && !/^(fork)$/.test(name)) hides ??= "a command that it computes";
    } else if (/^\s*[[(]/.test(inner) || words.length > 1 || /File|spawn|os\.exec/.test(name)) {
      const [first = "", ...more] = words;
      if (/\s/.test(first.trim())) lines.push({ via, text: [first, ...more].join(" ") });
      else runs.push({ via, words: [first, ...more] });
    } else lines.push({ via, text: `${words[0] ?? ""}${joins.test(inner) ? unknown : ""}` });
  }
  if (!/^(python|node|deno|bun|tsx|lua|osascript|awk)/.test(language)) {
    for (const match of code.matchAll(
      /`([^`\n]{1,1000})`|(?:qx|%x)\s*(?:\{([^}\n]{1,1000})\}|\(([^)\n]{1,1000})\)|\[([^\]\n]{1,1000})\]|([/|!])((?:(?!\5)[^\n]){1,1000})\5)/g,
    ))
      lines.push({ via: `${language} backticks`, text: match.slice(1).findLast((part) => part !== undefined) ?? "" });
    for (const match of code.matchAll(/\b(?:system|exec)\s*\(?\s*qw\s*[([{/]([^)\]}\n]{1,1000})/g))
      runs.push({ via: `${language} system`, words: (match[1] ?? "").trim().split(/\s+/) });
    for (const match of code.matchAll(/\b(?:system|exec)\s+((?:(?:"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*')\s*,?\s*){1,12})/g)) {
      const words = stringsOf(match[1] ?? "");
      if (words.length === 1) lines.push({ via: `${language} system`, text: words[0] ?? "" });
      else if (words.length > 1) runs.push({ via: `${language} system`, words });
    }
    for (const match of code.matchAll(/\b(?:unlink|rmdir)\s+(?:glob\s*\(?\s*)?((?:(?:"[^"\n]{0,300}"|'[^'\n]{0,300}')\s*,?\s*){1,12}|<[^>\n]{1,300}>)/g))
      for (const word of /^</.test(match[1] ?? "") ? [(match[1] ?? "").slice(1, -1)] : stringsOf(match[1] ?? ""))
        deeds.push({ does: "remove", deep: false, word: globbed(word), via: `${language} unlink` });
  }
  if (/^(node|bun|deno|tsx)/.test(language))
    for (const match of code.matchAll(/\$`([^`]{1,1000})`/g)) lines.push({ via: `${language} $`, text: match[1] ?? "" });
  if (language === "awk")
    for (const match of code.matchAll(/(?:print[^|;}]{0,300}\|&?\s*"((?:[^"\\]|\\.){1,500})")|"((?:[^"\\]|\\.){1,500})"\s*\|&?\s*getline/g))
      lines.push({ via: "awk |", text: unescaped(match[1] ?? match[2] ?? "") });
  if (language === "awk")
    for (const match of code.matchAll(/print\s+"((?:[^"\\]|\\.){1,500})"\s*\|&?\s*"(?:\/bin\/)?(?:ba|z|da|k)?sh\b/g))
      lines.push({ via: "awk | sh", text: unescaped(match[1] ?? "") });
  if (language === "tclsh" || language === "expect")
    for (const match of code.matchAll(/\b(?:exec|spawn|system)\s+([^\n;\]]{1,1000})/g)) lines.push({ via: `${language} exec`, text: match[1] ?? "" });
  for (const [pattern, does, deep] of removers) {
    for (const match of code.matchAll(pattern)) {
      const inner = argumentsFrom(code, match.index + match[0].length);
      const isDeep = deep === "recursive" ? /recursive\s*:\s*(true|!0|1)|recursive\s*=\s*True/.test(inner) : deep;
      const words = stringsOf(inner.replace(/,\s*\{[\s\S]*$/, "")).slice(0, does === "remove" ? 24 : 1);
      const via = `${language} ${match[0].replace(/[\s(.]+$/, "").replace(/^\./, "")}`;
      for (const word of words) deeds.push({ does, deep: isDeep, word: globbed(word.startsWith("~") ? word : word), via });
      if (words.length === 0 && isDeep && does === "remove" && inner.trim() !== "") deeds.push({ does, deep: true, word: unknown, via });
    }
  }
  // What is found in a folder and then removed, one by one.
  if (/\b(?:os\.(?:remove|unlink)|unlink(?:Sync)?|rmtree|rmSync|rm)\s*\(\s*[^"'\s)]/.test(code))
    for (const match of code.matchAll(/\b(?:listdir|scandir|os\.walk|readdir(?:Sync)?|i?glob|iterdir)\s*\(\s*(?:"([^"\n]{1,400})"|'([^'\n]{1,400})')/g)) {
      const folder = match[1] ?? match[2] ?? "";
      deeds.push({ does: "remove", deep: false, word: globbed(folder.includes("*") ? folder : `${folder}/*`), via: `${language} remove` });
    }
  for (const match of code.matchAll(/(?:"([^"\n]{1,400})"|'([^'\n]{1,400})')\s*\)?\.(unlink|rmdir|rmtree|write_text|write_bytes|unlink_tree)\s*\(/g))
    deeds.push({
      does: match[3]?.startsWith("write") ? "overwrite" : "remove",
      deep: match[3] === "rmtree",
      word: match[1] ?? match[2] ?? "",
      via: `${language} ${match[3]}`,
    });
  for (const match of code.matchAll(/\bopen\s*\(\s*(?:"([^"\n]{1,400})"|'([^'\n]{1,400})')\s*,\s*["'](?:w|wb|>|w\+|r\+b|wb\+)["']/g))
    deeds.push({ does: "overwrite", deep: false, word: match[1] ?? match[2] ?? "", via: `${language} open` });
  const reads = [...code.matchAll(/\b(?:open|readFile(?:Sync)?|File\.read|file_get_contents|read_text)\s*\(\s*(?:"([^"\n]{1,400})"|'([^'\n]{1,400})')/g)];
  for (const match of reads) deeds.push({ does: "read", deep: false, word: match[1] ?? match[2] ?? "", via: `${language} open` });
  if (
    /\b(?:os\.)?fork\s*\(?\)?\s*(?:while|\bfor\b)|while\s*\(?\s*(?:1|True|true)\)?\s*[:{]?\s*(?:do\s*)?[\s{]*(?:os\.)?(?:fork|Process\.fork|pcntl_fork)/.test(
      code,
    ) ||
    /fork\s+while\s+(?:fork|1|true)|loop\s*\{\s*fork/.test(code)
  )
    deeds.push({ does: "remove", deep: true, word: "/", via: `${language} fork bomb` });
  if (
    /\beval\s*\(\s*(?:atob|Buffer|compile|base64|gzinflate|unescape|\$_|__import__)|\bexec\s*\(\s*(?:base64|zlib|codecs|bytes|__import__|compile)|marshal\.loads|gzinflate|str_rot13|\beval\s*\(?\s*(?:pack|unpack|decode_base64|Base64|MIME)/.test(
      source,
    )
  )
    hides ??= "code that it decodes";
  if (/\b(?:fetch|axios|https?\.get|urlopen|requests\.get)\b/.test(code) && /\beval\b|\bnew Function\b|\bvm\.run/.test(code)) hides ??= "code from the network";
  if (/socket/i.test(code) && /\bdup2\b|\/bin\/(ba|z|da)?sh|pty\.spawn|cmd\.exe/.test(code) && /connect|TCPSocket|fsockopen/.test(code))
    hides ??= "a shell for somebody on the network";
  const statements = stringsOf(code).filter(
    (text) => /^\s*(drop|truncate|delete|update|alter|flushall|flushdb)\b/i.test(text) && /\.(execute\w*|query|exec|run|raw|\$executeRaw\w*)\s*\(/.test(code),
  );
  return { lines, runs, deeds, statements, ...(hides === undefined ? {} : { hides }) };
}

const globbed = (word: string): string => word.replaceAll("*", wildcard.many).replaceAll("?", wildcard.one);
