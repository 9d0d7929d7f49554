import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { replaceFile } from "@instar/process";

/** Digests by the name of the skill. */
export interface Decided {
  /** What the owner said yes to. */
  readonly approved: Readonly<Record<string, string>>;
  /** What the owner was told of. */
  readonly told: Readonly<Record<string, string>>;
}

/** What the owner decided on the agent's own skills. Durable when `change` resolves. */
export function createApprovals(stateFolder: () => string) {
  const file = () => join(stateFolder(), "approvals.json");
  let known: Decided | undefined;

  async function read(): Promise<Decided> {
    if (known !== undefined) return known;
    try {
      const stored = JSON.parse(await readFile(file(), "utf8")) as Partial<Decided> & { version?: number };
      known = stored.version === 1 ? { approved: stored.approved ?? {}, told: stored.told ?? {} } : { approved: {}, told: {} };
    } catch {
      // No list yet, or one that can't be read: nothing is approved.
      known = { approved: {}, told: {} };
    }
    return known;
  }

  return {
    read,
    /** Sets the digest of a skill, or takes it out. */
    async change(list: keyof Decided, name: string, digest: string | undefined): Promise<void> {
      const before = await read();
      const { [name]: _, ...others } = before[list];
      const after = { ...before, [list]: digest === undefined ? others : { ...others, [name]: digest } };
      await replaceFile(file(), `${JSON.stringify({ version: 1, ...after }, null, 2)}\n`, { mode: 0o600 });
      known = after;
    },
  };
}
