import { execFile } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
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

/** Packs folders in one call of npm, and unpacks each where npm would have put it; `keep` is where the tarballs stay. */
async function pack(args: readonly string[], cwd: string, modules: string, keep?: string): Promise<readonly string[]> {
  const packed = mkdtempSync(join(cwd === root ? modules : cwd, ".packed-"));
  await run("npm", ["pack", ...args, "--pack-destination", packed, "--loglevel=error"], { cwd });
  const names = await Promise.all(
    readdirSync(packed).map(async (tarball) => {
      if (keep !== undefined) cpSync(join(packed, tarball), join(keep, tarball));
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

/** In an example's copy: what its package.json names, and nothing else that happens to be installed. */
function reachOnlyNamed(copy: string, modules: string): void {
  const manifest = JSON.parse(readFileSync(join(copy, "package.json"), "utf8")) as Readonly<Record<string, object | undefined>>;
  const named = ["dependencies", "peerDependencies", "devDependencies"].flatMap((field) => Object.keys(manifest[field] ?? {}));
  for (const name of new Set(named)) {
    const link = join(copy, "node_modules", name);
    mkdirSync(dirname(link), { recursive: true });
    symlinkSync(join(modules, name), link);
  }
  symlinkSync(join(modules, ".bin"), join(copy, "node_modules/.bin"));
}

/**
 * What npm would install in `folder`: our packages from their tarballs, everybody else's from where npm has put them, and the examples as a stranger
 * publishes them: copied out of the workspace, their sources and tests compiled against the tarballs with what they name, packed. Gives back the names of
 * the examples' packages.
 */
export async function installPacked(folder: string): Promise<readonly string[]> {
  const modules = join(folder, "node_modules");
  mkdirSync(join(modules, "@instar"), { recursive: true });
  for (const name of readdirSync(join(root, "node_modules")))
    if (name !== "instar" && name !== "@instar" && !/^\.(?!bin$)/.test(name)) symlinkSync(join(root, "node_modules", name), join(modules, name));
  await pack(["--workspaces"], root, modules, join(folder, ".instar-packages"));
  const published = mkdtempSync(join(tmpdir(), "instar-published-")); // beside the folder: from inside of it, all that is installed could be reached
  try {
    for (const example of examples) {
      cpSync(join(examplesFolder, example), join(published, example), { recursive: true });
      reachOnlyNamed(join(published, example), modules);
    }
    await Promise.all(examples.map((example) => compile(join(published, example))));
    return await pack(
      examples.map((example) => `./${example}`),
      published,
      modules,
    );
  } finally {
    rmSync(published, { recursive: true });
  }
}

/** The first half of `npm test`. */
const compile = (example: string) =>
  run(join(example, "node_modules/.bin/tsc"), { cwd: example }).catch((error: { readonly stdout: string }) => {
    throw new Error(`${basename(example)} does not compile with what its package.json names.\n${error.stdout}`);
  });
