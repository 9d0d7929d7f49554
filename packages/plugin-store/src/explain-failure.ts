import { StoreError } from "./errors.ts";
import { sqlFailureOf } from "./sql-failure.ts";

/** The error that people see for a failure of SQLite or of the file system; anything else passes unchanged. */
export function explainFailure(file: string, error: unknown): unknown {
  const reason = error instanceof Error ? error.message : String(error);
  switch (sqlFailureOf(error)) {
    case "busy":
      return StoreError.BUSY(file, 0, { cause: error });
    case "full":
      return StoreError.DISK_FULL(file, { cause: error });
    case "broken":
      return StoreError.FILE_BROKEN(file, reason, undefined, { cause: error });
    case "unavailable":
      return StoreError.UNAVAILABLE(file, reason, { cause: error });
    case undefined:
      return isSystemError(error)
        ? error.code === "ENOSPC"
          ? StoreError.DISK_FULL(file, { cause: error })
          : StoreError.UNAVAILABLE(file, reason, { cause: error })
        : error;
  }
}

const isSystemError = (error: unknown): error is NodeJS.ErrnoException =>
  error instanceof Error && typeof (error as NodeJS.ErrnoException).syscall === "string";
