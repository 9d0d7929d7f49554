import { randomUUID } from "node:crypto";
import type { Session } from "@instar/kernel/contracts";
import type { Activity } from "./activity.ts";
import { SessionsError } from "./errors.ts";
import type { RecordKeeper } from "./record-keeper.ts";
import type { SessionStory } from "./session-story.ts";

/** The grace of a session that is disposed of by its holder. */
const disposeGraceMs = 5_000;

export interface HandedParts {
  readonly key: string;
  readonly agent: Session;
  readonly activity: Activity;
  readonly keeper: RecordKeeper;
  readonly story: SessionStory;
  readonly now: () => number;
  readonly gone: () => boolean;
  /** Rejects when it is over a limit; undefined at once when it is not. */
  readonly admit: () => Promise<void> | undefined;
  readonly interrupt: Session["interrupt"];
  /** Its holder does something with it. */
  readonly moved: () => void;
  /** It may have become idle. */
  readonly changed: () => void;
  readonly stop: Session["stop"];
}

/** What callers get instead of the driver's session: it knows what is outstanding, refuses what comes too late, and is stopped through the house. */
export function createHandedSession({ key, agent, activity, keeper, story, now, gone, admit, interrupt, moved, changed, stop }: HandedParts): Session {
  const refuseWhenGone = () => {
    if (gone()) throw SessionsError.NOT_LIVING(key);
  };

  /** At once when there is nothing to refuse, so that what is sent counts as work from the call on. */
  const refuse = (): Promise<void> | undefined => {
    refuseWhenGone();
    return admit()?.then(refuseWhenGone);
  };

  /** Durable before the first input: a crash must not take a conversation for one that never began. */
  async function keepAsked(): Promise<void> {
    if (keeper.record.asked) return;
    try {
      await keeper.keep({ asked: true });
    } catch (error) {
      keeper.set({ asked: false });
      throw error;
    }
  }

  /** Work like a turn's, but without a turn's end. */
  async function compact(instructions?: string): Promise<void> {
    const refused = refuse();
    if (refused) await refused;
    const work = `compaction/${randomUUID()}`;
    activity.sent(work);
    moved();
    try {
      await agent.compact?.(instructions);
    } finally {
      activity.unsent(work);
      activity.saw({ type: "compaction-end", trigger: "manual" });
      changed();
    }
  }

  /** Kept as soon as the runtime has it, so that a later process begins with it. */
  async function setModel(model: string): Promise<void> {
    refuseWhenGone();
    await agent.setModel?.(model);
    await keeper.keep({ model, chosenModel: true });
  }

  async function setMode(permissionMode: string): Promise<void> {
    refuseWhenGone();
    await agent.setMode?.(permissionMode);
    await keeper.keep({ permissionMode });
  }

  return {
    ref: agent.ref,
    get phase() {
      if (gone()) return "ended";
      if (!activity.busy) return "idle";
      return agent.phase === "waiting" ? "waiting" : "working";
    },
    async send(input, delivery) {
      const refused = refuse();
      if (refused) await refused;
      activity.sent(input.id);
      story.sent(input);
      moved();
      keeper.set({ state: "working", usedAt: now() });
      try {
        await keepAsked();
        refuseWhenGone();
        await agent.send(input, delivery);
      } catch (error) {
        activity.unsent(input.id);
        story.unsent(input.id);
        if (!activity.busy && !gone()) keeper.set({ state: "idle" });
        changed();
        throw error;
      }
    },
    interrupt,
    capture: (maxLines) => agent.capture(maxLines),
    ...(agent.compact && { compact }),
    ...(agent.setModel && { setModel }),
    ...(agent.setMode && { setMode }),
    ...(agent.fork && { fork: agent.fork.bind(agent) }),
    stop,
    async [Symbol.asyncDispose]() {
      await stop(disposeGraceMs);
    },
  };
}
