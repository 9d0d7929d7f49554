import { homedir, tmpdir } from "node:os";
import { createFileView, type FileView } from "@instar/command-guard";

/** What a judge sees of the machine that it judges for. Paths are absolute. */
export interface Machine {
  readonly home: string;
  readonly temporary: readonly string[];
  readonly files: FileView;
}

export const thisMachine = (): Machine => ({ home: homedir(), temporary: [...new Set([tmpdir(), "/tmp", "/var/tmp"])], files: createFileView() });
