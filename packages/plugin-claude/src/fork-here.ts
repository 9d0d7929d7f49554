import type { Clock } from "@instar/kernel";
import type { Snapshot } from "@instar/kernel/contracts";
import { readChain } from "./chain.ts";
import { whereItIs } from "./past.ts";
import { type ClaudeSnapshot, forkOf, writeSnapshot } from "./snapshot.ts";

const lookEveryMs = 100;
const mostLooks = 20;

/**
 * A branch of a session that rests, as it is now: whenever it is opened, it knows nothing of what comes after. `lastSaid` is the record of its
 * last answer, which the program writes down a moment after it was told; without one it is the last record that there is.
 */
export async function forkHere(notesFolder: string, snapshot: ClaudeSnapshot, lastSaid: string | undefined, clock: Clock): Promise<Snapshot> {
  const here = await whereItIs(notesFolder, snapshot);
  if (here.at !== undefined) return writeSnapshot(forkOf(here));
  for (let look = 0; look < mostLooks; look++) {
    const chain = await readChain(here.configFolder, here.cwd, here.session);
    const at = lastSaid === undefined ? chain?.at(-1)?.uuid : chain?.find(({ uuid }) => uuid === lastSaid)?.uuid;
    if (at !== undefined) return writeSnapshot({ ...forkOf(here), at });
    await clock.sleep(lookEveryMs);
  }
  return writeSnapshot(forkOf(here));
}
