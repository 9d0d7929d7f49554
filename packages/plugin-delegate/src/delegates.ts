import { randomUUID } from "node:crypto";
import { stat } from "node:fs/promises";
import type { Clock } from "@instar/kernel";
import type { Caller, Events } from "@instar/kernel/contracts";
import type { NamedSessions } from "@instar/plugin-named-sessions/contract";
import type { DelegateRequest, Delegates, Delegation } from "./contract.ts";
import type { DelegationBook } from "./delegation-book.ts";
import { figuresOf, shown } from "./describe-result.ts";
import { DelegateError } from "./errors.ts";
import { stateOf } from "./follow-runs.ts";
import { nameTask } from "./name-task.ts";
import { nearestName } from "./nearest-name.ts";
import type { DelegateOptions } from "./options.ts";
import { parseMessage, parseMore, parseRequest } from "./parse-request.ts";
import { digestsOf } from "./path-digest.ts";
import { planLimits, planMore, sessionLimits, usedUp } from "./plan-limits.ts";
import { shapeOf } from "./presets.ts";
import { renderMessage, renderPrompt } from "./prompt.ts";
import { absolutePath } from "./protected-paths.ts";
import type { RunStopper } from "./stop-run.ts";
import type { StoredDelegation } from "./stored-delegation.ts";
import { turnId } from "./turn-id.ts";
import type { Wake } from "./wake.ts";

/** How long an abort waits for the end that it caused. */
const abortMs = 15_000;

export interface DelegatesParts {
  readonly book: DelegationBook;
  readonly named: NamedSessions;
  /** The named sessions as an agent may use them: where its sessions are limited in number and depth, its delegations are. */
  readonly namedFor: (session: string) => NamedSessions;
  readonly stopper: RunStopper;
  readonly events: Events | undefined;
  readonly clock: Clock;
  readonly options: DelegateOptions;
  readonly project: string;
  readonly begun: Wake;
  /** Whose prompt is on its way to the agent: there is no turn to follow yet. */
  readonly sending: Set<string>;
  readonly signal: AbortSignal;
}

