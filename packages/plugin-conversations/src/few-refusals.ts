import type { Clock } from "@instar/kernel";

const everyMs = 3_600_000;
const mostKeys = 1_000;

/** Whether a refusal of this kind goes on record: in company most messages are not for us, so one an hour stands for all. In memory, and bounded. */
export function createFewRefusals(clock: Clock): (kind: string) => boolean {
  const recorded = new Map<string, number>();
  return (kind) => {
    const now = clock.now();
    const last = recorded.get(kind);
    if (last !== undefined && now >= last && now - last < everyMs) return false;
    recorded.delete(kind);
    recorded.set(kind, now);
    const oldest = recorded.keys().next();
    if (recorded.size > mostKeys && !oldest.done) recorded.delete(oldest.value);
    return true;
  };
}
