import { chmodSync, lstatSync, readdirSync } from "node:fs";
import { join } from "node:path";
import type { HealthCheck } from "@instar/kernel/contracts";
import type { ProjectPaths } from "../project/project-paths.ts";

interface Wide {
  readonly path: string;
  readonly mode: number;
  readonly right: number;
}

const modeOf = (path: string) => {
  const found = lstatSync(path, { throwIfNoEntry: false });
  return found === undefined || found.isSymbolicLink() ? undefined : found.mode & 0o777;
};

const filesOf = (folder: string) => {
  try {
    return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => (entry.isFile() ? [join(folder, entry.name)] : []));
  } catch {
    // None yet, or not ours to list: the folder itself is looked at as well.
    return [];
  }
};

/** What others on this machine may enter, read or change although it is the owner's alone. */
function findWide({ home, secrets, logs }: ProjectPaths): readonly Wide[] {
  const folders = [home, secrets, logs].map((path) => ({ path, right: 0o700 }));
  // Documents in the folder are edited by hand; that nobody else gets into it keeps them.
  const databases = filesOf(home).filter((file) => /\.db(-wal)?$/.test(file));
  const files = [...filesOf(secrets), ...databases].map((path) => ({ path, right: 0o600 }));
  return [...folders, ...files].flatMap(({ path, right }) => {
    const mode = modeOf(path);
    return mode === undefined || (mode & 0o077) === 0 ? [] : [{ path, mode, right }];
  });
}

/** Whether the agent's state is the owner's alone, and whether it is ours at all. */
export const folderCheck = (paths: ProjectPaths): HealthCheck => ({
  id: "permissions",
  run() {
    const home = lstatSync(paths.home, { throwIfNoEntry: false });
    if (home === undefined) return { status: "ok", summary: `${paths.home} is made at the first start.` };
    const me = process.getuid?.();
    if (me !== undefined && me !== 0 && home.uid !== me)
      return {
        status: "fail",
        summary: `${paths.home} belongs to another user (id ${home.uid}).`,
        why: "The agent cannot keep what it is told, and whoever owns the folder can read its secrets.",
        hint: `Give it to yourself: sudo chown -R "$USER" ${JSON.stringify(paths.home)}`,
      };
    const wide = process.platform === "win32" ? [] : findWide(paths);
    if (wide.length === 0) return { status: "ok", summary: `${paths.home} is yours alone.` };
    return {
      status: "fail",
      summary: `Others on this machine may reach: ${wide.map(({ path, mode }) => `${path} (${mode.toString(8)})`).join(", ")}.`,
      why: "Secrets, the owner's token and what was said are there.",
      hint: "Mend it with: instar doctor --fix",
    };
  },
  async fix() {
    for (const { path, right } of findWide(paths)) chmodSync(path, right);
  },
});