/** The delegations as one caller sees them: the owner all, an agent its own. */
export function delegatesFor(caller: Caller, parts: DelegatesParts): Delegates {
  const { book, named, stopper, events, clock, options, project, begun, sending, signal } = parts;
  const isAgent = caller.kind === "agent";
  const spawner = isAgent ? parts.namedFor(caller.session) : named;
  const isMine = ({ by }: StoredDelegation) => !isAgent || (by.kind === "agent" && by.session === caller.session);
  const mine = () => book.all().filter(isMine);

  async function find(name: string): Promise<StoredDelegation> {
    await book.load();
    const found = book.get(name);
    if (found === undefined || !isMine(found)) {
      const near = nearestName(
        String(name),
        mine().map((delegation) => delegation.name),
      );
      throw DelegateError.UNKNOWN(String(name), near);
    }
    return found;
  }

  const figures = async (name: string) => {
    const { session, turns } = await stateOf(named, name);
    return figuresOf(session, turns);
  };
  const look = async (name: string): Promise<Delegation> => {
    const delegation = await find(name);
    return delegation.state === "running" ? shown(delegation, await figures(name)) : shown(delegation);
  };

  function refuseTooMany(): void {
    if (isAgent && mine().filter(({ state }) => state === "running").length >= options.agentMaxRunning)
      throw DelegateError.AGENT_TOO_MANY(options.agentMaxRunning);
  }

  /** A name whose session somebody removed is free again. */
  async function refuseTaken(name: string): Promise<void> {
    const former = book.get(name);
    if (former === undefined) return;
    if (former.state === "running" || (await stateOf(named, name)).session !== undefined) throw DelegateError.NAME_TAKEN(name);
    await book.remove(name);
  }

  async function folderOf(workDir: string | undefined): Promise<string> {
    const folder = absolutePath(workDir ?? ".", project);
    const isFolder = await stat(folder).then(
      (found) => found.isDirectory(),
      () => false,
    );
    if (!isFolder) throw DelegateError.FOLDER_MISSING(folder);
    return folder;
  }

  const absolute = (paths: readonly string[], folder: string) => [...new Set(paths.map((path) => absolutePath(path, folder)))];

  function tellBegun({ name, preset, session, run }: StoredDelegation): void {
    events?.record({
      type: run === 1 ? "delegation.started" : "delegation.continued",
      about: session === undefined ? {} : { session },
      text: `The delegation ${name} ${run === 1 ? `has begun (${preset})` : "goes on"}.`,
      data: { name, preset, by: caller.kind },
    });
  }

  return {
    async run(asked: DelegateRequest) {
      await book.load();
      const request = parseRequest(asked);
      const isSafe = request.safety !== false;
      if (isAgent && !isSafe) throw DelegateError.AGENT_UNSAFE();
      const figuresAllowed = planLimits(request, options, isAgent);
      const workDir = await folderOf(request.workDir);
      const name = request.name ?? nameTask(request.task, randomUUID().slice(0, 6));
      await refuseTaken(name);
      const limits = isSafe ? { ...figuresAllowed, protectedPaths: absolute([...options.protectedPaths, ...(request.protectedPaths ?? [])], workDir) } : null;
      const digests = limits === null || limits.protectedPaths.length === 0 ? undefined : await digestsOf(limits.protectedPaths);
      refuseTooMany();
      if (book.get(name) !== undefined) throw DelegateError.NAME_TAKEN(name);
      const now = clock.now();
      const { task, preset } = request;
      const turn = turnId(clock.now());
      const stored: StoredDelegation = {
        name,
        task,
        preset,
        by: caller,
        workDir,
        limits,
        state: "running",
        createdAt: now,
        usedAt: now,
        run: 1,
        runAt: now,
        turn,
        violations: [],
        digests,
      };
      sending.add(name);
      try {
        await book.save(stored);
        const { session, turn: first } = await spawner.spawn({
          name,
          prompt: renderPrompt(request),
          turnId: turn,
          workDir,
          purpose: isAgent ? "agent" : "person",
          ...shapeOf(preset),
          ...(request.model !== undefined && { model: request.model }),
          ...(request.systemPrompt !== undefined && { systemPrompt: request.systemPrompt }),
          ...(request.agent !== undefined && { agent: request.agent }),
          ...(limits && { limits: sessionLimits(limits) }),
        });
        const begunAs = await book.change(name, (current) => ({ session: session.id ?? current.session, turn: first?.id ?? turn }));
        if (begunAs) tellBegun(begunAs);
      } catch (error) {
        await book.remove(name);
        throw error;
      } finally {
        sending.delete(name);
        begun.call();
      }
      return look(name);
    },

    async continue(name, message, asked) {
      const delegation = await find(name);
      const text = parseMessage(message);
      const more = parseMore(asked);
      if (delegation.state === "running") throw DelegateError.RUNNING(name);
      if (delegation.state === "finished") throw DelegateError.FINISHED(name);
      refuseTooMany();
      const { session, turns } = await stateOf(named, name);
      if (session === undefined) throw DelegateError.NEVER_BEGAN(name);
      const used = figuresOf(session, turns);
      const isMore = Object.keys(more).length > 0;
      if (delegation.limits === null && isMore) throw DelegateError.NO_LIMITS(name);
      const limits = delegation.limits && {
        ...planMore(delegation.limits, more, used, options, isAgent),
        protectedPaths: absolute([...delegation.limits.protectedPaths, ...(more.protectedPaths ?? [])], delegation.workDir),
      };
      const gone = limits === null ? undefined : usedUp(limits, used);
      if (gone !== undefined) throw DelegateError.NOTHING_LEFT(name, gone);
      // What was passed stays passed until it is raised, whatever the figures say.
      const isSame = (["maxCostUsd", "maxTurns", "maxDurationMs"] as const).every((figure) => limits?.[figure] === delegation.limits?.[figure]);
      if (session.over !== undefined && isSame) throw DelegateError.NOTHING_LEFT(name, session.over.text);
      const digests = limits === null || limits.protectedPaths.length === 0 ? undefined : await digestsOf(limits.protectedPaths);
      const current = book.get(name);
      if (current?.state !== "ended") throw DelegateError.RUNNING(name);
      const turn = turnId(clock.now());
      const next = {
        ...current,
        limits,
        state: "running" as const,
        usedAt: clock.now(),
        runAt: clock.now(),
        run: current.run + 1,
        turn,
        aborted: undefined,
        digests,
      };
      sending.add(name);
      try {
        await book.save(next);
        if (limits !== null && (!isSame || session.over !== undefined)) await named.change(name, { limits: sessionLimits(limits) });
        const sent = await named.send(name, renderMessage(text), turn);
        if (sent.id !== turn) await book.change(name, () => ({ turn: sent.id }));
      } catch (error) {
        await book.save(current);
        throw error;
      } finally {
        sending.delete(name);
        begun.call();
      }
      tellBegun(next);
      return look(name);
    },

    async status(name, waitMs = 0) {
      const deadline = clock.now() + Math.min(Math.max(0, waitMs), 60_000);
      for (;;) {
        const { state } = await find(name);
        const leftMs = deadline - clock.now();
        if (state !== "running" || leftMs <= 0 || signal.aborted) return look(name);
        await book.changed(name, leftMs, signal);
      }
    },

    async list() {
      await book.load();
      return mine().map((delegation) => shown(delegation));
    },

    async finish(name) {
      const delegation = await find(name);
      if (delegation.state === "running") throw DelegateError.RUNNING(name);
      if (delegation.state === "ended") {
        if ((await stateOf(named, name)).session !== undefined) await named.stop(name);
        await book.change(name, () => ({ state: "finished", usedAt: clock.now() }));
      }
      return look(name);
    },

    async abort(name) {
      const delegation = await find(name);
      if (delegation.state !== "running") throw DelegateError.NOT_RUNNING(name);
      await book.change(name, () => ({ aborted: true }));
      stopper.stop(name, "The delegation was aborted.", "kill");
      begun.call();
      const deadline = clock.now() + abortMs;
      while (book.get(name)?.state === "running" && clock.now() < deadline && !signal.aborted) await book.changed(name, deadline - clock.now(), signal);
      return look(name);
    },
  };
}
