import { type Reader, readers } from "./readers.ts";

/** How a program is given texts that it evaluates. */
export interface ScriptProgram {
  readonly reads: keyof typeof readers;
  /** Options whose value is such a text. */
  readonly texts?: string;
  /** Options whose value is a file of it. */
  readonly files?: string;
  /** Its plain words are texts: all of them, or those behind a `+`. */
  readonly words?: "all" | "plus" | "first";
  /** Its plain words may be files of it. */
  readonly operands?: boolean;
  /** It reads its input so. */
  readonly input?: boolean;
  /** Files that it reads without being told. */
  readonly usual?: readonly string[];
}

const vim: ScriptProgram = { reads: "vim", texts: "-c|--cmd|--remote-send|--remote-expr|--server-expr", words: "plus", files: "-S|-s|-u", input: true };
const gdb: ScriptProgram = {
  reads: "debugger",
  texts: "-ex|--ex|-iex|-eval-command|--eval-command|-o|-O|-k|--one-line|--one-line-before-file",
  files: "-x|-ix|--command|-s|-S|--source|--source-before-file",
  input: true,
};
const emacs: ScriptProgram = { reads: "elisp", texts: "--eval|-eval|--execute|-execute|-e", files: "-l|--load|-load|--script|-script" };
const tex: ScriptProgram = { reads: "tex", words: "all", operands: true, input: true };
const mathematics: ScriptProgram = { reads: "mathematics", texts: "-e|--eval|-r|-batch|--batch-string|--run|-c", operands: true, input: true };
const sql: ScriptProgram = { reads: "sql", words: "all", files: "-f|--file|-init", input: true };
const transfer: ScriptProgram = { reads: "transfer", texts: "-c|-e", files: "-b|-f", input: true };
const pager: ScriptProgram = { reads: "pager", words: "plus" };
const sed: ScriptProgram = { reads: "sed", texts: "-e|--expression", files: "-f|--file", words: "first" };
const at: ScriptProgram = { reads: "shell", files: "-f" };

const groups: readonly (readonly [string, ScriptProgram])[] = [
  ["vim vi nvim ex view gvim vimdiff rvim gview evim neovide", vim],
  ["emacs emacsclient xemacs", emacs],
  ["ed red", { reads: "ed", input: true }],
  ["gdb lldb gdb-multiarch rust-gdb rust-lldb cgdb", gdb],
  ["m4 gm4", { reads: "m4", operands: true, input: true }],
  ["dc", { reads: "dc", texts: "-e|--expression", files: "-f|--file", operands: true, input: true }],
  ["gnuplot octave octave-cli matlab scilab scilab-cli maxima gp R Rscript calc yacas sage", mathematics],
  ["pdflatex latex xelatex lualatex tex pdftex etex luatex xetex latexmk tectonic context luahbtex", tex],
  ["cmake ctest", { reads: "cmake", files: "-P|-C|-S", usual: ["CMakeLists.txt"] }],
  ["ninja samu", { reads: "ninja", files: "-f", usual: ["build.ninja"] }],
  ["sftp lftp ftp ncftp tnftp smbclient", transfer],
  ["less more most man pg", pager],
  ["mail mailx s-nail heirloom-mailx", { reads: "mail", input: true }],
  ["psql mysql mariadb sqlite3 sqlite usql duckdb sqlcmd mysqlsh pgcli mycli litecli", sql],
  ["sed gsed ssed", sed],
  ["crontab", { reads: "table", operands: true }],
  ["at batch", at],
  ["expect", { reads: "expect", texts: "-c", operands: true, input: true }],
  ["ipython ipython3 bpython ptpython", { reads: "python", texts: "-c", operands: true, input: true }],
  ["nmap", { reads: "nmap", files: "--script", operands: true }],
  ["socat", { reads: "socat", words: "all" }],
];

const programs: ReadonlyMap<string, ScriptProgram> = new Map(groups.flatMap(([names, program]) => names.split(" ").map((name) => [name, program] as const)));

/** What is known of a program that evaluates texts; undefined of any other. */
export const scriptProgramOf = (name: string): ScriptProgram | undefined => programs.get(name);
export const readerOf = ({ reads }: ScriptProgram): Reader => readers[reads];
