import { maskQuotes } from "./quotes.ts";

/** How a part that opens is written, and what closes it. */
const openings: readonly (readonly [RegExp, string, string])[] = [
  [/^else\s+if\s+([\s\S]*)$/, "elif $1; then", ""],
  [/^else$/, "else", ""],
  [/^if\s+([\s\S]*)$/, "if $1; then", "fi"],
  [/^while\s+([\s\S]*)$/, "while $1; do", "done"],
  [/^for\s+([\s\S]*)$/, "for $1; do", "done"],
  [/^function\s+([\w.-]+)[\s\S]*$/, "$1() {", "}"],
  [/^begin$/, "{", "}"],
  [/^switch\s+([\s\S]*)$/, "case $1 in", ";; esac"],
];

/** Its statements, without what stands within brackets taken apart. */
function statementsOf(text: string): readonly string[] {
  const out: string[] = [];
  let depth = 0;
  let from = 0;
  for (let at = 0; at <= text.length; at++) {
    const char = text[at];
    if (char === "(") depth++;
    else if (char === ")") depth--;
    else if (char === undefined || (depth <= 0 && (char === ";" || char === "\n"))) {
      out.push(text.slice(from, at).trim());
      from = at + 1;
    }
  }
  return out.filter((one) => one !== "");
}

const setting = /^set\s+(?:-\S+\s+)*([A-Za-z_]\w*)(?:\[[^\]]*\])?\s+([\s\S]+)$/;

/** A line of `fish` as other shells would write it, as far as that goes. */
export function fromFish(given: string): string {
  const masked = maskQuotes(given);
  const names: string[] = [];
  const closings: string[] = [];
  let isFirstCase = true;
  const statements = statementsOf(masked.text.replace(/(^|[^$])\(/g, "$1$("));
  const lines = statements.map((whole) => {
    const [, joint = "", told = whole] = /^(and|or|not)\s+([\s\S]+)$/.exec(whole) ?? [];
    const [, behindEnd] = /^end(?![\w-])([\s\S]*)$/.exec(told) ?? [];
    if (behindEnd !== undefined) return `${closings.pop() ?? ""}${behindEnd}`;
    const [, patterns] = /^case\s+([\s\S]+)$/.exec(told) ?? [];
    if (patterns !== undefined) {
      const before = isFirstCase ? "" : ";; ";
      isFirstCase = false;
      return `${before}${patterns.trim().split(/\s+/).join("|")})`;
    }
    for (const [pattern, written, closed] of openings) {
      const found = pattern.exec(told);
      if (found === null) continue;
      if (closed !== "") closings.push(closed);
      if (closed.includes("esac")) isFirstCase = true;
      return written.replace("$1", () => found[1] ?? "");
    }
    const [, name = "", values = ""] = setting.exec(told) ?? [];
    if (name !== "") names.push(name);
    return name === "" ? (joint === "not" ? `! ${told}` : told) : `${name}=(${values})`;
  });
  let text = lines
    .join("\n")
    .replace(/\$argv\[(\d+)\]/g, '"$$$1"')
    .replace(/\$argv\b/g, '"$@"');
  for (const name of new Set(names)) text = text.replace(new RegExp(`\\$${name}(?![\\w[])`, "g"), () => `\${${name}[@]}`);
  return masked.restore(text);
}
