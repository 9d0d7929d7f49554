import { realpathSync } from "node:fs";
import { homedir } from "node:os";
import { basename, dirname, join, resolve, sep } from "node:path";

/** Without links, as far as the path exists. */
function realPathOf(path: string): string {
  let rest = "";
  for (let at = path; ; at = dirname(at)) {
    try {
      return join(realpathSync.native(at), rest);
    } catch {
      // It does not exist, so nothing can be behind it yet; what is above it may.
      if (dirname(at) === at) return path;
      rest = join(basename(at), rest);
    }
  }
}

/** `~` is the home folder of who runs the agent. */
export const absolutePath = (path: string, folder: string): string => resolve(folder, path === "~" || path.startsWith("~/") ? homedir() + path.slice(1) : path);

const isWithin = (path: string, folder: string): boolean => path === folder || path.startsWith(folder.endsWith(sep) ? folder : folder + sep);

/** Some file systems make no difference between cases. */
const lower = (path: string) => path.toLowerCase();

export interface ProtectedPaths {
  /** The protected path at or in which `path` is, links and `..` resolved. */
  reached(path: string, folder: string): string | undefined;
  /** The protected path that is somewhere below the folder `path`. */
  below(path: string, folder: string): string | undefined;
  /** As they were named. */
  readonly paths: readonly string[];
}

/** `paths` are absolute. Links are resolved at every look: they may change while the agent works. */
export function createProtectedPaths(paths: readonly string[]): ProtectedPaths {
  const find = (path: string, folder: string, fits: (asked: string, kept: string) => boolean) => {
    const absolute = absolutePath(path, folder);
    const asked = [lower(absolute), lower(realPathOf(absolute))];
    return paths.find((kept) => [lower(kept), lower(realPathOf(kept))].some((one) => asked.some((other) => fits(other, one))));
  };
  return {
    reached: (path, folder) => find(path, folder, isWithin),
    below: (path, folder) => find(path, folder, (asked, kept) => isWithin(kept, asked)),
    paths,
  };
}
