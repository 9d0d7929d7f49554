import { defineErrors } from "@instar/kernel";

export const JsonStoreError = defineErrors("JSON_STORE", {
  UNREADABLE: (file: string, reason: string) => ({
    message: `The store ${file} could not be read: ${reason}. It was left as it is.`,
    hint: "Mend the file, put a copy of it in its place, or move it away to begin empty.",
  }),
  CLOSED: (file: string) => ({ message: `The store ${file} is closed, so nothing was written.` }),
  SHAPE_NEWER: (space: string, key: string, found: number, known: number) => ({
    message: `${space} "${key}" was written in version ${found} of its shape; this program knows up to ${known}. It was left as it is.`,
    hint: "Update the plugin that owns it.",
  }),
  VALUE_UNREADABLE: (space: string, key: string, reason: string) => ({
    message: `${space} "${key}" no longer fits its shape (${reason}). It was left as it is.`,
    hint: "Give the shape a new version with a migration, or mend the entry in the file while the agent is stopped.",
  }),
  VALUE_INVALID: (space: string, key: string, reason: string) => ({
    message: `A value for ${space} "${key}" does not fit its shape (${reason}), so it was not stored.`,
    hint: "Store JSON that the shape's schema accepts.",
  }),
  OP_UNKNOWN: (op: string) => ({ message: `The store was asked to commit "${op}", which it does not know; nothing of that commit was done.` }),
});
