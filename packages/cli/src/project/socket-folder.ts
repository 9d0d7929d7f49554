import { chmodSync, lstatSync, mkdirSync } from "node:fs";
import { dirname } from "node:path";
import { CliError } from "../errors.ts";
import { makePrivateFolder, type ProjectPaths } from "./project-paths.ts";

/** Beside the agent's folder anybody may make a socket, and would be shown the token: only in a folder of our own it is the agent's. */
export function isSocketOurs({ home, socket }: Pick<ProjectPaths, "home" | "socket">): boolean {
  return dirname(socket) === home || isOurs(dirname(socket), 0o077);
}

/** Makes the folder of the socket, private. Throws CLI_SOCKET_FOLDER_TAKEN when somebody else has put something of theirs there: they could exchange the socket. */
export function makeSocketFolder({ home, socket }: Pick<ProjectPaths, "home" | "socket">): void {
  const folder = dirname(socket);
  if (folder === home) {
    makePrivateFolder(home);
    return;
  }
  try {
    mkdirSync(folder, { mode: 0o700 });
  } catch (error) {
    // Whose it is that is there already is looked at below.
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
  }
  if (!isOurs(folder, 0)) throw CliError.SOCKET_FOLDER_TAKEN(folder);
  chmodSync(folder, 0o700);
}

/** A link is nobody's folder: whoever made it decides where it leads. */
function isOurs(folder: string, forbidden: number): boolean {
  const found = lstatSync(folder, { throwIfNoEntry: false });
  return found?.isDirectory() === true && found.uid === (process.getuid?.() ?? found.uid) && (found.mode & forbidden) === 0;
}
