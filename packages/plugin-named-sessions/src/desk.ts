import type { Caller, SessionRecord } from "@instar/kernel/contracts";
import { checkNumber, depthFor, mayReach } from "./agent-scope.ts";
import { checkFolder, checkLimits, checkName, checkPrompt, checkShape, maxPrompt } from "./check-request.ts";
import type { NamedSession, NamedSessions, NamedTurn, SpawnRequest } from "./contract.ts";
import { describeConversation, describeNamed } from "./describe-session.ts";
import { NamedSessionsError } from "./errors.ts";
import type { NamedHouse } from "./house.ts";
import { nearestName } from "./nearest-name.ts";
import { keyOf, nameOf, type StoredNamed } from "./stored-session.ts";
import { hasEnded, newTurn } from "./stored-turn.ts";
import { waitFor } from "./waiting.ts";

/** How long a call waits for a process that is being brought up; it goes on afterwards. */
const bringUpMs = 20_000;
const dayMs = 86_400_000;
function checkTurnId(id: unknown): void {
  if (id === undefined || id === null || (typeof id === "string" && /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id))) return;
  throw NamedSessionsError.BAD_VALUE("A turn's id", id);
}

const who = (caller: Caller) => (caller.kind === "owner" ? "the owner" : "an agent");

/** A session that a name, a key or an id leads to. */
type Target = { readonly key: string; readonly stored: StoredNamed } | { readonly key: string; readonly stored?: undefined; readonly record: SessionRecord };

