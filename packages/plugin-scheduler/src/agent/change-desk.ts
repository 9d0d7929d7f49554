import { createHash, randomUUID } from "node:crypto";
import { type Clock, InstarError, type Logger } from "@instar/kernel";
import type { Approvals, Events, HouseEvent, Lifecycle, Store } from "@instar/kernel/contracts";
import type { JobDefinition, JobDetail } from "../contract.ts";
import { describeJobLine } from "../terminal/describe-job.ts";
import type { AgentCaller } from "./agent-caller.ts";
import { JobAgentError } from "./agent-errors.ts";
import { createChangeLimits } from "./change-limits.ts";
import { type ChangeKind, doesInWords, hiddenCommand, questionOf, shownWhole } from "./describe-change.ts";
import type { JobDraft, JobDrafts } from "./job-drafts.ts";
import { type AgentAsks, canonical, reasonsToAsk } from "./judge-change.ts";
import { changeShape, type StoredChange } from "./stored-change.ts";

export interface ChangeDeskParts {
  readonly drafts: JobDrafts;
  /** All jobs, as they hold now. */
  readonly jobs: () => Promise<readonly JobDefinition[]>;
  /** The next moments, at most `count`. */
  readonly upcoming: (job: JobDefinition, count: number) => readonly number[];
  /** A schedule in a sentence of figures. */
  readonly when: (job: JobDefinition) => string;
  readonly lifecycle: Pick<Lifecycle, "job">;
  readonly approvals: Approvals | undefined;
  readonly store: Store;
  readonly events: Pick<Events, "record"> | undefined;
  /** To the owner, where they last wrote. */
  readonly tell: ((key: string, text: string) => Promise<unknown>) | undefined;
  readonly options: { readonly agentMaxJobs: number; readonly agentMinEveryMs: number; readonly agentAsks: AgentAsks; readonly maxCostUsd: number };
  readonly clock: Clock;
  readonly log: Logger;
}

/** The only way in which an agent changes a job. */
export interface ChangeDesk {
  /** Lands what needs no yes. Rejects with JOB_AGENT_WAITING once the rest is durable and put before the owner. */
  change(caller: AgentCaller, kind: ChangeKind, draft: () => Promise<JobDraft>): Promise<JobDetail>;
  /** Asks the gates only: what switches off or takes away lands at once. */
  narrow(caller: AgentCaller, kind: "disable" | "remove", job: JobDefinition, act: () => Promise<void>): Promise<void>;
  /** What an agent wants or wanted, the newest first; without `agent` of all. */
  list(agent?: string): Promise<readonly StoredChange[]>;
  /** Goes on with what waited when the house went down. */
  takeUp(): Promise<void>;
  /** Asks no more; what is open waits for the next start. Before the house stops. */
  close(): Promise<void>;
}

const decidedWithinMs = 24 * 3_600_000;
const keptMs = 7 * 24 * 3_600_000;
/** Each question is a message to the owner, and so is its end. */
const mostAskedAnHour = 20;

const digestOf = (change: Omit<StoredChange, "binds" | "state" | "askedAt" | "deadlineAt">): string =>
  createHash("sha256").update(canonical(change)).digest("hex");

