import type { Address, Clock, Contribution, Logger } from "@instar/kernel";
import type { Channel, Op, Records, Versioned } from "@instar/kernel/contracts";
import type { Conversations } from "@instar/plugin-conversations/contract";
import { z } from "zod";
import type { SchedulerJobs } from "./scheduler-jobs.ts";

/** Where a job's topic is, by its slug. */
export const jobTopicShape = {
  version: 1,
  schema: z.object({ channel: z.string(), conversation: z.string(), thread: z.string().exactOptional() }),
} as Versioned<Address>;

/** The topics that jobs have of their own. */
export interface JobTopics {
  load(): Promise<void>;
  /** Where this job is told, made when it is asked for the first time. Undefined: it has no topic, or there is none to be had, or its channel is gone. */
  place(job: string): Promise<Address | undefined>;
  /** Why jobs have no topic that should have one, by their slugs: as the service said it last. */
  refusals(): ReadonlyMap<string, string>;
  /** The job whose topic this is. */
  jobAt(address: Address): string | undefined;
  /** The same, when an owner was the last to write there: who else may speak decides nothing about the owner's jobs. */
  ownersJobAt(address: Address): Promise<string | undefined>;
}

export interface JobTopicsParts {
  readonly records: Records<Address>;
  readonly write: (ops: readonly Op[]) => Promise<void>;
  readonly jobs: Pick<SchedulerJobs, "get">;
  readonly conversations: Pick<Conversations, "thread" | "history"> | undefined;
  readonly channels: Iterable<Contribution<Channel>>;
  /** The conversation where topics are made; undefined: where the owner last wrote. */
  readonly parent: () => Address | undefined;
  readonly clock: Clock;
  readonly log: Logger;
}

/** Where a topic was refused it is not asked for again so soon. */
const askAgainMs = 3_600_000;
/** Among so many of the latest messages somebody's last is looked for. */
const looksBack = 200;

const keyOf = ({ channel, conversation, thread }: Address) => JSON.stringify([channel, conversation, thread]);

export function createJobTopics({ records, write, jobs, conversations, channels, parent, clock, log }: JobTopicsParts): JobTopics {
  const places = new Map<string, Address>();
  const bySpot = new Map<string, string>();
  const refused = new Map<string, { readonly at: number; readonly inside: Address | undefined; readonly why: string }>();

  function note(job: string, address: Address): void {
    places.set(job, address);
    bySpot.set(keyOf(address), job);
    refused.delete(job);
  }

  function isRefused(job: string): boolean {
    const last = refused.get(job);
    return last !== undefined && Math.abs(clock.now() - last.at) < askAgainMs && JSON.stringify(last.inside) === JSON.stringify(parent());
  }

  async function make(job: string, name: string): Promise<Address | undefined> {
    const inside = parent();
    const address = await conversations?.thread({ key: `job:${job}`, name, aside: true, ...(inside !== undefined && { parent: inside }) });
    if (address?.thread === undefined) return undefined;
    await write([records.put(job, address)]);
    note(job, address);
    return address;
  }

  const jobAt = (address: Address) => (address.thread === undefined ? undefined : bySpot.get(keyOf(address)));

  async function isOwners(address: Address): Promise<boolean> {
    const { said } = (await conversations?.history({ address, heard: true, limit: looksBack })) ?? { said: [] };
    return said.findLast(({ from }) => from !== undefined)?.from?.trust === "owner";
  }

  return {
    async load() {
      for await (const [job, address] of records.entries()) note(job, address);
    },
    async place(job) {
      const topic = jobs.get(job)?.definition.topic;
      if (topic === undefined) return undefined;
      const known = places.get(job);
      // What is told where nobody takes it would wait for a channel that may never come back
      if (known !== undefined) return [...channels].some(({ value }) => value.id === known.channel) ? known : undefined;
      if (isRefused(job)) return undefined;
      const inside = parent();
      return make(job, topic).catch((error: Error) => {
        log.warn("No topic could be made for a job; it is told where all is told.", { job, error });
        refused.set(job, { at: clock.now(), inside, why: error.message });
        return undefined;
      });
    },
    refusals: () => new Map([...refused].filter(([job]) => jobs.get(job)?.definition.topic !== undefined).map(([job, { why }]) => [job, why])),
    jobAt,
    async ownersJobAt(address) {
      const job = jobAt(address);
      return job !== undefined && (await isOwners(address)) ? job : undefined;
    },
  };
}
