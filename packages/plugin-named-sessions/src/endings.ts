import type { NamedSession, NamedSessions } from "./contract.ts";
import { NamedSessionsError } from "./errors.ts";
import type { NamedHouse } from "./house.ts";
import { type Reach, refuseAsleep, tell } from "./reach.ts";
import { keyOf, unmarked } from "./stored-session.ts";

const resting: readonly NamedSession["status"][] = ["stopped", "killed", "failed"];

/** How turns and sessions end, or rest. `removeUnused`: tells whether it removed it; what was used since `before`, or works, stays. */
export function createEndings(
  house: NamedHouse,
  { own, target, shown, shownTarget, who }: Reach,
): Pick<NamedSessions, "interrupt" | "pause" | "stop" | "kill" | "remove"> & { removeUnused(name: string, before: number): Promise<boolean> } {
  const { book, sessions } = house;

  async function stopAs(nameKeyOrId: string, mark: "killed" | undefined): Promise<NamedSession> {
    const found = await target(nameKeyOrId);
    refuseAsleep(house);
    const reason = `${mark === "killed" ? "Killed" : "Stopped"} by ${who}.`;
    if (found.stored) {
      await book.update(found.stored.name, (current) => current && { ...unmarked(current), ...(mark && { mark }) });
      await house.worker(found.stored.name).halt(reason, mark === "killed");
      house.ring(found.key).add("status", mark ?? "stopped");
    } else await sessions.park(found.key, reason, ...(mark === "killed" ? [0] : []));
    return shownTarget(found);
  }

  /** Behind whatever is being sent, so that nothing comes after it. */
  const leave = (name: string, fits: () => boolean | Promise<boolean>): Promise<boolean> =>
    house.alone(async () => {
      if (!(await fits())) return false;
      house.leaving.add(name);
      return true;
    });

  async function removeNow(name: string): Promise<void> {
    try {
      if (house.live) await house.worker(name).halt("It was deleted.", false);
      const record = await sessions.record(keyOf(name));
      if (record) await sessions.end(keyOf(name), `Deleted by ${who}.`);
      await book.remove(name);
      house.forget(name);
      tell(house, "deleted", `${name} was deleted by ${who}.`, record);
    } finally {
      house.leaving.delete(name);
    }
  }

  return {
    async interrupt(name, reason) {
      const found = await target(name);
      refuseAsleep(house);
      const why = typeof reason === "string" && reason !== "" ? reason : `Interrupted by ${who}.`;
      if (found.stored) {
        if (!(await house.worker(found.stored.name).interrupt(why))) throw NamedSessionsError.IDLE(name);
        return;
      }
      const session = sessions.find(found.key);
      if (!session || session.phase === "idle") throw NamedSessionsError.IDLE(name);
      await session.interrupt(why);
    },

    async pause(name) {
      const stored = await own(name);
      await book.update(name, (current) => current && { ...unmarked(current), mark: "paused" });
      house.ring(keyOf(name)).add("status", "paused");
      return shown(stored);
    },

    stop: (name) => stopAs(name, undefined),
    kill: (name) => stopAs(name, "killed"),

    async remove(name) {
      await leave(name, async () => (await own(name)) !== undefined);
      await removeNow(name);
    },

    async removeUnused(name, before) {
      const isUnused = async () => {
        const stored = house.leaving.has(name) ? undefined : await book.get(name);
        if (!stored) return false;
        const { usedAt, status } = await shown(stored);
        return usedAt <= before && resting.includes(status);
      };
      if (!(await leave(name, isUnused))) return false;
      await removeNow(name);
      return true;
    },
  };
}
