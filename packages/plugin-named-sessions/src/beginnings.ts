import type { Caller } from "@instar/kernel/contracts";
import { branchLimits, checkNumber, depthFor, limitsFor, mayReach, parentOf, refuseBudgeted } from "./agent-scope.ts";
import { bringUp } from "./bring-up.ts";
import { checkFields, checkFolder, checkLimits, checkName, checkPrompt, checkShape, checkTurnId, maxPrompt } from "./check-request.ts";
import type { NamedSessions, NamedTurn, SpawnRequest } from "./contract.ts";
import { NamedSessionsError } from "./errors.ts";
import type { NamedHouse } from "./house.ts";
import { noWider } from "./no-wider.ts";
import { type Reach, refuseAsleep, tell } from "./reach.ts";
import { asBranch, keyOf, type StoredNamed, unmarked } from "./stored-session.ts";
import { newTurn } from "./stored-turn.ts";

/** Prompts of an agent that wait for one session. */
const mostWaiting = 100;

const spawnFields = [
  "name",
  "prompt",
  "model",
  "workDir",
  "permissionMode",
  "tools",
  "agent",
  "systemPrompt",
  "limits",
  "purpose",
  "turnId",
  "unforkable",
] as const satisfies readonly (keyof SpawnRequest)[];

/** What a request asks for, looked at; nothing has begun yet. */
async function checkSpawn(house: NamedHouse, caller: Caller, request: SpawnRequest) {
  const name = checkName(request?.name);
  checkFields("A session", request, spawnFields);
  const prompt = request.prompt === undefined ? undefined : checkPrompt(request.prompt, maxPrompt.spawn);
  checkTurnId(request.turnId);
  const instructions = request.systemPrompt === undefined ? undefined : checkPrompt(request.systemPrompt, maxPrompt.spawn);
  const limits = limitsFor(house, caller, checkLimits(request.limits));
  const shape = checkShape(request);
  const purpose = caller.kind === "agent" ? "agent" : (request.purpose ?? "person");
  if (!["person", "job", "agent"].includes(purpose)) throw NamedSessionsError.BAD_VALUE("The purpose", purpose);
  const workDir = await checkFolder(request.workDir, house.project, house.home);
  const wanted = {
    name,
    purpose,
    workDir,
    ...shape,
    ...(instructions !== undefined && { instructions }),
    ...(Object.keys(limits).length > 0 && { limits }),
    ...(request.turnId && { begunWith: request.turnId }),
    ...(request.unforkable === true && { unforkable: true as const }),
  };
  return { prompt, wanted };
}

