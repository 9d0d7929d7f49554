import type { Address, Clock, Logger } from "@instar/kernel";
import type { Notices, Op, Records } from "@instar/kernel/contracts";
import type { Conversations, Saying } from "@instar/plugin-conversations/contract";
import type { JobTopics } from "../job-topics.ts";
import type { Telling } from "../stored-telling.ts";

const hourMs = 3_600_000;
/** More results of a job within an hour are one notice. */
const mostAnHour = 6;
const againMs = 30_000;

/** What the owner is to be told of runs: kept in the commit of the run's end, said afterwards, and forgotten when it was said. */
export interface Tellings {
  keep(telling: Telling): Op;
  /** It is durable: say it. */
  add(tellings: readonly Telling[]): void;
  /** Says everything, what a former life of the house left too, until the signal. */
  run(signal: AbortSignal): Promise<void>;
}

export interface TellingsParts {
  readonly records: Records<Telling>;
  readonly write: (ops: readonly Op[]) => Promise<void>;
  readonly conversations: Pick<Conversations, "tell"> | undefined;
  readonly notices: Notices | undefined;
  readonly topics: Pick<JobTopics, "place">;
  readonly clock: Clock;
  readonly log: Logger;
}

export function createTellings({ records, write, conversations, notices, topics, clock, log }: TellingsParts): Tellings {
  const pending = new Map<string, Telling>();
  /** Of a former life: it may have been said already. */
  const doubtful = new Set<string>();
  const told = new Map<string, readonly number[]>();
  let wake: () => void = () => undefined;

  /** Notices merge what has one key, so what may have been said is looked for first. */
  async function notify(telling: Telling, key: string, level: "info" | "attention" | "urgent", place?: Address): Promise<void> {
    if (notices === undefined) return say(telling, place);
    if (doubtful.has(telling.key) && level !== "info") {
      const known = await notices.attention({ states: ["open", "acknowledged", "done"] });
      if (known.some((item) => item.key === key)) return;
    }
    await notices.notify({ key, level, title: telling.title, text: telling.text, ...(place !== undefined && { place }) });
  }

  async function say({ key, title, text }: Telling, place: Address | undefined, how: Pick<Saying, "silent"> = {}): Promise<void> {
    if (conversations !== undefined) await conversations.tell({ key, text: `${title}\n\n${text}`, ...(place !== undefined && { to: place }), ...how });
    else if (notices !== undefined) await notices.notify({ key, level: "info", title, text });
    else log.info("There is something to tell the owner of a job, and no plugin that could.", { key, title });
  }

  async function tell(telling: Telling): Promise<void> {
    if (telling.kind === "alert") {
      log.warn("A job fails again and again; the owner is told.", { job: telling.job, why: telling.text });
      return notify(telling, telling.key, telling.urgent ? "urgent" : "attention", await topics.place(telling.job));
    }
    if (telling.kind === "recovery") {
      const item = (await notices?.attention())?.find(({ key }) => key === telling.ends);
      if (item) await notices?.change(item.id, "done");
      const place = await topics.place(telling.job);
      // In a topic of its own it need not wait for the digest, but wakes nobody either
      return place === undefined ? notify(telling, telling.key, "info") : say(telling, place, { silent: true });
    }
    const now = clock.now();
    const recent = (told.get(telling.job) ?? []).filter((at) => at > now - hourMs && at <= now);
    if (recent.length >= mostAnHour && notices !== undefined) return notify(telling, `job-results:${telling.job}`, "info");
    told.set(telling.job, [...recent, now]);
    await say(telling, await topics.place(telling.job));
  }

  async function drain(): Promise<boolean> {
    let isDone = true;
    for (const telling of [...pending.values()]) {
      try {
        await tell(telling);
        await write([records.delete(telling.key)]);
        pending.delete(telling.key);
        doubtful.delete(telling.key);
      } catch (error) {
        isDone = false;
        log.warn("The owner could not be told of a job; trying again.", { job: telling.job, error });
      }
    }
    return isDone;
  }

  return {
    keep: (telling) => records.put(telling.key, telling),
    add(tellings) {
      for (const telling of tellings) pending.set(telling.key, telling);
      if (tellings.length > 0) wake();
    },
    async run(signal) {
      for await (const [key, telling] of records.entries()) {
        if (pending.has(key)) continue;
        pending.set(key, telling);
        doubtful.add(key);
      }
      signal.addEventListener("abort", () => wake(), { once: true });
      while (!signal.aborted) {
        const woken = new Promise<void>((resolve) => {
          wake = resolve;
        });
        using _again = (await drain()) ? undefined : clock.after(againMs, wake);
        await woken;
      }
    },
  };
}