/** Named sessions as one caller may use them. */
export function createDesk(house: NamedHouse, caller: Caller): NamedSessions {
  const { book, sessions, clock } = house;

  async function unknown(name: string): Promise<Error> {
    const names = (await book.list()).filter((stored) => mayReach(caller, stored)).map((stored) => stored.name);
    return NamedSessionsError.UNKNOWN(String(name), nearestName(String(name), names));
  }

  async function own(name: string): Promise<StoredNamed> {
    const stored = await book.get(name);
    if (stored && mayReach(caller, stored)) return stored;
    if (caller.kind === "owner" && (await findRecord(name))) throw NamedSessionsError.CONVERSATION(name);
    throw await unknown(name);
  }

  async function findRecord(keyOrId: string): Promise<SessionRecord | undefined> {
    return (await house.record(keyOrId)) ?? (await house.records()).find(({ id }) => id === keyOrId);
  }

  async function target(nameKeyOrId: string): Promise<Target> {
    const stored = await book.get(nameKeyOrId);
    if (stored && mayReach(caller, stored)) return { key: keyOf(stored.name), stored };
    const record = await findRecord(nameKeyOrId);
    const name = record && nameOf(record.key);
    const named = name === undefined ? undefined : await book.get(name);
    if (named && mayReach(caller, named)) return { key: keyOf(named.name), stored: named };
    if (record && name === undefined && caller.kind === "owner") return { key: record.key, record };
    throw await unknown(nameKeyOrId);
  }

  const shown = async (stored: StoredNamed): Promise<NamedSession> =>
    describeNamed((await book.get(stored.name)) ?? stored, await house.record(keyOf(stored.name)), house.activity(stored.name));

  const shownTarget = async (found: Target): Promise<NamedSession> =>
    found.stored ? shown(found.stored) : describeConversation((await house.record(found.key)) ?? found.record);

  function refuseAsleep(): void {
    if (!house.live) throw NamedSessionsError.NOT_RUNNING();
  }

  async function reachTurn(id: string): Promise<NamedTurn> {
    const turn = await book.turn(String(id));
    const stored = turn && (await book.get(turn.name));
    if (!turn || !stored || !mayReach(caller, stored)) throw NamedSessionsError.UNKNOWN_TURN(String(id));
    return turn;
  }

  /** Without waiting for a place among the living for ever; a failure in time is the caller's, a later one is the session's. */
  async function bringUp(name: string): Promise<void> {
    const ready = house.worker(name).ready();
    ready.catch(() => undefined); // it is on the session's record
    let waited: Disposable | undefined;
    await Promise.race([ready, new Promise<void>((resolve) => (waited = clock.after(bringUpMs, resolve)))]).finally(() => waited?.[Symbol.dispose]());
  }

  function tell(type: string, text: string, record: SessionRecord | undefined): void {
    house.tell({ type: `session.${type}`, about: record ? { session: record.id } : {}, text });
  }

  async function queue(stored: StoredNamed, prompt: string, turnId: string | undefined): Promise<NamedTurn> {
    const turn = newTurn(turnId || house.newTurnId(), stored.name, prompt, clock.now());
    const { mark: _mark, error: _error, ...alive } = stored;
    await book.save({ session: { ...alive, usedAt: clock.now() }, turns: [turn] });
    house.worker(stored.name).take(turn);
    tell("prompted", `${stored.name} was given a prompt by ${who(caller)} (turn ${turn.id}).`, await house.record(keyOf(stored.name)));
    return turn;
  }

  async function stopAs(nameKeyOrId: string, mark: "killed" | undefined): Promise<NamedSession> {
    const found = await target(nameKeyOrId);
    refuseAsleep();
    const reason = `${mark === "killed" ? "Killed" : "Stopped"} by ${who(caller)}.`;
    if (found.stored) {
      const { mark: _mark, error: _error, ...rest } = found.stored;
      await book.save({ session: { ...rest, ...(mark && { mark }) } });
      await house.worker(found.stored.name).halt(reason, mark === "killed");
      house.ring(found.key).add("status", mark ?? "stopped");
    } else await sessions.park(found.key, reason, ...(mark === "killed" ? [0] : []));
    return shownTarget(found);
  }

  const desk: NamedSessions = {
    async spawn(request: SpawnRequest) {
      refuseAsleep();
      const name = checkName(request?.name);
      const prompt = request.prompt === undefined ? undefined : checkPrompt(request.prompt, maxPrompt.spawn);
      const { systemPrompt } = request;
      checkTurnId(request.turnId);
      if (systemPrompt !== undefined) checkPrompt(systemPrompt, maxPrompt.spawn);
      const limits = checkLimits(request.limits);
      const { model, permissionMode, agent, tools } = checkShape(request);
      const purpose = caller.kind === "agent" ? "agent" : (request.purpose ?? "person");
      if (!["person", "job", "agent"].includes(purpose)) throw NamedSessionsError.BAD_VALUE("The purpose", purpose);
      const workDir = await checkFolder(request.workDir, house.project, house.home);
      return house.alone(async () => {
        const former = await book.get(name);
        const first = former && request.turnId ? await book.turn(request.turnId) : undefined;
        if (former && first?.name === name && mayReach(caller, former)) return { session: await shown(former), turn: first };
        if (former || first) throw NamedSessionsError.TAKEN(name);
        const depth = await depthFor(house, caller);
        await checkNumber(house, caller, name);
        // What an earlier one of this name left is not this one's past.
        if (await sessions.record(keyOf(name))) await sessions.end(keyOf(name), "Another session begins under its name.");
        const now = clock.now();
        const stored: StoredNamed = {
          name,
          by: caller,
          purpose,
          depth,
          workDir,
          ...(model !== undefined && { model }),
          ...(permissionMode !== undefined && { permissionMode }),
          ...(tools && { tools }),
          ...(agent !== undefined && { agent }),
          ...(systemPrompt !== undefined && { instructions: systemPrompt }),
          ...(limits && { limits }),
          createdAt: now,
          usedAt: now,
        };
        tell("spawned", `${name} was spawned by ${who(caller)}.`, undefined);
        if (prompt !== undefined) {
          const turn = await queue(stored, prompt, request.turnId);
          return { session: await shown(stored), turn };
        }
        await book.save({ session: stored });
        house
          .worker(name)
          .ready()
          .catch(() => undefined); // it is on the session's record
        return { session: await shown(stored) };
      });
    },

    async send(name, prompt, turnId) {
      await own(name);
      refuseAsleep();
      const text = checkPrompt(prompt, maxPrompt.send);
      checkTurnId(turnId);
      return house.alone(async () => {
        const stored = await own(name);
        const former = turnId ? await book.turn(turnId) : undefined;
        if (former && former.name !== name) throw NamedSessionsError.BAD_VALUE("A turn's id", turnId);
        if (former) return former;
        if (stored.mark === "paused") throw NamedSessionsError.PAUSED(name);
        const over = (await house.record(keyOf(name)))?.over;
        if (over) throw NamedSessionsError.OVER(name, over.text);
        await checkNumber(house, caller, name);
        return queue(stored, text, turnId);
      });
    },

    async turn(id, waitMs = 0) {
      const turn = await reachTurn(id);
      if (hasEnded(turn) || waitMs <= 0) return turn;
      const ended = waitFor((listener) => house.whenEnded(turn.id, listener), waitMs, clock);
      // It may have ended between the reading and the waiting.
      const now = await reachTurn(id);
      if (hasEnded(now)) return now;
      await ended;
      return reachTurn(id);
    },

    async turns(name, limit = 100) {
      const stored = await own(name);
      return (await book.turns(stored.name)).slice(-Math.max(1, limit));
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

    async interrupt(name, reason) {
      const found = await target(name);
      refuseAsleep();
      const why = typeof reason === "string" && reason !== "" ? reason : `Interrupted by ${who(caller)}.`;
      if (found.stored) {
        if (!(await house.worker(found.stored.name).interrupt(why))) throw NamedSessionsError.IDLE(name);
        return;
      }
      const session = sessions.find(found.key);
      if (!session || session.phase === "idle") throw NamedSessionsError.IDLE(name);
      await session.interrupt(why);
    },

    async pause(name) {
      const { error: _error, ...stored } = await own(name);
      await book.save({ session: { ...stored, mark: "paused" } });
      house.ring(keyOf(name)).add("status", "paused");
      return shown(stored);
    },

    async resume(name) {
      await own(name);
      refuseAsleep();
      await house.alone(async () => {
        const { mark: _mark, error: _error, ...stored } = await own(name);
        await checkNumber(house, caller, name);
        await book.save({ session: stored });
      });
      house.worker(name).wake();
      await bringUp(name);
      return shown(await own(name));
    },

    async fork(name, newName, changes = {}) {
      await own(name);
      refuseAsleep();
      checkName(newName);
      const { model } = checkShape({ ...(changes?.model !== undefined && { model: changes.model }) });
      await house.alone(async () => {
        const { mark: _mark, error: _error, from: _from, ...stored } = await own(name);
        const depth = await depthFor(house, caller);
        if (await book.get(newName)) throw NamedSessionsError.TAKEN(newName);
        await checkNumber(house, caller, newName);
        const from = await sessions.fork(keyOf(name));
        if (await sessions.record(keyOf(newName))) await sessions.end(keyOf(newName), "Another session begins under its name.");
        const now = clock.now();
        const purpose = caller.kind === "agent" ? "agent" : stored.purpose;
        await book.save({
          session: { ...stored, name: newName, by: caller, purpose, depth, from, ...(model !== undefined && { model }), createdAt: now, usedAt: now },
        });
        tell("forked", `${newName} was forked from ${name} by ${who(caller)}.`, await house.record(keyOf(name)));
      });
      await bringUp(newName);
      return shown(await own(newName));
    },

    async change(name, changes) {
      const stored = await own(name);
      const { model, permissionMode } = checkShape({
        ...(changes?.model !== undefined && { model: changes.model }),
        ...(changes?.permissionMode !== undefined && { permissionMode: changes.permissionMode }),
      });
      const limits = checkLimits(changes?.limits);
      const wanted = { ...(model !== undefined && { model }), ...(permissionMode !== undefined && { permissionMode }), ...(limits && { limits }) };
      const merged = limits ? { ...wanted, limits: { ...stored.limits, ...limits } } : wanted;
      if (await sessions.record(keyOf(name))) await sessions.amend(keyOf(name), merged);
      await book.save({ session: { ...(await own(name)), ...merged } });
      return shown(await own(name));
    },

    async rewind(name, count = 1) {
      const stored = await own(name);
      refuseAsleep();
      if (!Number.isInteger(count) || count < 1) throw NamedSessionsError.BAD_VALUE("The number of turns", count);
      const { running, queued } = house.activity(name);
      if (running || queued > 0) throw NamedSessionsError.BUSY(name);
      await sessions.rewind(keyOf(name), count);
      const past = (await book.turns(name)).filter((turn) => turn.takenBack === undefined);
      const first = past.filter(({ state }) => state === "done").at(-count);
      if (first) await book.save({ turns: past.slice(past.indexOf(first)).map((turn) => ({ ...turn, takenBack: true as const })) });
      house.ring(keyOf(name)).add("status", `rewound by ${count}`);
      return shown(stored);
    },

    stop: (name) => stopAs(name, undefined),
    kill: (name) => stopAs(name, "killed"),

    async remove(name) {
      await own(name);
      if (house.live) await house.worker(name).halt("It was deleted.", false);
      const record = await sessions.record(keyOf(name));
      if (record) await sessions.end(keyOf(name), `Deleted by ${who(caller)}.`);
      await book.remove(name);
      house.forget(name);
      tell("deleted", `${name} was deleted by ${who(caller)}.`, record);
    },

    async cleanup(days) {
      if (typeof days !== "number" || !Number.isFinite(days) || days < 0) throw NamedSessionsError.BAD_VALUE("The number of days", days);
      const before = clock.now() - days * dayMs;
      const removed: string[] = [];
      for (const session of await desk.list()) {
        if (session.usedAt > before || !["stopped", "killed", "failed"].includes(session.status)) continue;
        await desk.remove(session.name);
        removed.push(session.name);
      }
      return removed;
    },
  };
  return desk;
}
