import type { CommandContext, Remote } from "@instar/kernel/command";
import type { JobRunRecord, JobScheduler } from "../contract.ts";

const lookMs = { following: 500, waiting: 5_000 } as const;

/** What a growing text has more than before; the whole of it when its beginning was cut off since. */
export function newPart(before: string, after: string): string {
  if (after.startsWith(before)) return after.slice(before.length);
  for (let kept = Math.min(before.length, after.length); kept > 0; kept--) if (before.endsWith(after.slice(0, kept))) return after.slice(kept);
  return after;
}

export const hasEnded = ({ state }: Pick<JobRunRecord, "state">): boolean => state !== "queued" && state !== "running";

/** Shows on stderr what comes, and ends its last line. */
export function showOnStderr(): { readonly follow: (text: string) => void; readonly end: () => boolean } {
  let last = "";
  return {
    follow(text) {
      process.stderr.write(text);
      last = text;
    },
    end() {
      if (last !== "" && !last.endsWith("\n")) process.stderr.write("\n");
      return last !== "";
    },
  };
}

/** The run once it has ended, or as it is when Ctrl-C ends the waiting. `follow` is told what it puts out meanwhile. */
export async function waitForRun(
  jobs: Pick<Remote<JobScheduler>, "run">,
  id: string,
  { signal, follow }: Pick<CommandContext, "signal"> & { readonly follow?: ((text: string) => void) | undefined },
): Promise<JobRunRecord> {
  let run = await jobs.run(id);
  let shown = "";
  for (;;) {
    const output = run.output ?? "";
    const part = newPart(shown, output);
    if (part !== "") follow?.(part);
    shown = output;
    if (hasEnded(run) || signal.aborted) return run;
    try {
      run = await jobs.run(id, follow === undefined ? lookMs.waiting : lookMs.following);
    } catch (error) {
      // Ctrl-C ends the waiting, too
      if (!signal.aborted) throw error;
    }
  }
}
