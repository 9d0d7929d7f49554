import { readInvocation, valuesOf } from "../invocation.ts";

/** Where a name leads that the line gave before: `git remote add`, `git remote set-url`. */
export interface Remote {
  readonly address: string;
  readonly isNew: boolean;
}

const most = 16;

/** The remotes that a line has named, with what one more `git` names. */
export function withRemotes(known: ReadonlyMap<string, Remote>, args: readonly string[]): ReadonlyMap<string, Remote> {
  if (known.size >= most) return known;
  const { plain } = readInvocation("git", args);
  const [command, verb = "", ...named] = plain;
  if (command !== "remote" || !/^(add|set-url)$/.test(verb)) return known;
  const [name = "", address = ""] = named.slice(-2);
  return new Map([...known, [name, { address, isNew: verb === "add" }]]);
}

/** An address on another machine. */
export const isElsewhere = (address: string): boolean =>
  (/^(https?|ssh|git|ftps?|git\+ssh):\/\//.test(address) || /^[\w.-]+@[\w.-]+:/.test(address)) && !/(\/\/|@)(localhost|127\.0\.0\.1|\[::1\])[:/]/.test(address);

/** Whether a `git push` goes to where only this line says, and not to the first home of a new repository or to one of the person's own. */
export function isPushedElsewhere(args: readonly string[], remotes: ReadonlyMap<string, Remote>, person: string): boolean {
  const call = readInvocation("git", args);
  if (call.plain[0] !== "push" || call.flags.has("--dry-run") || call.flags.has("-n")) return false;
  const isTheirs = (address: string) => /:\/\/[^/@]*@/.test(address) || !new RegExp(`[:/]${person.replace(/[^\w-]/g, ".")}/`).test(address);
  const to = valuesOf(call, "--repo").at(-1) ?? call.plain[1] ?? "origin";
  if (isElsewhere(to)) return isTheirs(to);
  const remote = remotes.get(to);
  if (remote === undefined || !isElsewhere(remote.address)) return false;
  const isFirst = remote.isNew && to === "origin" && !call.flags.has("--mirror");
  return !isFirst && isTheirs(remote.address);
}
