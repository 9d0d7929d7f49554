import type { CallPlace } from "./call.ts";
import type { Effects } from "./effects.ts";

const bare = (text: string) => text.replace(/^["{](.*)["}]$/, "$1");

/** What Tcl runs and removes: its calls are words, as those of a shell. */
export function noteTcl(code: string, { home }: CallPlace, effects: Effects): void {
  let text = code
    .replace(/\$(?:::)?env\(HOME\)|\$\{?::env\(HOME\)\}?/g, home)
    .replace(/\[file\s+(?:normalize|nativename)\s+"?~"?\s*\]|\[file\s+home\s*\]/g, home);
  text = text.replace(/\[file\s+join\s+([^\][\n]{1,200})\]/g, (_, parts: string) => parts.trim().split(/\s+/).map(bare).join("/"));
  for (const [, name = "", value = ""] of text.matchAll(/\bset\s+(\w{1,40})\s+("[^"\n]{0,300}"|\{[^{}\n]{0,300}\}|[^\s;[\]]{1,300})/g))
    text = text.replaceAll(`$${name}`, bare(value)).replaceAll(`\${${name}}`, bare(value));
  const isListed = /\[glob\s+[^\]\n]{0,100}\]/g;
  text = text.replace(isListed, (found) =>
    found
      .slice(5, -1)
      .replace(/\s*-\w+\s*(?:dir\s+)?/g, " ")
      .trim(),
  );
  for (const [, line = ""] of text.matchAll(/\b(?:exec|spawn|system)\s+([^\n;\]]{1,1000})/g))
    effects.lines.push({ via: "tcl exec", text: line.replace(/^\s*(?:-\w+\s+)*(?:--\s+)?/, "") });
  for (const [, what = "", line = ""] of text.matchAll(/\bfile\s+(delete|rename|copy)\s+([^\n;\]]{1,1000})/g)) {
    const words = line
      .replace(/-force\b|--(?=\s)/g, "")
      .replace(/[{}]/g, "")
      .trim();
    const program = what === "delete" ? "rm -rf" : what === "rename" ? "mv" : "cp -r";
    effects.lines.push({ via: `tcl file ${what}`, text: `${program} ${words}` });
  }
  for (const [, file = "", mode = "r"] of text.matchAll(/\bopen\s+("[^"\n]{1,300}"|[^\s\][;]{1,300})\s*(w\+?|a\+?|r\+?)?/g)) {
    const name = bare(file);
    if (name.startsWith("|")) effects.lines.push({ via: "tcl open |", text: name.slice(1) });
    else
      effects.deeds.push({
        does: mode.startsWith("w") ? "overwrite" : mode.startsWith("a") ? "append" : "read",
        deep: false,
        word: name.replace(/^~(?=\/|$)/, home),
        via: "tcl open",
      });
  }
}
