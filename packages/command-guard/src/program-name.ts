import { posix } from "node:path";

/** The name of the program that words begin with: without its folder, and without the letters that mean the same. */
export function programName(words: readonly string[]): string {
  const [first = ""] = words;
  if (/^[a-z][a-z\d_-]*$/.test(first)) return first;
  const name = posix.basename(first.replaceAll("\\", "/"));
  const versioned = /^([\w.-]+)@[\w.^~-]+$/.exec(name);
  if (versioned !== null) return versioned[1] ?? name;
  return /[A-Z]/.test(name) &&
    /^(rm|mv|cp|dd|sh|bash|git|curl|sudo|chmod|chown|remove-item|clear-content|move-item|ri|rd|rmdir|del|erase|format|powershell|pwsh|cmd)(\.exe)?$/i.test(name)
    ? name.toLowerCase().replace(/\.exe$/, "")
    : name.replace(/\.exe$/, "");
}
