import type { CallPlace } from "./call.ts";
import type { Effects } from "./effects.ts";
import { unescaped } from "./unescaped.ts";

const known = /(?:quoted form of\s+)?\(?\s*(?:the\s+)?(?:POSIX path of\s+)?\(?\s*(?:the\s+)?path to\s+(?:the\s+)?home folder\s*\)?\s*\)?/gi;

/** What AppleScript runs, and asks programs to remove. */
export function noteAppleScript(code: string, { home }: CallPlace, effects: Effects): void {
  let text = code
    .replace(known, `"${home}"`)
    .replace(/\bfolder\s+"?home"?\b(?!\w)|(?<=\b(?:delete|every item of|contents of)\s)\(?home\)?(?=\s|$)/gi, `"${home}"`);
  for (const [, name = "", value = ""] of text.matchAll(/\bset\s+(\w{1,40})\s+to\s+("(?:[^"\\]|\\.){0,400}"(?:\s*&\s*"(?:[^"\\]|\\.){0,400}"){0,8})/gi))
    text = text.replace(new RegExp(`(?<!set )(?:quoted form of )?\\b${name}\\b(?!\\s+to\\b)`, "g"), () => value);
  for (let round = 0; round < 8; round++) {
    const next = text.replace(/"((?:[^"\\\n]|\\.){0,400})"\s*&\s*(?:quoted form of\s+)?"((?:[^"\\\n]|\\.){0,400})"/g, '"$1$2"');
    if (next === text) break;
    text = next;
  }
  for (const [, line = "", more = ""] of text.matchAll(/\bdo (?:shell )?script\s*\(?\s*"((?:[^"\\]|\\.){0,1000})"\s*(&?)/gi))
    effects.lines.push({ via: "osascript", text: `${unescaped(line)}${more === "&" ? "\uE00F" : ""}` });
  if (/\bdo (?:shell )?script\s+(?!\s*\(?")\S/i.test(text) || /\brun script\s+(?!")\S/i.test(text)) effects.hides ??= "a command that it computes";
  if (/\bempty\s+(?:the\s+)?trash\b/i.test(text)) effects.lines.push({ via: "osascript", text: `rm -rf '${home}/.Trash'` });
  for (const [, file = ""] of text.matchAll(/\b(?:delete|move)\s+[^"\n]{0,80}"((?:[^"\\]|\\.){1,400})"/gi)) {
    const path = file.includes(":") && !file.includes("/") ? `/${file.split(":").slice(1).join("/")}` : file;
    if (/^[/~]/.test(path)) effects.lines.push({ via: "osascript", text: `rm -rf '${path.replace(/^~/, home).replaceAll("'", "")}'` });
  }
}
