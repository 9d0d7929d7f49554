import { ensureOwnerToken as ensureIn, readOwnerToken as readIn } from "@instar/plugin-access/owner-token";
import type { ProjectPaths } from "./project-paths.ts";

export { isSameToken } from "@instar/plugin-access/tokens";

/** Whoever can read this file is the owner. Undefined when none was made yet. */
export const readOwnerToken = (paths: ProjectPaths): string | undefined => readIn(paths.home);

/** Reads the token, or makes it. */
export const ensureOwnerToken = (paths: ProjectPaths): string => ensureIn(paths.home);
