import type { ProcessMark } from "@instar/kernel/contracts";
import { endTree, type Guarding, markOf, markVariable, type RunningProcess, startProcess } from "@instar/process";

/** Kept of what a command prints, so that 4,000 characters of any script are in it. */
const tailBytes = 16 * 1024;
/** Between asking a command to end and ending it. */
const graceMs = 2_000;

export interface ShellRequest {
  readonly command: string;
  /** `$0`, and then `$1`, `$2`, … */
  readonly name: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly cwd: string;
  /** Known before the start: what carries it is found after a crash. */
  readonly mark: string;
  readonly guarding: Guarding;
  /** Aborting ends the whole tree. */
  readonly signal: AbortSignal;
  /** It runs, as this process. */
  readonly started?: (mark: ProcessMark) => void;
}

export interface ShellEnd {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  /** The last of what it printed, on both streams. */
  readonly output: string;
  /** What of its group is still there because it can't be ended; a sentence or two. */
  readonly remains?: string;
}

/** A command line for `/bin/sh` in a process group of its own, which is over when nothing of that group is left, or what is left can't be ended. Rejects when it can't be started. */
export async function runShell({ command, name, args, env, cwd, mark, guarding, signal, started }: ShellRequest): Promise<ShellEnd> {
  signal.throwIfAborted();
  await guarding.watch({ pid: 0, startedAt: 0, mark });
  let ending: Promise<void> | undefined;
  try {
    const child = await startProcess("/bin/sh", ["-c", command, name, ...args], { cwd, env: { ...env, [markVariable]: mark }, tailBytes, graceMs });
    const tree = (await markOf(child.pid, mark)) ?? { pid: child.pid, startedAt: 0, mark };
    started?.(tree);
    let remains: string | undefined;
    let giveUp: (end: { readonly code: null; readonly signal: null }) => void = () => undefined;
    const givenUp = new Promise<{ readonly code: null; readonly signal: null }>((resolve) => {
      giveUp = resolve;
    });
    const endAll = async () => {
      try {
        await endTree(tree, graceMs);
      } catch (error) {
        // Somebody else's process, such as one of sudo, can't be ended by us: it is not waited for.
        remains = (error as Error).message;
        giveUp({ code: null, signal: null });
      }
    };
    const abort = () => {
      ending ??= endAll();
    };
    if (signal.aborted) abort();
    else signal.addEventListener("abort", abort, { once: true });
    await guarding.watch(tree);
    const { code, signal: endedBy } = await Promise.race([child.exit, givenUp]);
    signal.removeEventListener("abort", abort);
    if (ending === undefined && hasGroup(child)) ending = endAll();
    await ending;
    return { code, signal: endedBy, output: child.tail(), ...(remains !== undefined && { remains }) };
  } finally {
    await guarding.forget({ mark });
  }
}

/** Whether anybody is left in the group of a command that has ended: to be asked is cheap, to look at all processes is not. */
function hasGroup({ pid }: RunningProcess): boolean {
  try {
    process.kill(-pid, 0);
    return true;
  } catch {
    // Nobody is there, which is the usual case.
    return false;
  }
}
