import type { Caller, SessionRecord } from "@instar/kernel/contracts";
import { mayReach, parentOf, refuseRaised } from "./agent-scope.ts";
import { createBeginnings } from "./beginnings.ts";
import { bringUp } from "./bring-up.ts";
import { checkFields, checkLimits, checkShape } from "./check-request.ts";
import type { NamedSessions } from "./contract.ts";
import { describeConversation, describeNamed, isLiving } from "./describe-session.ts";
import { createEndings } from "./endings.ts";
import { NamedSessionsError } from "./errors.ts";
import type { NamedHouse } from "./house.ts";
import { noWider } from "./no-wider.ts";
import { createReach, refuseAsleep } from "./reach.ts";
import { keyOf, nameOf } from "./stored-session.ts";
import { hasEnded } from "./stored-turn.ts";
import { waitFor } from "./waiting.ts";

const dayMs = 86_400_000;

/** Named sessions as one caller may use them. */
export function createDesk(house: NamedHouse, caller: Caller): NamedSessions {
  const { book, sessions, clock } = house;
  const reach = createReach(house, caller);
  const { own, target, shown, shownTarget } = reach;

  const { removeUnused, ...endings } = createEndings(house, reach);

  const desk: NamedSessions = {
    ...createBeginnings(house, caller, reach),
    ...endings,

    async turn(id, waitMs = 0, name) {
      const turn = await reach.turn(id);
      if (name !== undefined && name !== turn.name) throw NamedSessionsError.UNKNOWN_TURN(String(id));
      if (hasEnded(turn) || waitMs <= 0) return turn;
      const ended = waitFor((listener) => house.whenEnded(turn.id, listener), waitMs, clock);
      // It may have ended between the reading and the waiting.
      const now = await reach.turn(id);
      if (hasEnded(now)) return now;
      await ended;
      return reach.turn(id);
    },

    async turns(name, limit = 100) {
      const stored = await own(name);
      return book.turns(stored.name, Math.max(1, limit));
    },

    status: async (name) => shownTarget(await target(name)),

    async list({ statuses, all = false, limit } = {}) {
      const records = new Map<string, SessionRecord>();
      // What was ended is a key's past; of the rest the latest used comes first.
      for (const record of await house.records()) if (record.state !== "stopped" && !records.has(record.key)) records.set(record.key, record);
      const named = (await book.list()).filter((stored) => mayReach(caller, stored));
      const found = [
        ...named.map((stored) => describeNamed(stored, records.get(keyOf(stored.name)), house.activity(stored.name))),
        ...(all && caller.kind === "owner" ? [...records.values()].filter(({ key }) => nameOf(key) === undefined).map(describeConversation) : []),
      ];
      const fitting = found.filter(({ status }) => !statuses || statuses.length === 0 || statuses.includes(status));
      return fitting.sort((a, b) => b.usedAt - a.usedAt || b.createdAt - a.createdAt).slice(0, limit ?? fitting.length);
    },

    async output(name, after, waitMs = 0) {
      const found = await target(name);
      const ring = house.ring(found.key);
      // A position of a former run of the house is from another count.
      const since = after !== undefined && after > ring.last ? 0 : after;
      if (waitMs > 0 && since !== undefined && ring.read(since, 1).length === 0) await waitFor((listener) => ring.wait(listener), waitMs, clock);
      const chunks = ring.read(since, 100);
      return { chunks, next: chunks.at(-1)?.position ?? ring.last, status: (await shownTarget(found)).status };
    },

    async change(name, changes) {
      const stored = await own(name);
      checkFields("A change", changes ?? {}, ["model", "permissionMode", "limits"]);
      const { model, permissionMode } = checkShape({
        ...(changes?.model !== undefined && { model: changes.model }),
        ...(changes?.permissionMode !== undefined && { permissionMode: changes.permissionMode }),
      });
      const limits = checkLimits(changes?.limits);
      if (limits) refuseRaised(house, caller, limits, stored.limits);
      if (permissionMode !== undefined) noWider({ permissionMode }, await parentOf(house, caller));
      const wanted = { ...(model !== undefined && { model }), ...(permissionMode !== undefined && { permissionMode }), ...(limits && { limits }) };
      if (await sessions.record(keyOf(name))) await sessions.amend(keyOf(name), wanted);
      await book.update(name, (current) => current && { ...current, ...wanted, ...(limits && { limits: { ...current.limits, ...limits } }) });
      return shown(await own(name));
    },

    async rewind(name, count = 1) {
      const stored = await own(name);
      refuseAsleep(house);
      if (!Number.isInteger(count) || count < 1) throw NamedSessionsError.BAD_VALUE("The number of turns", count);
      const past = (await book.turns(name)).filter((turn) => turn.takenBack === undefined && hasEnded(turn));
      const { running, queued } = house.activity(name);
      if (running || queued > 0) throw NamedSessionsError.BUSY(name);
      // What is sent from here on follows on what is left.
      const lived = isLiving(await house.record(keyOf(name)));
      await sessions.rewind(keyOf(name), count);
      const first = past.filter(({ state }) => state === "done").at(-count);
      const back = first ? past.slice(past.indexOf(first)).map((turn) => ({ ...turn, takenBack: true as const })) : [];
      const worked = back.filter(({ state, calls }) => state === "done" || calls > 0).length;
      await book.update(name, (current) => current && { ...current, takenBack: (current.takenBack ?? 0) + worked }, back);
      house.ring(keyOf(name)).add("status", `rewound by ${count}`);
      if (lived) await bringUp(house, name).catch(() => undefined); // it is taken back all the same, and why it does not live is on its record
      return shown(stored);
    },

    async cleanup(days) {
      if (typeof days !== "number" || !Number.isFinite(days) || days < 0) throw NamedSessionsError.BAD_VALUE("The number of days", days);
      const before = clock.now() - days * dayMs;
      const removed: string[] = [];
      for (const { name, usedAt } of await desk.list()) if (usedAt <= before && (await removeUnused(name, before))) removed.push(name);
      return removed;
    },
  };
  return desk;
}
