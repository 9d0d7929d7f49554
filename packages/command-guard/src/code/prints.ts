import { unknown } from "@instar/shell-words";
import { codeOf } from "./code-of.ts";
import { readCode } from "./read-code.ts";

const mostCode = 4_000;

/** How a call that prints is written as one that runs, in each language: what it is told is then folded in the same way. */
const asRun: Readonly<Record<string, (code: string) => string>> = {
  python: (code) =>
    code.replace(/\b(?:print|sys\.stdout(?:\.buffer)?\.write)\s*\(/g, "os.system(").replace(/,\s*(?:end|flush|sep)\s*=\s*(?:"[^"]*"|'[^']*'|\w+)/g, ""),
  perl: (code) => code.replace(/\b(?:print|say)\b\s*([^;}\n]+)/g, "system($1)"),
  ruby: (code) => code.replace(/(?:\$stdout\.)?\b(?:puts|print|write)\b\s*([^;}\n]+)/g, "system($1)"),
  php: (code) => code.replace(/\b(?:echo|print)\b\s*([^;}\n]+)/g, "system($1)"),
  node: (code) => code.replace(/\b(?:console\.log|process\.stdout\.write)\s*\(/g, "execSync("),
  deno: (code) => code.replace(/\bconsole\.log\s*\(/g, "execSync("),
};

/** What the code that an interpreter is given prints, where printing is all that it does and the text can be told; undefined for everything else. Never throws. */
export function printedBy(
  name: string,
  args: readonly string[],
  { home = "~", input }: { readonly home?: string; readonly input?: string } = {},
): string | undefined {
  if (input !== undefined && args[0] === "-m" && args[1] === "base64" && args.includes("-d")) return Buffer.from(input, "base64").toString("utf8");
  const [given, ...more] = codeOf(name, args);
  if (given === undefined || more.length > 0 || given.code.length > mostCode) return undefined;
  const rewrite = Object.hasOwn(asRun, given.language) ? asRun[given.language] : undefined;
  if (rewrite === undefined) return undefined;
  const whole = given.language === "node" && args.some((word) => /^(-p|-pe|--print)$/.test(word)) ? `console.log(${given.code})` : given.code;
  const written = rewrite(whole);
  if (written === whole) return undefined;
  const read = (code: string) =>
    readCode(code, given.language === "deno" ? "node" : given.language, home, { args: given.args ?? [], ...(input === undefined ? {} : { input }) });
  const own = read(given.code);
  if (own.lines.length + own.runs.length + own.deeds.length > 0) return undefined;
  const { lines, runs } = read(written);
  const texts = [...lines.map(({ text }) => text), ...runs.map(({ words }) => words.join(given.language === "perl" ? "" : " "))];
  return texts.length === 0 || texts.every((text) => text.replaceAll(unknown, "").trim() === "") ? undefined : `${texts.join("\n")}\n`;
}
