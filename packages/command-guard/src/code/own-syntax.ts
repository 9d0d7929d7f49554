import { globbed, unknown } from "@instar/shell-words";
import { noteAppleScript } from "./apple-script.ts";
import { noteAwk } from "./awk.ts";
import type { CallPlace } from "./call.ts";
import type { Effects } from "./effects.ts";
import { noteTcl } from "./tcl.ts";
import { unescaped } from "./unescaped.ts";

/** What a language writes in its own way, and not as a call. */
export function noteOwnSyntax(code: string, place: CallPlace, effects: Effects): void {
  const { language } = place;
  if (language === "awk") noteAwk(code, place, effects);
  else if (language === "tclsh" || language === "expect") noteTcl(code, place, effects);
  else if (language === "osascript") noteAppleScript(code, place, effects);
  else if (language === "python") {
    for (const [, text = ""] of code.matchAll(/^\s*!{1,2}\s*([^\n=]{2,1000})$/gm)) effects.lines.push({ via: "ipython !", text });
    for (const [, text = ""] of code.matchAll(/^\s*%{1,2}(?:sx|sc|system|bash|sh)\s+([^\n]{2,1000})/gm)) effects.lines.push({ via: "ipython %", text });
  } else if (/^(perl|raku)$/.test(language)) {
    // Without a word it is what a search or a loop has come to.
    if (/\b(?:unlink|rmdir)\s*(?:\|\||or\b|and\b|&&|;|\}|if\b|unless\b|for\b|$)/.test(code))
      effects.deeds.push({ does: "remove", deep: false, word: unknown, via: "perl unlink" });
    for (const [, pattern = ""] of code.matchAll(/\b(?:unlink|rmdir)\s*\(?\s*<([^>\n]{1,300})>/g))
      effects.deeds.push({ does: "remove", deep: false, word: globbed(pattern.replace(/^~(?=\/|$)|^\$ENV\{HOME\}/, place.home)), via: "perl unlink" });
    for (const [, file = ""] of code.matchAll(/\bopen\s*\(?\s*(?:my\s+)?\$?\w{1,40}\s*,\s*["']\s*\|?-?\|\s*["']?\s*,?\s*["']?([^"'\n]{2,400})["']/g))
      effects.lines.push({ via: "perl open |", text: file });
    for (const [, line = ""] of code.matchAll(/\bopen\s*\(?\s*(?:my\s+)?\$?\w{1,40}\s*,\s*["']([^"'\n]{2,400})\|\s*["']/g))
      effects.lines.push({ via: "perl open |", text: unescaped(line) });
  } else if (/^(node|deno|bun|tsx)/.test(language)) {
    for (const [, text = ""] of code.matchAll(/(?:\$|\bexeca|\bsh)(?:\([^()]{0,80}\))?`([^`]{1,1000})`/g))
      effects.lines.push({
        via: `${language} $`,
        text: text
          .replace(/\$\{\s*(?:os\.homedir\(\)|process\.env\.HOME|Bun\.env\.HOME|require\(["'](?:node:)?os["']\)\.homedir\(\)|homedir\(\))\s*\}/g, place.home)
          .replace(/\$\{[^{}]{0,200}\}/g, "\uE00F"),
      });
  }
}
