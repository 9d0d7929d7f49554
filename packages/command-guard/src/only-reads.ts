import { isShell } from "./unwrap/lines/shells.ts";

/** Whether a program is only to say if what it is given is well written: `bash -n`. */
export const onlyReads = (name: string, args: readonly string[]): boolean =>
  isShell(name)
    ? /^-[a-zA-Z]*n[a-zA-Z]*$/.test(args[0] ?? "") || (args[0] === "-o" && args[1] === "noexec")
    : args.some((word) => /^(--check|--syntax-check)$/.test(word));
