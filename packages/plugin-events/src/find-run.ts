import type { Events, RecordedEvent } from "@instar/kernel/contracts";
import type { NamedId } from "./contract.ts";

const most = 1_000;

/** The job of a run's id. */
export const jobOf = (run: string): string => run.replace(/[@!].*$/, "");

/** The run that an event of a job is about. */
export function runOf({ data }: RecordedEvent): string | undefined {
  const run = (data as { readonly run?: unknown } | null | undefined)?.run;
  return typeof run === "string" ? run : undefined;
}

/** The latest run whose id begins so, or of the job that is called so. */
export async function findRun(id: string, { list }: Pick<Events, "list">): Promise<NamedId | undefined> {
  const job = jobOf(id);
  if (!/^[A-Za-z0-9_-]{1,100}$/.test(job)) return undefined;
  const runs = (await list({ types: ["job"], about: { job }, limit: most })).flatMap((event) => runOf(event) ?? []);
  const run = runs.find((each) => each === id) ?? runs.find((each) => (id === job ? jobOf(each) === job : each.startsWith(id)));
  return run === undefined ? undefined : { kind: "job", id: run };
}
