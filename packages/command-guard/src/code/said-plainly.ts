import { withFormats } from "./awk.ts";

const debuggers = /^(?:0|)$|set_trace$|^(?:pdb|ipdb|pudb|debugpy|web_pdb)\b/;

/** Code in which what it says in a roundabout way is said as a call, for those who read its calls. `variables`: what is set for it. */
export function saidPlainly(code: string, language: string, variables: Readonly<Record<string, string>>): string {
  if (language === "awk") return withFormats(code);
  // The program stands in a block before its words.
  if (language === "perl") return code.replace(/\b(exec|system)\s*\{\s*[^{}\n]{1,200}\}\s*/g, "$1 ");
  if (language !== "python") return code;
  let out = code;
  const hook = Object.hasOwn(variables, "PYTHONBREAKPOINT") ? (variables["PYTHONBREAKPOINT"] ?? "") : "";
  if (!debuggers.test(hook) && /^[\w.]{1,80}$/.test(hook)) out = out.replace(/(?<![\w.])breakpoint\s*\(/g, `${hook}(`);
  // It is called by another name.
  if (out.includes("breakpointhook")) out = out.replace(/\b(?:\w{1,20}\.)?(?:__)?breakpointhook(?:__)?\b/g, "breakpoint");
  // What it is called is what it takes away.
  if (/TemporaryDirectory/.test(out) && /\.cleanup\b|__exit__|\bwith\b|_finalizer/.test(out))
    out = out.replace(/\b\w{1,40}\.name\s*=(?!=)\s*([^\n;]{1,200})/g, "shutil.rmtree($1)");
  return out;
}
