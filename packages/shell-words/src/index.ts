export { gitLines, gitWords, takesIgnored } from "./git.ts";
export { globFits, literalOf } from "./glob.ts";
export { hiddenTexts } from "./hidden-texts.ts";
export { fileTakers, isEditor, isInterpreter, lineTakers, namers, readers, searchers, shells, speakers } from "./known-programs.ts";
export { pathsAmong } from "./paths-among.ts";
export { isUnclear, type Program, programOf } from "./program.ts";
export { decodeEscapes, readShell, type ShellCommand, unknown, wildcard } from "./read-shell.ts";
