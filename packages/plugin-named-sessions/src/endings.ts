import type { NamedSession, NamedSessions } from "./contract.ts";
import { NamedSessionsError } from "./errors.ts";
import type { NamedHouse } from "./house.ts";
import { type Reach, refuseAsleep, tell } from "./reach.ts";
import { keyOf, unmarked } from "./stored-session.ts";

/** How turns and sessions end, or rest. */
export function createEndings(
  house: NamedHouse,
  { own, target, shown, shownTarget, who }: Reach,
): Pick<NamedSessions, "interrupt" | "pause" | "stop" | "kill" | "remove"> {
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
      // Behind whatever is being sent, so that nothing comes after it.
      await house.alone(async () => {
        await own(name);
        house.leaving.add(name);
      });
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
    },
  };
}
