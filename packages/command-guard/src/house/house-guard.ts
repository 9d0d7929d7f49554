import { homedir, tmpdir } from "node:os";
import { resolve } from "node:path";
import { judgeShell } from "./command.ts";
import type { DaemonProcess } from "./kill.ts";
import { isOwnPackage, ownPackages } from "./own-packages.ts";
import { createPlaces, jobsPlace } from "./places.ts";
import type { ShellRefusal } from "./shell-refusal.ts";

/** Why something is not done, and what to do instead: sentences to the agent. */
export interface Refusal {
  readonly reason: string;
  readonly instead: string;
}

/** Keeps an agent's hands off what is its owner's. */
export interface HouseGuard {
  /** A line of shell that would run in `cwd`. */
  shell(command: string, cwd: string): Refusal | undefined;
  /** A path, relative to `cwd`. `writing`: it may be changed. */
  path(path: string, cwd: string, writing: boolean): Refusal | undefined;
}

const documents = "Your own documents there are MEMORY.md and skills/.";
const leaveOut = "Leave it out (--exclude=.instar), or name the folders that you mean.";
const askOwner = "Tell the owner in your answer what you want changed and why; they do it in a terminal of their own, or with a word in the chat.";

const reaches = (target: string): Refusal =>
  target.startsWith(jobsPlace)
    ? {
        reason: `That would change ${jobsPlace}, or can't be told from it: agents read the files there and change jobs through the house.`,
        instead: "Use job_add, job_edit and job_remove, or `instar job add` in the shell; to look, use job_show or cat.",
      }
    : {
        reason: `That reaches ${target}, which is the owner's.`,
        instead: `${target.includes("not left out") ? leaveOut : documents} ${askOwner}`,
      };

const inWords: Readonly<Record<ShellRefusal["what"], (target: string) => Refusal>> = {
  reaches,
  owner: (target) => ({ reason: `"instar ${target}" is the owner's to give, and not an agent's.`, instead: askOwner }),
  kills: (target) => ({ reason: `That would end ${target}.`, instead: "End what you started by its own process id. Only the owner stops the agent." }),
};

/**
 * Refuses whatever would let an agent decide in its owner's place: their folder, config, processes and commands. A seat belt: what a program does that
 * an allowed command starts is not seen here.
 */
export function createHouseGuard(paths: { readonly project: string; readonly home: string }, daemon: DaemonProcess): HouseGuard {
  const openPlaces = createPlaces(paths);
  const user = { home: homedir(), temporary: tmpdir() };
  return {
    shell(command, cwd) {
      const refusal = judgeShell(command, cwd, { places: openPlaces(), daemon, user });
      return refusal && inWords[refusal.what](refusal.target);
    },
    path(path, cwd, writing) {
      const target = openPlaces().reached(path, cwd, writing) ?? (writing && isOwnPackage(resolve(cwd, path)) ? ownPackages : undefined);
      return target === undefined ? undefined : reaches(target);
    },
  };
}
