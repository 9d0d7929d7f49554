import { type Address, deny, hold, type SessionRef, Stage } from "@instar/kernel";
import { ChatCommands, HealthChecks } from "@instar/kernel/contracts";
import { CompletionGates } from "@instar/plugin-sessions/contract";
import type { RecordAudit } from "../audit/tap-audit.ts";
import type { AgentsStopped, PauseState, Safety } from "../contract.ts";
import { SafetyError } from "../errors.ts";
import type { SafetyParts } from "../parts.ts";
import { describePaused, describeResumed, describeStopped, many, pausedSentence } from "./describe-stop.ts";
import { createWorkEnd } from "./end-work.ts";
import { ownerCommands } from "./owner-commands.ts";
import { createPauseBook } from "./pause-book.ts";
import { pauseHealth } from "./pause-health.ts";
import { stopEverything } from "./stop-everything.ts";
import type { OwnerWord } from "./stop-words.ts";
import { holdingTap, takenUp, takeUpMessages } from "./waiting-messages.ts";

const stoppingSentence = "The owner is stopping everything.";

/** The owner's emergency brake: stops the work of all agents, pauses everything, and resumes it. */
export function tapStop(parts: SafetyParts, record: RecordAudit): Pick<Safety, "stopAgents" | "pause" | "resume" | "state"> {
  const { name: plugin, services, hooks, contribute, defer, background, clock, log } = parts;
  const { store, sessions, conversations, events } = services;
  const book = createPauseBook(store);
  const work = createWorkEnd({ sessions, clock, log });
  const leaving = new Set<Promise<unknown>>();
  let stopping = 0;

  const noted = (what: string, by: string, about: Readonly<Record<string, string>>, text: string) => {
    record(what, by, about, "");
    events?.record({ type: what, about: { plugin }, text, data: { by } });
  };

  /** Why nothing may begin now. What cannot be told counts as a no: the hooks deny when this rejects. */
  async function refusal(): Promise<string | undefined> {
    if (stopping > 0) return stoppingSentence;
    const state = book.known ?? (await book.state());
    return state.paused ? pausedSentence(state) : undefined;
  }

  async function stopAgents(by: string, place?: Address): Promise<AgentsStopped> {
    stopping += 1;
    try {
      const { stopped, over } = await stopEverything(services, work, { reason: `Stopped by the owner (${by}).`, place, clock, log });
      leaving.add(over);
      over.finally(() => leaving.delete(over)).catch((error: unknown) => log.error("Agents that had been stopped could not leave.", { error }));
      const { working, left, jobs, dropped, elapsedMs } = stopped;
      const about = { working: `${working}`, left: `${left}`, jobs: `${jobs}`, dropped: `${dropped}` };
      noted(
        "agents.stopped",
        by,
        about,
        `The owner stopped ${many(working, "agent")} at work and ${many(jobs, "run of a job", "runs of jobs")} in ${elapsedMs} ms; ${many(dropped, "waiting message")} dropped.`,
      );
      return stopped;
    } finally {
      stopping -= 1;
    }
  }

  async function interruptAll(reason: string): Promise<number> {
    const { working } = await work.find();
    await Promise.all(working.map((key) => work.interrupt(key, reason)));
    return working.length;
  }

  async function pause(by: string): Promise<{ readonly state: PauseState; readonly isNew: boolean; readonly interrupted: number }> {
    const kept = book.pause(by, clock.now());
    const [isNew, interrupted] = await Promise.all([kept, interruptAll(`Paused by the owner (${by}).`)]);
    const state = await book.state();
    if (isNew) noted("agents.paused", by, { interrupted: `${interrupted}` }, `Everything was paused, ${many(interrupted, "turn")} interrupted.`);
    return { state, isNew, interrupted };
  }

  async function takeUp(): Promise<number> {
    if (conversations === undefined || !(await book.mayWait())) return 0;
    const taken = await takeUpMessages(conversations, plugin, log);
    await book.nothingWaits();
    return taken;
  }

  async function resume(by: string): Promise<{ readonly was: boolean; readonly taken: number }> {
    const was = await book.resume(by, clock.now());
    const taken = await takeUp();
    if (was) noted("agents.resumed", by, { messages: `${taken}` }, `The pause was ended, ${many(taken, "message")} taken up.`);
    return { was, taken };
  }

  async function carryOut(word: OwnerWord, by: string, place: Address): Promise<string> {
    if (word === "stop") return describeStopped(await stopAgents(by, place));
    if (word === "resume") {
      const { was, taken } = await resume(by);
      return describeResumed(was, taken);
    }
    const { state, isNew, interrupted } = await pause(by);
    return describePaused(state, isNew, interrupted);
  }

  /** Once per conversation and pause, over restarts. */
  async function tellPaused({ since = 0, by }: PauseState, to: Address): Promise<void> {
    const key = `safety:paused:${since}:${JSON.stringify([to.channel, to.conversation, to.thread ?? ""])}`;
    const text = `${pausedSentence(by === undefined ? {} : { by })} ${takenUp}`;
    await conversations?.tell({ key, text, to }).catch((error: unknown) => log.warn("Nobody could be told that everything is paused.", { error }));
  }

  hooks.start.tap("know whether everything is paused", async () => void (await book.state()));
  hooks.beforeMessage.tap({ name: holdingTap, stage: Stage.guard, onError: "hold" }, async ({ address }) => {
    const state = book.known ?? (await book.state());
    if (!state.paused) return;
    await tellPaused(state, address);
    return hold("");
  });
  hooks.sessionStart.tap("begin nothing while everything is stopped or paused", async ({ session }) => {
    if (stopping > 0) throw SafetyError.STOPPING();
    const why = await refusal();
    if (why !== undefined) throw SafetyError.PAUSED(isConversation(session) ? `${why} ${takenUp}` : why);
  });
  hooks.preToolUse.tap({ name: "no tool while everything is stopped or paused", stage: Stage.first }, async () => {
    const why = await refusal();
    return why === undefined ? undefined : deny(why, "Stop here: no tool may start until then.");
  });
  hooks.beforeJob.tap("no job while everything is stopped or paused", async ({ change }) => {
    if (change !== undefined) return;
    const why = await refusal();
    return why === undefined ? undefined : deny(why);
  });
  contribute(CompletionGates, { refuses: () => refusal() });
  contribute(
    HealthChecks,
    pauseHealth(() => book.state()),
  );
  for (const command of ownerCommands(carryOut)) contribute(ChatCommands, command);
  // What a living agent begins by itself meanwhile, or was given in the last moment
  const ending = new Set<string>();
  const watching = sessions.listen(async (_session, key, event) => {
    if (book.known?.paused !== true || event.type === "turn-end" || event.type === "exit" || ending.has(key) || !work.isAtWork(key)) return;
    ending.add(key);
    void work.interrupt(key, pausedSentence(book.known)).finally(() => ending.delete(key)); // it never rejects, and who tells of events must not wait for the end
  });
  background("take up what waited for a pause that is over", async () => void (await takeUp()));
  defer(async () => {
    await Promise.allSettled(leaving);
    watching[Symbol.dispose]();
    work.close();
  });

  return {
    stopAgents: (by) => stopAgents(by),
    pause: async (by) => (await pause(by)).state,
    async resume(by) {
      await resume(by);
      return book.state();
    },
    state: () => book.state(),
  };
}

const isConversation = ({ address, job }: SessionRef) => address !== undefined && job === undefined;
