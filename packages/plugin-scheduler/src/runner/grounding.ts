import { constants } from "node:fs";
import { open, realpath } from "node:fs/promises";
import { isAbsolute, join, relative } from "node:path";
import { quoted } from "./prompt-text.ts";

const mostBytes = 32 * 1024;

/** What lies in the agent's own folder is the owner's, but for what agents read there anyway; a link of an innocent name may lead there. */
const isOwners = (inside: string) => /^(\.instar([/\\]|$)(?!(MEMORY\.md|AGENT\.md|USER\.md)$|(jobs|skills)[/\\])|instar\.config\.)/i.test(inside);

/** A file for the agent to read before it begins, or why it can't; never one from outside of the project. */
export async function groundingFile(project: string, file: string): Promise<string> {
  try {
    const root = await realpath(project);
    const path = await realpath(join(root, file));
    const inside = relative(root, path);
    if (inside === "" || inside.startsWith("..") || isAbsolute(inside)) return `The file ${file} lies outside of the project, so it is not shown.`;
    if (isOwners(inside)) return `The file ${file} leads to what is the owner's, so it is not shown.`;
    await using handle = await open(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
    const found = await handle.stat();
    if (!found.isFile()) return `${file} is no file, so it is not shown.`;
    const start = Buffer.alloc(Math.min(found.size, mostBytes));
    const { bytesRead } = await handle.read(start, 0, start.length, 0);
    const rest = found.size > bytesRead ? `\n(… ${found.size - bytesRead} bytes more in the file)` : "";
    return `The file ${file}, quoted:\n${quoted(start.toString("utf8", 0, bytesRead))}${rest}`;
  } catch (error) {
    return `The file ${file} could not be read (${(error as NodeJS.ErrnoException).code ?? "unknown"}).`;
  }
}
