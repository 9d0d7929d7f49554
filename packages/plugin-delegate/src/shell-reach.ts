import { basename } from "node:path";
import type { ProtectedPaths } from "./protected-paths.ts";

const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

/** The protected path that a shell line names anywhere in its text. Conservative: what a line would do with it isn't asked. */
export function shellReach(command: string, _cwd: string, protection: ProtectedPaths): string | undefined {
  return protection.paths.find((path) => new RegExp(`(?<![\\w.-])${escaped(basename(path))}(?![\\w-]|\\.\\w)`, "i").test(command));
}
