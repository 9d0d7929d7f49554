import { execFile } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const run = promisify(execFile);
const root = fileURLToPath(new URL("../../..", import.meta.url));
const examplesFolder = join(root, "examples");

/** The folders in `examples/`. */
export const examples: readonly string[] = readdirSync(examplesFolder, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name);

const nameOf = (folder: string): string => (JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as { name: string }).name;

/** Packs folders in one call of npm, and unpacks each where npm would have put it. */
async function pack(args: readonly string[], cwd: string, modules: string): Promise<readonly string[]> {
  const packed = mkdtempSync(join(cwd === root ? modules : cwd, ".packed-"));
  await run("npm", ["pack", ...args, "--pack-destination", packed, "--loglevel=error"], { cwd });
  const names = await Promise.all(
    readdirSync(packed).map(async (tarball) => {
      const unpacked = mkdtempSync(join(packed, "package-"));
      await run("tar", ["-xzf", join(packed, tarball), "-C", unpacked, "--strip-components=1"]);
      const name = nameOf(unpacked);
      cpSync(unpacked, join(modules, name), { recursive: true });
      return name;
    }),
  );
  rmSync(packed, { recursive: true });
  return names;
}

/**
 * What npm would install in `folder`: our packages from their tarballs, everybody else's from where npm has put them, and the examples as a stranger
 * publishes them: copied out of the workspace, compiled against the tarballs, packed. Gives back the names of the examples' packages.
 */
export async function installPacked(folder: string): Promise<readonly string[]> {
  const modules = join(folder, "node_modules");
  mkdirSync(join(modules, "@instar"), { recursive: true });
  for (const name of readdirSync(join(root, "node_modules")))
    if (name !== "instar" && name !== "@instar" && !/^\.(?!bin$)/.test(name)) symlinkSync(join(root, "node_modules", name), join(modules, name));
  await pack(["--workspaces"], root, modules);
  const published = join(folder, "published");
  for (const example of examples) cpSync(join(examplesFolder, example), join(published, example), { recursive: true });
  return pack(
    examples.map((example) => `./${example}`),
    published,
    modules,
  );
}
