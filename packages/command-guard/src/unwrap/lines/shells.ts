import { joined, type Line } from "./line.ts";

const shellNames = /^(?:r?bash|sh|zsh|dash|ksh\d*|mksh|ash|fish|tcsh|csh|pwsh|powershell|yash|elvish|nu|xonsh)$/;
/** Whether it is a shell. */
export const isShell = (name: string): boolean => shellNames.test(name);

/** The line that a shell is given behind `-c`. */
export function shellLines(name: string, args: readonly string[]): readonly Line[] {
  if (name === "pwsh" || name === "powershell") {
    const encoded = args.findIndex((word) => /^[-/]e(c|n\w*)?$/i.test(word));
    if (encoded !== -1) return [{ via: `${name} -EncodedCommand`, text: Buffer.from(args[encoded + 1] ?? "", "base64").toString("utf16le") }];
  }
  const at = args.findIndex((word) => /^-[a-zA-Z]*c$/i.test(word) || /^-(Command|EncodedCommand)$/i.test(word) || word === "--command");
  const text = args[at + 1];
  if (at === -1 || text === undefined) return [];
  return [{ via: `${name} -c`, text: name === "pwsh" || name === "powershell" ? joined(args.slice(at + 1)) : text, given: args.slice(at + 2) }];
}
