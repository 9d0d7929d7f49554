import { createHash } from "node:crypto";
import type { Address, Clock, Logger } from "@instar/kernel";
import type { Op, Records, Store, Versioned } from "@instar/kernel/contracts";
import { z } from "zod";
import type { Teller } from "./contract.ts";

/** Something that somebody is still to be told. */
export interface Welcome {
  readonly key: string;
  readonly to: Address;
  readonly text: string;
}

export const welcomeShape = {
  version: 1,
  schema: z.object({ key: z.string(), to: z.object({ channel: z.string(), conversation: z.string(), thread: z.string().optional() }), text: z.string() }),
} as unknown as Versioned<Welcome>;

export interface Welcomes {
  plan(sender: string, to: Address, text: string): { readonly welcome: Welcome; readonly op: Op };
  /** Begins to say what has been committed. */
  say(planned: { readonly welcome: Welcome }): void;
  /** Says what an earlier run left. */
  sayLeft(): Promise<void>;
}

/** What people are told when they were let in: durable with the decision, and said as soon as somebody can say it. */
export function createWelcomes({
  records,
  store,
  tellers,
  clock,
  log,
}: {
  readonly records: Records<Welcome>;
  readonly store: Store;
  readonly tellers: Iterable<{ readonly value: Teller }>;
  readonly clock: Clock;
  readonly log: Logger;
}): Welcomes {
  async function tell(welcome: Welcome) {
    for (const { value: teller } of tellers) {
      await teller(welcome);
      await store.commit([records.delete(welcome.key)]);
      return;
    }
  }

  return {
    plan(sender, to, text) {
      const key = `access/${createHash("sha256").update(sender).digest("hex")}/${clock.now()}`;
      const welcome = { key, to, text };
      return { welcome, op: records.put(key, welcome) };
    },
    say({ welcome }) {
      tell(welcome).catch((error: Error) => log.error("Somebody who was let in could not be told yet; it is tried again at the next start.", { error }));
    },
    async sayLeft() {
      for await (const [, welcome] of records.entries()) await tell(welcome);
    },
  };
}
