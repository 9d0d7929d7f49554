import type { Clock } from "@instar/kernel";
import { raiseRevisionFloor } from "./records.ts";
import type { SqlDriver } from "./sql-driver.ts";

const batch = 100;
const pauseMs = 60_000;

/**
 * Removes what expired, at most 100 rows at a time and once a minute, riding on a commit that happens anyway: a quiet store writes nothing.
 * Expired rows are invisible long before.
 */
export function createUpkeep(sql: SqlDriver, clock: Clock): () => void {
  let nextAt = 0;
  return () => {
    const now = clock.now();
    if (now < nextAt && nextAt - now <= pauseMs) return; // a clock that was set back does not stop the upkeep
    const expired = sql.get<{ count: number; newest: number | null }>(
      "SELECT count(*) AS count, max(revision) AS newest FROM (SELECT revision FROM record WHERE expires <= ? ORDER BY expires, id LIMIT ?)",
      now,
      batch,
    );
    if (expired?.newest != null) {
      raiseRevisionFloor(sql, expired.newest);
      sql.run("DELETE FROM record WHERE id IN (SELECT id FROM record WHERE expires <= ? ORDER BY expires, id LIMIT ?)", now, batch);
    }
    const forgotten = sql.run("DELETE FROM queue_dedupe WHERE id IN (SELECT id FROM queue_dedupe WHERE forget_at <= ? LIMIT ?)", now, batch);
    const isMore = expired?.count === batch || forgotten.changes === batch;
    nextAt = isMore ? now : now + pauseMs;
  };
}
