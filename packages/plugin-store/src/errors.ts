import { defineErrors } from "@instar/kernel";

/** What can go wrong with the store, from the reader's side. */
export const StoreError = defineErrors("STORE", {
  ENGINE_MISSING: (engine: string) => ({
    message: `The SQLite engine ${engine} could not be loaded, so the store cannot be opened.`,
    hint: "Install the packages again on this machine (`npm install`), or run the agent with Node 24 or newer, which brings its own SQLite.",
  }),
  MAIN_THREAD_ONLY: () => ({
    message: "The store was opened in a worker thread; a worker that ends in the middle of a call takes the whole process with it.",
    hint: "Open the store on the main thread, or in a child process.",
  }),
  CLOSED: (file: string) => ({ message: `The store ${file} is closed, so nothing was read or written.`, hint: "Use the store only until its plugin stops." }),
  BUSY: (file: string, waitedMs: number) => ({
    message: `Another process kept ${file} busy for ${waitedMs} ms, so nothing was changed.`,
    hint: "Find out which other program has the file open (a backup, a database browser) and end it; then try again.",
  }),
  DISK_FULL: (file: string) => ({
    message: `There is no room left to write to ${file}. This change was not made; everything written before is intact.`,
    hint: "Free some space on that disk. The store goes on working as soon as there is room.",
  }),
  UNAVAILABLE: (file: string, reason: string) => ({
    message: `The store ${file} could not be used: ${reason}.`,
    hint: "Check that the folder exists, that this user may write to it, and that the disk is healthy and within its quota.",
  }),
  FILE_BROKEN: (file: string, reason: string, kept: string | undefined) => ({
    message: `The store ${file} is damaged (${reason}). ${kept === undefined ? "It was left where it is." : `It was kept as ${kept}; nothing was deleted.`}`,
    hint:
      kept === undefined
        ? "Stop the agent and start it again: the file is then examined and kept aside."
        : `Put a backup in its place, or start once with store({ whenBroken: "salvage" }) to read out what can be read, or with "fresh" to begin empty. The next start refuses too, until you have decided.`,
  }),
  FOREIGN_FILE: (file: string) => ({
    message: `${file} is a database of another program, so it was not touched.`,
    hint: "Give the store a file of its own: store({ file }).",
  }),
  NEWER: (file: string, found: number, known: number) => ({
    message: `The store ${file} has layout ${found}; this version knows layouts up to ${known}. Nothing was changed.`,
    hint: "Run the newer version that wrote it, or restore the backup from before the update.",
  }),
  SHAPE_NEWER: (space: string, key: string, found: number, known: number) => ({
    message: `${space} "${key}" was written in version ${found} of its shape; this program knows up to ${known}. It was left as it is.`,
    hint: "Update the plugin that owns it to at least the version that wrote it.",
  }),
  VALUE_UNREADABLE: (space: string, key: string, reason: string) => ({
    message: `${space} "${key}" no longer fits its shape (${reason}). It was left as it is.`,
    hint: "Give the shape a new version with a migration that accepts what was stored, or delete that entry.",
  }),
  VALUE_INVALID: (space: string, key: string, reason: string) => ({
    message: `A value for ${space} "${key}" does not fit its shape (${reason}), so it was not stored.`,
    hint: "Store JSON that the shape's schema accepts.",
  }),
  SCHEMA_ASYNC: (space: string) => ({
    message: `The schema of ${space} answers with a promise; stored values are validated inside a transaction, which cannot wait.`,
    hint: "Use a schema without asynchronous refinements.",
  }),
  SHAPE_INVALID: (space: string, version: number) => ({
    message: `The shape of ${space} has version ${version}; a version is a whole number from 1.`,
    hint: "Start at 1 and add 1 with each change of the shape.",
  }),
  KEY_INVALID: (what: string, received: string) => ({
    message: `${received} is not a valid ${what} in the store.`,
    hint: "Use 1 to 1,024 characters without a zero character or half a surrogate pair.",
  }),
  OP_UNKNOWN: (op: string) => ({
    message: `The store was asked to commit "${op}", which it does not know; nothing of that commit was done.`,
    hint: "Pass on what put, delete, append, done, enqueue, ack and release returned, unchanged.",
  }),
  LOCKED: (file: string, holder: string) => ({
    message: `${file} is held by ${holder}: an agent is already running on this folder.`,
    hint: "Talk to the running agent, or stop it first. The lock falls by itself when its holder ends.",
  }),
});
