import { InstarError } from "@instar/kernel";

/** What lies behind an error of the network: of several addresses that were tried, the first. */
function causeOf(error: Error): string | undefined {
  const { cause } = error;
  if (!(cause instanceof Error) || cause instanceof InstarError || typeof (cause as NodeJS.ErrnoException).code !== "string") return undefined;
  const [first] = cause instanceof AggregateError ? (cause.errors as readonly unknown[]) : [cause];
  const said = (first instanceof Error && first.message) || (cause as NodeJS.ErrnoException).code;
  return said === undefined || error.message.includes(said) ? undefined : said;
}

/** Why something failed, for people: of `fetch failed` also what the system said, such as `connect ECONNREFUSED 127.0.0.1:4377`. */
export function reasonOf(thrown: unknown): string {
  if (!(thrown instanceof Error)) return String(thrown);
  const cause = causeOf(thrown);
  return cause === undefined ? thrown.message : `${thrown.message.replace(/\.$/, "")} (${cause})`;
}
