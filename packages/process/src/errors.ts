const brand = Symbol.for("instar.error");

/** Carries the kernel's brand, so that `InstarError.is(error, code)` knows it although this package does not import the kernel. */
export class ProcessError extends Error {
  /** Permanent and searchable, `PROCESS_…`. */
  readonly code: string;
  /** What the reader can do. */
  readonly hint: string;
  readonly [brand] = true;

  constructor(code: string, text: { readonly message: string; readonly hint: string }, cause?: unknown) {
    super(text.message, cause === undefined ? undefined : { cause });
    this.name = "ProcessError";
    this.code = code;
    this.hint = text.hint;
  }
}

/** The operating system's short name of a failure, such as `ENOENT`, when there is one. */
export function systemCode(error: unknown): string | undefined {
  const code = (error as { code?: unknown } | undefined)?.code;
  return typeof code === "string" ? code : undefined;
}

export const processErrors = {
  notFound: (file: string) =>
    new ProcessError("PROCESS_NOT_FOUND", {
      message: `The program ${file} was not found, so it could not be started.`,
      hint: "Install it, or give its full path; a bare name is looked up in the PATH of the environment that was passed.",
    }),
  notExecutable: (file: string) =>
    new ProcessError("PROCESS_NOT_EXECUTABLE", {
      message: `The program ${file} exists but may not be executed.`,
      hint: "Check its permissions (`chmod +x`), and that it is a program and not a folder.",
    }),
  folderMissing: (folder: string) =>
    new ProcessError("PROCESS_FOLDER_MISSING", {
      message: `The working folder ${folder} does not exist, so nothing was started in it.`,
      hint: "Create the folder, or choose another one.",
    }),
  notStarted: (file: string, reason: string) =>
    new ProcessError("PROCESS_NOT_STARTED", {
      message: `The program ${file} could not be started (${reason}).`,
      hint: "EAGAIN or ENOMEM mean that the machine is out of processes or memory, E2BIG that the arguments are too long.",
    }),
  lineTooLong: (maxBytes: number) =>
    new ProcessError("PROCESS_LINE_TOO_LONG", {
      message: `The program wrote a line of more than ${maxBytes} bytes, and reading it was given up.`,
      hint: "Either the program does not write line by line, or `maxBytes` is too small for it.",
    }),
  treeRemains: (pids: readonly number[], seconds: number) =>
    new ProcessError("PROCESS_TREE_REMAINS", {
      message: `Process ${pids.join(", ")} is still there ${seconds} s after SIGKILL.`,
      hint: "It belongs to another user, or waits for a disk or network file system that does not answer. Look at it with `ps`, and end it by hand.",
    }),
  guardianNotStarted: (reason: string) =>
    new ProcessError("PROCESS_GUARDIAN_NOT_STARTED", {
      message: `The guardian process did not start (${reason}), so nothing would end the agents after a crash.`,
      hint: "Check that the installation is complete (dist/guardian-main.js) and that the machine has memory to spare.",
    }),
  guardianGone: () =>
    new ProcessError("PROCESS_GUARDIAN_GONE", {
      message: "The guardian process has ended, so it watches nothing any more.",
      hint: "Open a new guardian and watch every living process again.",
    }),
  fileNotReplaced: (path: string, reason: string, cause: unknown) =>
    new ProcessError(
      "PROCESS_FILE_NOT_REPLACED",
      {
        message: `The file ${path} could not be replaced (${reason}); what it held before is unchanged.`,
        hint: "ENOSPC and EFBIG mean that there is no room, EACCES, EPERM and EROFS that the folder may not be written, EISDIR that the path is a folder.",
      },
      cause,
    ),
  fileNotSynced: (path: string, reason: string, cause: unknown) =>
    new ProcessError(
      "PROCESS_FILE_NOT_SYNCED",
      {
        message: `The file ${path} was replaced, but the disk did not confirm it (${reason}): a power cut now could bring the former content back.`,
        hint: "Check the disk, then write the file again.",
      },
      cause,
    ),
} as const;
