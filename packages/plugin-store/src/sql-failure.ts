/** What a failed statement means for its caller; `undefined` for anything that is not the file's or the machine's fault. */
export type SqlFailure = "busy" | "full" | "broken" | "unavailable";

const byPrimaryCode: Readonly<Record<number, SqlFailure>> = {
  5: "busy",
  6: "busy",
  8: "unavailable",
  10: "unavailable",
  11: "broken",
  13: "full",
  14: "unavailable",
  23: "unavailable",
  26: "broken",
};

/** Extended codes that mean something else than their family: no room for the shared memory file, and content that the file system calls damaged. */
const byExtendedCode: Readonly<Record<number, SqlFailure>> = { 4874: "full", 8202: "broken", 8458: "broken" };

/** `@photostructure/sqlite` leaves the code out of errors that show only while rows are read; SQLite's own sentences do not change. */
const byMessage: Readonly<Record<string, SqlFailure>> = {
  "database is locked": "busy",
  "database table is locked": "busy",
  "database or disk is full": "full",
  "database disk image is malformed": "broken",
  "file is not a database": "broken",
  "disk I/O error": "unavailable",
  "unable to open database file": "unavailable",
  "attempt to write a readonly database": "unavailable",
};

/** Both engines carry SQLite's extended result code as `errcode`. */
export function sqlFailureOf(error: unknown): SqlFailure | undefined {
  if (!(error instanceof Error)) return undefined;
  const code = (error as { errcode?: unknown }).errcode;
  if (typeof code !== "number") return byMessage[error.message];
  return byExtendedCode[code] ?? byPrimaryCode[code & 0xff];
}
