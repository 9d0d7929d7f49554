import type { Address, KnownSender } from "@instar/kernel";
import type { Versioned } from "@instar/kernel/contracts";
import { z } from "zod";

/** What a press of a button means. Buttons of one saying have one `choice`, of which the first press counts. */
export interface StoredButton {
  readonly choice: string;
  readonly label: string;
  readonly words: string;
  readonly address: Address;
  /** Of the saying. */
  readonly key: string;
  /** Epoch ms. */
  readonly until: number;
}

/** The press that counts, of a choice. Written before anything is done; without an `answer` it is not known how it ended. */
export interface StoredPress {
  readonly label: string;
  readonly from: KnownSender;
  readonly address: Address;
  readonly at: number;
  readonly answer?: string;
}

/** By the key of a press: the choice that it was made for, or why it counts for nothing. */
export interface SeenPress {
  readonly choice?: string;
  readonly refusal?: string;
}

const address = z.object({ channel: z.string(), conversation: z.string(), thread: z.string().optional() });
const sender = z.object({ id: z.string(), name: z.string().optional(), trust: z.enum(["owner", "known", "stranger"]), person: z.string().optional() });

export const buttonShape = {
  version: 1,
  schema: z.object({ choice: z.string(), label: z.string(), words: z.string(), address, key: z.string(), until: z.number() }),
} as unknown as Versioned<StoredButton>;

export const pressShape = {
  version: 1,
  schema: z.object({ label: z.string(), from: sender, address, at: z.number(), answer: z.string().optional() }),
} as unknown as Versioned<StoredPress>;

export const seenPressShape = {
  version: 1,
  schema: z.object({ choice: z.string().optional(), refusal: z.string().optional() }),
} as unknown as Versioned<SeenPress>;
