import { realpath } from "node:fs/promises";
import { dirname, isAbsolute, join, relative, resolve, sep } from "node:path";

/** The real path of `file` inside `folder`, links followed; undefined when it leads outside. The file itself need not exist. */
export async function confinedPath(folder: string, file: string): Promise<string | undefined> {
  const root = await realpath(folder);
  const real = await realDestination(resolve(root, file));
  const way = relative(root, real);
  return way !== "" && way !== ".." && !way.startsWith(`..${sep}`) && !isAbsolute(way) ? real : undefined;
}

async function realDestination(path: string): Promise<string> {
  try {
    return await realpath(path);
  } catch (error) {
    const parent = dirname(path);
    if ((error as NodeJS.ErrnoException).code !== "ENOENT" || parent === path) throw error;
    return join(await realDestination(parent), path.slice(parent.length));
  }
}
