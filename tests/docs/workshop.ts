import { spawn } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { stopDaemon } from "../../packages/cli/src/daemon/stop-daemon.ts";
import { root } from "../source-files.ts";

export interface Outcome {
  readonly code: number | null;
  readonly output: string;
}

/** Where the pages are tried out: an empty home, the workspace's packages in reach, `instar` on the path, one folder per page. */
export interface Workshop extends AsyncDisposable {
  readonly folder: string;
  /** The folder in which one page's files and commands live, in the order of the page. */
  desk(document: string): string;
  write(document: string, file: string, text: string): string;
  execute(command: string, args: readonly string[], cwd: string): Promise<Outcome>;
}

export function openWorkshop(): Workshop {
  const folder = mkdtempSync(join(tmpdir(), "instar-docs-"));
  const home = join(folder, "home");
  const bin = join(folder, "bin");
  mkdirSync(home);
  mkdirSync(bin);
  symlinkSync(join(root, "node_modules"), join(folder, "node_modules"));
  const cli = join(root, "packages/cli/bin/instar.js");
  writeFileSync(join(bin, "instar"), `#!/bin/sh\nexec "${process.execPath}" "${cli}" "$@"\n`, { mode: 0o755 });

  const desk = (document: string): string => {
    const path = join(folder, "pages", document.replaceAll("/", "__").replace(/\.md$/, ""));
    mkdirSync(path, { recursive: true });
    return path;
  };
  const env = {
    PATH: [bin, dirname(process.execPath), join(root, "node_modules/.bin"), process.env.PATH].join(delimiter),
    HOME: home,
    LANG: process.env.LANG ?? "C.UTF-8",
    NO_COLOR: "1",
    CI: "true",
    npm_config_offline: "true",
    npm_config_update_notifier: "false",
  };

  const execute = (command: string, args: readonly string[], cwd: string): Promise<Outcome> =>
    new Promise((resolve, reject) => {
      const child = spawn(command, [...args], { cwd, env, stdio: ["ignore", "pipe", "pipe"], timeout: 60_000, killSignal: "SIGKILL" });
      let output = "";
      const take = (chunk: Buffer): void => {
        output += chunk.toString();
      };
      child.stdout.on("data", take);
      child.stderr.on("data", take);
      child.on("error", reject);
      child.on("exit", (code) => resolve({ code, output }));
    });

  return {
    folder,
    desk,
    execute,
    write(document, file, text) {
      const path = join(desk(document), file);
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, text);
      return path;
    },
    async [Symbol.asyncDispose]() {
      // A page may have started an agent; it must not outlive the page.
      const agents = existsSync(join(folder, "pages")) ? findAgents(join(folder, "pages")) : [];
      for (const agent of agents) await stopDaemon(agent).catch(() => execute(process.execPath, [cli, "stop"], agent));
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function findAgents(folder: string): readonly string[] {
  const entries = readdirSync(folder, { withFileTypes: true });
  const here = entries.some((entry) => entry.name === ".instar") ? [folder] : [];
  return [...here, ...entries.filter((entry) => entry.isDirectory() && entry.name !== ".instar").flatMap((entry) => findAgents(join(folder, entry.name)))];
}
