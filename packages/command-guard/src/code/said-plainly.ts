import { unknown } from "@instar/shell-words";
import { withFormats } from "./awk.ts";
import type { CodeGiven } from "./reading.ts";

const debuggers = /^(?:0|)$|set_trace$|^(?:pdb|ipdb|pudb|debugpy|web_pdb)\b/;

const quoted = (text: string): string => `'${text.replace(/[\\']/g, "\\$&")}'`;

/** How each language says in a roundabout way what it has a call for. */
const plainly: Readonly<Record<string, (code: string, given: CodeGiven) => string>> = {
  awk: withFormats,
  node: (code) =>
    code
      .replace(/([{,]\s*)\[\s*["'`](\w{1,60})["'`]\s*\](?=\s*:)/g, "$1$2")
      .replace(/(?:\[\s*["'`]constructor["'`]\s*\]|\.constructor\b){2}\s*\(/g, ";Function(")
      .replace(/(\.|\b)userInfo\([^()]{0,60}\)\.homedir\b/g, "$1homedir()"),
  // The program stands in a block before its words.
  perl: (code, { input }) =>
    withLine(code, /<STDIN>|<>/g, input)
      .replace(/\(\s*getpw(?:uid|nam)\s*(?:\([^()]{0,60}\)|\$[<>])\s*\)\s*\[\s*7\s*\]/g, "$ENV{HOME}")
      .replace(/&\{\s*\\&(?:CORE::)?(\w{1,40})\s*\}/g, "$1")
      .replace(/\bCORE::(?:GLOBAL::)?(?=[a-z])/g, "")
      .replace(/\b(exec|system)\s*\{\s*[^{}\n]{1,200}\}\s*/g, "$1 "),
  php: (code) => code.replace(/\bposix_getpw(?:uid|nam)\((?:[^()]|\(\)){0,60}\)\[\s*["']dir["']\s*\]/g, 'getenv("HOME")'),
  python: pythonPlainly,
  ruby: (code, { input }) =>
    withLine(code, /(?<![\w.])(?:\$stdin\.|STDIN\.)?gets\b(?!\s*\()/g, input).replace(/\bEtc\.getpw(?:uid|nam)(?:\([^()]{0,60}\))?\.dir\b/g, "Dir.home"),
};

/** With the first line of the input, where that is known, in the place of what reads one. */
const withLine = (code: string, reading: RegExp, input: string | undefined): string =>
  input === undefined || input.includes(unknown) || input.trim() === "" ? code : code.replace(reading, () => quoted(input.split("\n")[0] ?? ""));

function pythonPlainly(code: string, { variables = {} }: CodeGiven): string {
  let out = code.replace(/\bpwd\.getpw(?:uid|nam)\((?:[^()]|\([^()]{0,60}\)){0,80}\)(?:\.pw_dir\b|\[5\])/g, 'os.path.expanduser("~")');
  const hook = Object.hasOwn(variables, "PYTHONBREAKPOINT") ? (variables["PYTHONBREAKPOINT"] ?? "") : "";
  if (!debuggers.test(hook) && /^[\w.]{1,80}$/.test(hook)) out = out.replace(/(?<![\w.])breakpoint\s*\(/g, `${hook}(`);
  // It is called by another name.
  if (out.includes("breakpointhook")) out = out.replace(/\b(?:\w{1,20}\.)?(?:__)?breakpointhook(?:__)?\b/g, "breakpoint");
  // What it is called is what it takes away.
  if (/TemporaryDirectory/.test(out) && /\.cleanup\b|__exit__|\bwith\b|_finalizer/.test(out))
    out = out.replace(/\b\w{1,40}\.name\s*=(?!=)\s*([^\n;]{1,200})/g, "shutil.rmtree($1)");
  return out;
}

/** Code in which what it says in a roundabout way is said as a call, for those who read its calls. */
export const saidPlainly = (code: string, language: string, given: CodeGiven): string =>
  Object.hasOwn(plainly, language) ? (plainly[language]?.(code, given) ?? code) : code;