export function createChangeDesk({
  drafts,
  jobs,
  upcoming,
  when,
  lifecycle,
  approvals,
  store,
  events,
  tell,
  options,
  clock,
  log,
}: ChangeDeskParts): ChangeDesk {
  const changes = store.records("agent-changes", changeShape);
  const stopping = new AbortController();
  const asking = new Map<string, { readonly withdraw: AbortController; readonly over: Promise<void> }>();
  let last: Promise<unknown> = Promise.resolve();

  /** One at a time: two changes of one job must not pass each other between their judgement and their landing. */
  function inTurn<T>(act: () => Promise<T>): Promise<T> {
    const turn = last.then(act);
    last = turn.catch(() => undefined);
    return turn;
  }

  const record = (type: string, job: string, session: string, text: string) => events?.record({ type, about: { job, session }, text } satisfies HouseEvent);

  async function all(): Promise<readonly StoredChange[]> {
    const found: StoredChange[] = [];
    for await (const [, change] of changes.entries()) found.push(change);
    return found;
  }
  const open = async () => (await all()).filter(({ state }) => state === "open");

  async function askGates(session: string, kind: ChangeKind | "disable" | "remove", job: JobDefinition): Promise<void> {
    const uses = job.execute === undefined ? "code" : job.execute.type === "script" ? "process" : "agent";
    const does = kind === "disable" || kind === "remove" ? {} : { does: doesInWords(job) };
    const decision = await lifecycle.job({
      id: `${job.slug}!${randomUUID()}`,
      job: job.slug,
      dueAt: clock.now(),
      attempt: 1,
      priority: job.priority,
      uses,
      change: { kind, session, ...does },
    });
    if (!decision.allow) throw JobAgentError.DENIED(job.slug, decision.by, decision.reason);
  }

  const checkLimits = createChangeLimits({
    jobs,
    waiting: async () => (await open()).filter(({ kind }) => kind === "add").map(({ job }) => job),
    upcoming,
    options,
    clock,
  });

  async function land(job: string, text: string, former: string | undefined): Promise<JobDetail> {
    if (!(await drafts.land(job, text, former))) throw JobAgentError.CHANGED(job);
    return drafts.detail(job);
  }

  async function end(change: StoredChange, state: Exclude<StoredChange["state"], "open">, ended: string): Promise<void> {
    const known = await changes.get(change.id);
    if (known?.value.state !== "open") return;
    const ops = [changes.put(change.id, { ...known.value, state, ended, endedAt: clock.now() }, { ifRevision: known.revision, ttlMs: keptMs })];
    if ((await store.commit(ops)).committed) record(`job.change-${state}`, change.job, change.session, ended);
  }

  /** Who said yes hears what came of it; that it could not be said changes nothing. */
  async function say({ id, job }: StoredChange, text: string): Promise<void> {
    try {
      await tell?.(`job-change:${id}`, text);
    } catch (error) {
      log.warn("The owner could not be told what came of their yes.", { job, error });
    }
  }

  /** Once the owner has said yes: nothing lands but what they read, and only onto what it was meant for. */
  async function landDecided(change: StoredChange): Promise<void> {
    const { job, kind, text, former, session } = change;
    const isThere = (await drafts.text(job)) === text;
    const definition = await drafts.read(job, text);
    try {
      if (definition === undefined) throw JobAgentError.CHANGED(job);
      if (!isThere) {
        const before = former === undefined ? undefined : await drafts.read(job, former);
        await checkLimits(kind, { definition, ...(former !== undefined && before && { former: { text: former, definition: before } }) });
        await askGates(session, kind, definition);
        await land(job, text, former);
      }
      await end(change, "landed", `The owner said yes, and the change of the job ${job} has landed.`);
      await say(change, `The job is ${kind === "add" ? "there" : "changed"}. ${describeJobLine(await drafts.detail(job), clock.now())}.`);
    } catch (error) {
      if (!InstarError.is(error)) throw error;
      log.warn("A change of a job has a yes and could not land.", { job, error });
      await end(change, "failed", `The owner said yes, and it could not land: ${error.message}`);
      await say(change, `You said yes, and the change of the job ${job} could not land: ${error.message}`);
    }
  }

  async function decided(change: StoredChange, answer: "yes" | "no" | "expired"): Promise<void> {
    if (answer === "yes") await inTurn(() => landDecided(change));
    else if (answer === "no") await end(change, "refused", `The owner said no, so the job ${change.job} is as it was.`);
    else await end(change, "expired", `Nobody answered in time, which is a no: the job ${change.job} is as it was.`);
  }

  async function askOwner(change: StoredChange, desk: Approvals, withdraw: AbortSignal): Promise<void> {
    try {
      const deadlineMs = Math.max(1_000, change.deadlineAt - clock.now());
      const { what, why, binds } = change;
      await decided(
        change,
        await desk.request(
          { what, why: `It asks because ${why.join(" and ")}.`, by: [`scheduler: an agent (${change.agent}) changes its jobs`], deadlineMs, binds },
          withdraw,
        ),
      );
    } catch (error) {
      // A newer change took its place, or the house stops: then it is asked again at the next start.
      if (stopping.signal.aborted || withdraw.aborted) return;
      log.warn("A change of a job could not be put before the owner.", { job: change.job, error });
      await end(change, "failed", `It could not be put before the owner: ${error instanceof Error ? error.message : String(error)}`);
    }
  }

  function begin(change: StoredChange, desk: Approvals): void {
    const withdraw = new AbortController();
    const over = askOwner(change, desk, AbortSignal.any([withdraw.signal, stopping.signal]))
      .catch((error: Error) => log.error("How a change of a job ended could not be kept.", { job: change.job, error }))
      .finally(() => asking.delete(change.id));
    asking.set(change.id, { withdraw, over });
  }

  async function replace(job: string): Promise<void> {
    for (const change of await open())
      if (change.job === job) {
        asking.get(change.id)?.withdraw.abort(new Error("The agent asks for something else instead."));
        await end(change, "replaced", `The agent asked for something else of the job ${job} instead.`);
      }
  }

  const waiting = ({ job, deadlineAt, why }: StoredChange) =>
    JobAgentError.WAITING(job, `${new Date(deadlineAt).toISOString().slice(0, 16).replace("T", " ")} UTC`, why);

  async function wait(caller: AgentCaller, kind: ChangeKind, draft: JobDraft, why: readonly string[]): Promise<never> {
    const { slug } = draft.definition;
    if (approvals === undefined) throw JobAgentError.NOBODY_TO_ASK(slug, why);
    const same = (await open()).find(
      ({ job, kind: wanted, text, former }) => job === slug && wanted === kind && text === draft.text && former === draft.former?.text,
    );
    if (same !== undefined) throw waiting(same);
    const what = questionOf(kind, draft.definition, when(draft.definition), draft.text);
    const hidden = hiddenCommand(draft.definition, what);
    if (hidden !== undefined) throw JobAgentError.TOO_LONG(slug, hidden, shownWhole.characters);
    const now = clock.now();
    const asked = await all();
    if (asked.filter(({ askedAt }) => askedAt > now - 3_600_000).length >= mostAskedAnHour) throw JobAgentError.ASKED_OFTEN(mostAskedAnHour);
    await replace(slug);
    const wish = {
      id: randomUUID(),
      kind,
      job: slug,
      session: caller.session,
      agent: caller.key,
      text: draft.text,
      ...(draft.former && { former: draft.former.text }),
      what,
      why,
    };
    const change: StoredChange = { ...wish, binds: digestOf(wish), askedAt: now, deadlineAt: now + decidedWithinMs, state: "open" };
    const saved = await store.commit([changes.put(change.id, change, { ttlMs: decidedWithinMs + keptMs })]);
    if (!saved.committed) throw JobAgentError.NOT_SAVED(slug, saved.conflict);
    record("job.change-asked", slug, caller.session, `An agent wants to change the job ${slug}, and waits for the owner's yes.`);
    begin(change, approvals);
    throw waiting(change);
  }

  return {
    change: (caller, kind, draw) =>
      inTurn(async () => {
        const draft = await draw();
        if ((await open()).some(({ job, agent }) => job === draft.definition.slug && agent !== caller.key))
          throw JobAgentError.NOT_YOURS(draft.definition.slug);
        await checkLimits(kind, draft);
        await askGates(caller.session, kind, draft.definition);
        const why = reasonsToAsk(draft.definition, draft.former?.definition, options);
        if (why.length > 0) return wait(caller, kind, draft, why);
        await replace(draft.definition.slug);
        return land(draft.definition.slug, draft.text, draft.former?.text);
      }),
    narrow: (caller, kind, job, act) =>
      inTurn(async () => {
        await askGates(caller.session, kind, job);
        await replace(job.slug);
        await act();
      }),
    async list(agent) {
      const found = (await all()).filter((change) => agent === undefined || change.agent === agent);
      return found.sort((a, b) => b.askedAt - a.askedAt);
    },
    async takeUp() {
      const waiting = await open();
      if (waiting.length === 0) return;
      const questions = (await approvals?.list({ all: true })) ?? [];
      for (const change of waiting) {
        // The answer may have been given while nobody was left to hear it.
        const found = questions.find(({ binds, state }) => binds === change.binds && (state === "yes" || state === "no" || state === "expired"));
        if (found !== undefined) await decided(change, found.state as "yes" | "no" | "expired");
        else if (clock.now() >= change.deadlineAt) await decided(change, "expired");
        else if (approvals === undefined) await end(change, "failed", "Nobody in this house puts questions any more.");
        else begin(change, approvals);
      }
    },
    async close() {
      stopping.abort(new Error("The house stops."));
      await Promise.all([...asking.values()].map(({ over }) => over));
      await last;
    },
  };
}