/** How sessions begin and get work. */
export function createBeginnings(house: NamedHouse, caller: Caller, reach: Reach): Pick<NamedSessions, "spawn" | "send" | "resume" | "fork"> {
  const { book, sessions, clock } = house;
  const { own, shown, who } = reach;

  /** One turn for `stored`, which it makes or finds again. */
  async function queue(stored: StoredNamed, prompt: string, turnId: string | undefined): Promise<NamedTurn> {
    const { name } = stored;
    const turn = newTurn(turnId || house.newTurnId(), name, prompt, clock.now());
    const taking = (current = stored): StoredNamed => {
      if (current.mark === "paused") throw NamedSessionsError.PAUSED(name);
      return { ...unmarked(current), usedAt: clock.now() };
    };
    await book.update(name, taking, [turn]);
    house.worker(name).take(turn);
    tell(house, "prompted", `${name} was given a prompt by ${who} (turn ${turn.id}).`, await house.record(keyOf(name)));
    return turn;
  }

  /** The turn that a caller asked for before, when it asks again. */
  async function former(name: string, turnId: string | undefined): Promise<NamedTurn | undefined> {
    const turn = turnId ? await book.turn(turnId) : undefined;
    if (turn && turn.name !== name) throw NamedSessionsError.BAD_VALUE("A turn's id", turnId);
    return turn;
  }

  /** A name that is free; what an earlier session of it left is not the new one's past. */
  async function takeName(name: string): Promise<void> {
    if (await book.get(name)) throw NamedSessionsError.TAKEN(name);
    await checkNumber(house, caller, name);
    if (await sessions.record(keyOf(name))) await sessions.end(keyOf(name), "Another session begins under its name.");
  }

  return {
    async spawn(request) {
      refuseAsleep(house);
      const { prompt, wanted } = await checkSpawn(house, caller, request);
      const { name } = wanted;
      return house.alone(async () => {
        const turn = await former(name, request.turnId);
        const known = await book.get(name);
        const isAgain = turn !== undefined || (wanted.begunWith !== undefined && known?.begunWith === wanted.begunWith);
        if (isAgain && known && mayReach(caller, known)) return { session: await shown(known), ...(turn && { turn }) };
        const parent = await parentOf(house, caller);
        const depth = await depthFor(house, caller, parent);
        const shape = noWider(wanted, parent);
        await takeName(name);
        const stored: StoredNamed = { ...wanted, ...shape, by: caller, depth, createdAt: clock.now(), usedAt: clock.now() };
        tell(house, "spawned", `${name} was spawned by ${who}.`, undefined);
        if (prompt !== undefined) {
          const first = await queue(stored, prompt, request.turnId);
          return { session: await shown(stored), turn: first };
        }
        await book.update(name, () => stored);
        house
          .worker(name)
          .ready()
          .catch(() => undefined); // it is on the session's record
        return { session: await shown(stored) };
      });
    },

    async send(name, prompt, turnId) {
      await own(name);
      refuseAsleep(house);
      const text = checkPrompt(prompt, maxPrompt.send);
      checkTurnId(turnId);
      return house.alone(async () => {
        const stored = await own(name);
        const turn = await former(name, turnId);
        if (turn) return turn;
        const over = (await house.record(keyOf(name)))?.over;
        if (over) throw NamedSessionsError.OVER(name, over.text);
        await refuseBudgeted(house, await parentOf(house, caller));
        await checkNumber(house, caller, name);
        if (caller.kind === "agent" && house.activity(name).queued >= mostWaiting) throw NamedSessionsError.FULL(name, mostWaiting);
        return queue(stored, text, turnId);
      });
    },

    async resume(name) {
      await own(name);
      refuseAsleep(house);
      await house.alone(async () => {
        await own(name);
        await refuseBudgeted(house, await parentOf(house, caller));
        await checkNumber(house, caller, name);
        await book.update(name, (current) => current && unmarked(current));
      });
      house.worker(name).wake();
      await bringUp(house, name);
      return shown(await own(name));
    },

    async fork(name, newName, changes = {}) {
      await own(name);
      refuseAsleep(house);
      checkName(newName);
      checkFields("A fork", changes ?? {}, ["model"]);
      const { model } = checkShape({ ...(changes?.model !== undefined && { model: changes.model }) });
      await house.alone(async () => {
        const stored = await own(name);
        if (stored.unforkable && caller.kind === "agent") throw NamedSessionsError.UNFORKABLE(name);
        const parent = await parentOf(house, caller);
        const depth = await depthFor(house, caller, parent);
        const shape = noWider(stored, parent);
        const from = await sessions.fork(keyOf(name));
        await takeName(newName);
        const purpose = caller.kind === "agent" ? "agent" : stored.purpose;
        const now = clock.now();
        const limits = branchLimits(house, caller, stored.limits);
        const forked = {
          ...asBranch(stored),
          ...shape,
          name: newName,
          by: caller,
          purpose,
          depth,
          from,
          ...(Object.keys(limits).length > 0 && { limits }),
          ...(model !== undefined && { model }),
          createdAt: now,
          usedAt: now,
        };
        await book.update(newName, () => forked);
        tell(house, "forked", `${newName} was forked from ${name} by ${who}.`, await house.record(keyOf(name)));
      });
      await bringUp(house, newName);
      return shown(await own(newName));
    },
  };
}
