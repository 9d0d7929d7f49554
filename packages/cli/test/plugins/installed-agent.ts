import { execFile, spawn } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, realpathSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { afterAll } from "vitest";
import { stopDaemon } from "../../src/daemon/stop-daemon.ts";
import type { Ran } from "../agent-folder.ts";

const packages = fileURLToPath(new URL("../../..", import.meta.url));
const bin = join(packages, "cli", "bin", "instar.js");
const linked = ["kernel", "plugin-access", "plugin-offline"];

export interface InstalledAgent extends AsyncDisposable {
  readonly folder: string;
  /** A place beside the agent's folder. */
  readonly scratch: string;
  readonly env: Readonly<Record<string, string>>;
  write(path: string, content: string): void;
  read(path: string): string;
  run(args: readonly string[], how?: { readonly input?: string; readonly env?: Readonly<Record<string, string>> }): Promise<Ran>;
  /** Every file but what the agent itself keeps, by its path: content, or where a link leads. */
  files(): ReadonlyMap<string, string>;
  /** Packs a plugin made of these files; the tarball's path. */
  pack(name: string, files: Readonly<Record<string, string>>): Promise<string>;
  /** The same without npm, for many: what npm says of it is not looked at. */
  tar(name: string, files: Readonly<Record<string, string>>): Promise<string>;
}

export const echoConfig = `import { defineConfig } from "instar";
import echo from "./echo-driver.ts"; // repeats

export default defineConfig({
  name: "kira",
  plugins: [
    // who answers
    echo(),
  ],
});
`;

const walk = (folder: string): readonly string[] =>
  readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    if (entry.name === ".instar") return [];
    const path = join(folder, entry.name);
    return entry.isDirectory() ? [`${path}/`, ...walk(path)] : [path];
  });

const dependenciesOn = (names: readonly string[]) =>
  Object.fromEntries([["instar", `file:${packages}cli`], ...names.map((name) => [`@instar/${name}`, `file:${packages}${name}`])]);
const manifestOf = (more: object, names: readonly string[]) =>
  `${JSON.stringify({ name: "kira", private: true, type: "module", dependencies: dependenciesOn(names), ...more }, null, 2)}\n`;
const environmentIn = (home: string) => ({
  PATH: process.env["PATH"] ?? "",
  HOME: home,
  TMPDIR: tmpdir(),
  npm_config_offline: "true",
  npm_config_update_notifier: "false",
  npm_config_fetch_retries: "0",
});
const npm = (args: readonly string[], cwd: string, env: NodeJS.ProcessEnv) =>
  promisify(execFile)("npm", [...args, "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"], { cwd, env });

const makeScratch = () => realpathSync(mkdtempSync(join(tmpdir(), "instar-plugins-")));
const spare = new Map<string, Promise<string>>();
afterAll(async () => {
  for (const made of spare.values()) rmSync(await made, { recursive: true, force: true });
});

/** What npm makes of the dependencies is the same for each agent: it is made once for a file of tests, and copied, to a place as deep. */
async function installOnce(names: readonly string[]): Promise<string> {
  const scratch = makeScratch();
  const folder = join(scratch, "agent");
  mkdirSync(folder);
  writeFileSync(join(folder, "package.json"), manifestOf({}, names));
  await npm(["install"], folder, environmentIn(scratch));
  rmSync(join(folder, "package.json"));
  return scratch;
}

/** An agent in whose folder npm has installed links to the built packages, `more` of them too, so that it can install others, offline. */
export async function makeInstalledAgent({
  config = echoConfig,
  configFile = "instar.config.ts",
  more: added = [] as readonly string[],
} = {}): Promise<InstalledAgent> {
  const scratch = makeScratch();
  const folder = join(scratch, "agent");
  const home = join(scratch, "home");
  mkdirSync(home);
  const names = [...linked, ...added];
  const installing = spare.get(names.join()) ?? installOnce(names);
  spare.set(names.join(), installing);
  cpSync(join(await installing, "agent"), folder, { recursive: true, preserveTimestamps: true, verbatimSymlinks: true });
  const write = (path: string, content: string) => {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  };
  write("package.json", manifestOf(configFile === "package.json" ? { instar: JSON.parse(config) as unknown } : {}, names));
  if (configFile !== "package.json") write(configFile, config);
  cpSync(join(packages, "cli/test/fixtures/echo-driver.ts"), join(folder, "echo-driver.ts"));
  const env = environmentIn(home);
  const lay = (name: string, files: Readonly<Record<string, string>>) => {
    const from = join(scratch, "packing", name, "package");
    for (const [path, content] of Object.entries(files)) {
      mkdirSync(dirname(join(from, path)), { recursive: true });
      writeFileSync(join(from, path), content);
    }
    return from;
  };

  const run: InstalledAgent["run"] = (args, { input, env: more } = {}) =>
    new Promise((resolve, reject) => {
      const child = spawn(process.execPath, [bin, ...args], { cwd: folder, env: { ...env, ...more }, stdio: "pipe" });
      let stdout = "";
      let stderr = "";
      child.stdout.on("data", (chunk: Buffer) => (stdout += chunk.toString("utf8")));
      child.stderr.on("data", (chunk: Buffer) => (stderr += chunk.toString("utf8")));
      child.on("error", reject);
      child.on("close", (code) => resolve({ code, stdout, stderr, json: <T>() => JSON.parse(stdout) as T }));
      child.stdin.end(input ?? "");
    });
  return {
    folder,
    scratch,
    env,
    write,
    read: (path) => readFileSync(join(folder, path), "utf8"),
    run,
    files: () =>
      new Map(
        walk(folder).map((path) => [
          relative(folder, path),
          path.endsWith("/")
            ? "folder"
            : path.includes("/node_modules/") && statSync(path).isDirectory()
              ? `-> ${realpathSync(path)}`
              : readFileSync(path, "utf8"),
        ]),
      ),
    async pack(name, files) {
      const { stdout } = await npm(["pack", "--json", "--pack-destination", scratch], lay(name, files), env);
      const [packed] = Object.values(JSON.parse(stdout) as Record<string, { filename: string }>);
      const tarball = join(scratch, `${name}.tgz`);
      renameSync(join(scratch, (packed?.filename ?? "").replace(/^@/, "").replaceAll("/", "-")), tarball);
      return tarball;
    },
    async tar(name, files) {
      const tarball = join(scratch, `${name}.tgz`);
      await promisify(execFile)("tar", ["-czf", tarball, "-C", dirname(lay(name, files)), "package"]);
      return tarball;
    },
    async [Symbol.asyncDispose]() {
      await stopDaemon(folder).catch(() => run(["stop"]));
      rmSync(scratch, { recursive: true, force: true });
    },
  };
}
