import { unknown } from "@instar/shell-words";
import { asWord, eachOf, emptying, inLanguage, type Line, removing, unescaped, unquoted } from "./line.ts";

/** Finds in a text that a program evaluates what it would run. */
export type Reader = (text: string, via: string) => readonly Line[];

const shellOf = (text: string, via: string): Line => ({ via, text });
const textInQuotes = /"((?:[^"\\\n]|\\.){1,1000})"|'((?:[^'\\\n]|\\.){1,1000})'/;
const strings = (text: string): readonly string[] => eachOf(text, new RegExp(textInQuotes, "g")).map(unescaped);

/** Calls of a name with a text: `system("…")`. */
const calls = (names: string) => new RegExp(`(?:${names})\\s*\\(?\\s*(?:${textInQuotes.source})`, "g");

/** With the home folder, and texts that are put together, as one text each. */
const plainVim = (text: string): string =>
  text
    .replace(
      /\b(?:vim\.fn\.)?(?:expand|fnamemodify|resolve|glob|fnameescape|shellescape)\(\s*(["'])((?:~|\$HOME|\/)[^"'\n]{0,300})\1\s*(?:,[^()\n]{0,40})?\)/g,
      '"$2"',
    )
    .replace(/(?<![\w"'/~])\$HOME\b(?!\/)|\bvim\.env\.HOME\b|\bos\.getenv\(["']HOME["']\)|\bvim\.(?:uv|loop)\.os_homedir\(\)/g, '"~"')
    .replace(/"\s*\.{1,2}\s*"|'\s*\.{1,2}\s*'/g, "")
    .replace(/"\s*\.{1,2}\s*'([^'"\n]*)'/g, '$1"')
    .replace(/'([^'"\n]*)'\s*\.{1,2}\s*"/g, '"$1');

/** The commands of `vim` and its kin, one a line or behind a bar. */
const readVim: Reader = (text, via) =>
  plainVim(text)
    .split("\n")
    .flatMap((line) => {
      const bare = line.replace(/^[\s:]*/, "");
      const [, language = "", code = ""] = /^(?:\d+|%|\.)?\s*(lua|py(?:thon|x)?3?|ruby|perl|tcl)\b\s*(?:do\b)?\s*([\s\S]+)$/.exec(bare) ?? [];
      const called = eachOf(line, calls("\\b(?:system(?:list)?|jobstart|job_start|termopen|term_start)")).map((run) => shellOf(run, via));
      const removed = [
        ...eachOf(line, calls("\\bdelete|\\bcall\\(\\s*[\"']delete[\"']\\s*,\\s*\\[|\\bvim\\.fs\\.rm|\\bfs_rmdir|\\bfs_unlink")).map((path) =>
          removing(via, path),
        ),
        ...eachOf(line, /\bwritefile\(\s*(?:\[[^\]\n]{0,400}\]|[\w.:()]{1,80})\s*,\s*["']([^"'\n]{1,400})["']\s*(?:,\s*["'](?!a)\w*["']\s*)?\)/g).map((path) =>
          emptying(via, path),
        ),
      ];
      if (code !== "")
        return [
          ...called,
          ...removed,
          ...inLanguage(
            via,
            language === "py" || language.startsWith("py") ? "python" : language,
            code.replace(/\bvim\.(?:fn\.(?:system|systemlist|jobstart|termopen)|system)\b/g, "os.execute").replace(/\bvim\.cmd\s*\(?\s*["']!/g, 'os.execute("'),
          ),
        ];
      const [, run] =
        /^(?:sil(?:ent)?!?\s+|exe(?:cute)?\s+['"])*(?:(?:%|\.|\$|'<|\d+)(?:,(?:%|\.|\$|'>|\d+))?)?(?:w(?:rite)?\s*|r(?:ead)?\s*)?!+\s*([\s\S]+)$/.exec(bare) ??
        /(?:^|[|\s:])!\s*([\s\S]+)$/.exec(bare) ??
        /^(?:sil(?:ent)?!?\s+)?ter(?:minal|m)?!?\s+(?:\+\+\S+\s+)*(.+)$/.exec(bare) ??
        [];
      const [, path] = /(?:^|\|\s*)(?:\d*,?[%$\d]*)?(?:w|wri(?:te)?|sav(?:eas)?|up(?:date)?)!?\s+([/~$][^|\s]*)\s*(?:\||$)/.exec(bare) ?? [];
      return [
        ...called,
        ...removed,
        ...(run === undefined ? [] : [shellOf(run.replace(/['"]$/, ""), via)]),
        ...(path === undefined ? [] : [emptying(via, path)]),
      ];
    });

const readElisp: Reader = (text, via) => [
  ...eachOf(
    text,
    calls('\\((?:async-)?shell-command(?:-to-string)?|\\(call-process-shell-command|\\(start-process-shell-command\\s+"[^"]*"\\s+\\S+|\\(compile'),
  ).map((run) => shellOf(unescaped(run), via)),
  ...[...text.matchAll(/\((?:call-process|start-process|process-file|process-lines|make-process)\s([^()]{1,1000})/g)].map(([, inner = ""]) =>
    shellOf(strings(inner).map(asWord).join(" "), via),
  ),
  ...eachOf(
    text,
    /\((?:delete-directory|delete-file|directory-delete|dired-delete-file|f-delete|move-file-to-trash)\s+(?:\(expand-file-name\s+)?"((?:[^"\\]|\\.){1,400})"/g,
  ).map((path) => removing(via, path)),
  ...(/\((?:delete-directory|f-delete)\s+(?:\(getenv\s+"HOME"\)|user-home|\(expand-file-name\s+"~\/?"\))/.test(text) ? [removing(via, "~")] : []),
  ...eachOf(text, /\(write-region\s+(?:[^()\s"]+|"[^"]*")\s+(?:[^()\s"]+|"[^"]*")\s+"([^"]{1,400})"/g).map((path) => emptying(via, path)),
];

/** `ed`: a line behind `!`, also for reading and writing; a file that is written. */
const readEd: Reader = (text, via) =>
  text.split("\n").flatMap((line) => {
    const [, run] = /^\s*(?:[\d,.$%]*\s*(?:[erwW]|wq)\s*)?!+(.+)$/.exec(line) ?? [];
    const [, path] = /^\s*[\d,.$%]*(?:w|wq)\s+([/~]\S*)\s*$/.exec(line) ?? [];
    return [...(run === undefined ? [] : [shellOf(run, via)]), ...(path === undefined ? [] : [emptying(via, path)])];
  });

const readDebugger: Reader = (text, via) => {
  const block = /^\s*(?:python|py|script|pi)\s*\n([\s\S]*?)(?:^\s*end\s*$|$(?![\s\S]))/m.exec(text)?.[1];
  return [
    ...(block === undefined ? [] : inLanguage(via, "python", block)),
    ...text.split("\n").flatMap((line) => {
      const [, code] = /^\s*(?:python|python-interactive|py|pi|script)\s+(?:--\s+)?(.+)$/.exec(line) ?? [];
      if (code !== undefined) return inLanguage(via, "python", code);
      const [, run] =
        /^\s*(?:!|shell\s|make\s|platform\s+shell\s|pipe\s[^|]*\||\|[^|]*\|)\s*(.+)$/.exec(line) ??
        /(?:call|print|p|expr(?:ession)?|compile code)\s*(?:--\s*)?(?:\([^()]*\))?\s*(?:system|popen)\s*\(\s*"((?:[^"\\]|\\.)*)"/.exec(line) ??
        [];
      return run === undefined ? [] : [shellOf(unescaped(run), via)];
    }),
  ];
};

const readM4: Reader = (text, via) => eachOf(text, /\be?syscmd\(\s*`?([^')]{1,1000})/g).map((run) => shellOf(run, via));
/** Programs in which a line behind a mark is for a shell. */
const behind =
  (mark: RegExp): Reader =>
  (text, via) =>
    text.split(/\n|;(?=\s*!)/).flatMap((line) => {
      const run = mark.exec(line)?.[1];
      return run === undefined || run.trim() === "" ? [] : [shellOf(unquoted(run.trim()), via)];
    });

/** Languages of mathematics and plots, which say it alike: `system("…")`, `!…`, `rmdir("…", "s")`. */
const readMathematics: Reader = (text, via) => [
  ...eachOf(text, calls("\\b(?:system|shell_cmd|unix|dos|popen2?|exec|shell|extern|evalin|unix_[gswx]|host)")).map((run) => shellOf(unescaped(run), via)),
  ...eachOf(text, calls("\\b(?:rmdir|removedir|deletefile|delete|unlink|mdelete|confirm_recursive_rmdir)")).map((path) => removing(via, path)),
  ...eachOf(text, /["']\s*[<|]\s*([^"'\n]{3,1000})["']/g).map((run) => shellOf(run, via)),
  ...eachOf(text, /`([^`\n]{3,1000})`/g).map((run) => shellOf(run, via)),
  ...behind(/^\s*!(?!=)(.*)$/)(text, via),
];

const readTex: Reader = (text, via) => [
  ...eachOf(text, /\\(?:write\s*18|ShellEscape|sys_shell_now:n|immediate\\write18)\s*\{([^{}]{1,1000})\}/g).map((run) => shellOf(run, via)),
  ...eachOf(text, /\\(?:@@)?input\s*\{?\s*["']?\|\s*["']?([^"'{}\n]{1,1000})/g).map((run) => shellOf(run, via)),
  ...eachOf(text, /\\(?:directlua|luaexec|luadirect)\s*\{([\s\S]{1,2000}?)\}\s*(?:\\|$)/g).flatMap((code) => inLanguage(via, "lua", code)),
];

/** `$ENV{HOME}` as a shell says it. */
const readCmake: Reader = (given, via) => {
  const text = given.replace(/\$ENV\{(\w+)\}/g, "$$$1");
  const words = (inner: string) => [...inner.matchAll(/"((?:[^"\\]|\\.)*)"|([^\s"]+)/g)].map(([, one, other = ""]) => one ?? other);
  const out: Line[] = [];
  for (const [, command = "", inner = ""] of text.matchAll(/\b(execute_process|exec_program|add_custom_(?:command|target)|file)\s*\(([^()]{1,2000})\)/gi)) {
    const [first = "", ...rest] = words(inner);
    if (/^file$/i.test(command)) {
      if (/^REMOVE(_RECURSE)?$/i.test(first)) out.push(...rest.map((path) => removing(via, path)));
      else if (/^(WRITE|TOUCH)$/i.test(first) && rest[0] !== undefined) out.push(emptying(via, rest[0]));
    } else
      for (const [, run = ""] of inner.matchAll(
        /\bCOMMAND\s+((?:(?!\b(?:COMMAND|WORKING_DIRECTORY|RESULT_VARIABLE|OUTPUT_VARIABLE|TIMEOUT|DEPENDS|COMMENT|VERBATIM)\b)[\s\S]){1,1000})/g,
      ))
        out.push({ via, text: words(run).map(asWord).join(" ") });
  }
  return out;
};

const readNinja: Reader = (text, via) =>
  eachOf(text, /^\s+command\s*=\s*((?:[^\n$]|\$\n|\$.)+)$/gm).map((run) => shellOf(run.replace(/\$([$ :])/g, "$1"), via));

/** What a database's client hands to a shell of its own, or of its server. */
const readSqlClient: Reader = (text, via) => [
  ...eachOf(text, /(?:^|[;\s])(?:\\!|\\\\!|\.shell|\.system|system|\\o\s*\||\\g\s*\|)[ \t]+([^\n;]+)/g).map((run) => shellOf(unquoted(run.trim()), via)),
  ...eachOf(text, /\b(?:TO|FROM)\s+PROGRAM\s+(?:E?'((?:[^']|''){1,1000})'|\$\$([^$]{1,1000})\$\$)/gi).map((run) => shellOf(run.replaceAll("''", "'"), via)),
  ...eachOf(text, /\bxp_cmdshell\s*\(?\s*N?'((?:[^']|''){1,1000})'/gi).map((run) => ({ via, text: run.replaceAll("''", "'"), remote: true })),
  ...eachOf(text, /(?:^|\n)\s*\.(?:output|once|import)\s+"?'?\|\s*([^"'\n]{1,1000})/g).map((run) => shellOf(run, via)),
];

const readSed: Reader = (text, via) => {
  const out: Line[] = [];
  for (const line of text.slice(0, 131_072).split("\n")) {
    const [, run] = /^(?:\d+|\$|\/(?:[^/\\]|\\.){0,200}\/)?(?:,(?:\d+|\$))?\s*e\s+(.+)$/.exec(line.trim()) ?? [];
    if (run !== undefined) out.push(shellOf(run, via));
    for (const match of line.matchAll(
      /(?:^|[;{}\s\d$/,!])s([^\w\s\\])((?:(?!\1)[^\\\n]|\\.){0,500})\1((?:(?!\1)[^\\\n]|\\.){0,1000})\1([gpimIM\d]*)(e?)(?:([gpimIM\d]*w)\s+([^\s;]+))?/g,
    )) {
      const [, , , made = "", , runs, , file] = match;
      // What is found is part of what runs: nobody can tell it from the script alone.
      if (runs === "e" || /e/.test(match[4] ?? ""))
        out.push(shellOf(unescaped(made.replace(/\\([^\w])|\\\d|&/g, (_, char: string | undefined) => char ?? unknown)), via));
      if (file !== undefined) out.push(emptying(via, file));
    }
    const [, file] = /^(?:\d+|\$|\/(?:[^/\\]|\\.){0,200}\/)?(?:,(?:\d+|\$))?\s*[wW]\s+(\/?[^\s;]+)$/.exec(line.trim()) ?? [];
    if (file !== undefined && !/^\/dev\/std(out|err)$/.test(file)) out.push(emptying(via, file));
  }
  return out;
};

/** A file of times and lines. */
const readTable: Reader = (text, via) => [shellOf(text.replace(/^\s*(?:@\w+|(?:\S+\s+){4}\S+)\s+/gm, ""), via)];
const readShellText: Reader = (text, via) => [shellOf(text, via)];
const readExpect: Reader = (text, via) => [
  ...eachOf(text, /\b(?:spawn|exec|system|overlay)\s+(?:-\w+\s+){0,4}([^\n;\]]{1,1000})/g).map((run) => shellOf(run.replace(/[{}]/g, " "), via)),
  ...eachOf(text, /\bsend(?:_user)?\s+(?:--\s+)?"((?:[^"\\]|\\.){1,1000})"/g).map((run) => shellOf(run.replace(/\\[rn]/g, "\n"), via)),
  ...eachOf(text, /\bfile\s+delete\s+(?:-force\s+)?(?:--\s+)?([^\n;\]]{1,400})/g).map((path) => shellOf(`rm -rf ${path}`, via)),
];
const readNmap: Reader = (text, via) => inLanguage(via, "lua", text);
const readSocat: Reader = (text, via) => eachOf(text, /\b(?:EXEC|SYSTEM|SHELL):["']?([^,]{1,1000})/gi).map((run) => shellOf(unquoted(run), via));

/** Python with lines of its own: `!rm`, `%sx`, `%%bash`. */
const readPython: Reader = (text, via) => {
  const cell = /^\s*%%(?:bash|sh|script\s+\S+|system)[^\n]*\n([\s\S]*)$/.exec(text)?.[1];
  if (cell !== undefined) return [shellOf(cell, via)];
  return [
    ...eachOf(text, /^\s*(?:\w+\s*=\s*)?(?:!!?|%(?:sx|sc|system|bash|run)\s)\s*(.+)$/gm).map((run) => shellOf(run, via)),
    ...inLanguage(via, "python", text),
  ];
};

export const readers = {
  python: readPython,
  vim: readVim,
  elisp: readElisp,
  ed: readEd,
  debugger: readDebugger,
  m4: readM4,
  dc: behind(/^[^!]*!(?![<>=])(.*)$/),
  mathematics: readMathematics,
  tex: readTex,
  cmake: readCmake,
  ninja: readNinja,
  transfer: behind(/^\s*!(.*)$/),
  pager: behind(/^\+?\s*[!|#]+(?:\$\s*)?(.*)$/),
  mail: behind(/^~!(.*)$/),
  sql: readSqlClient,
  sed: readSed,
  table: readTable,
  shell: readShellText,
  expect: readExpect,
  nmap: readNmap,
  socat: readSocat,
} as const satisfies Readonly<Record<string, Reader>>;
