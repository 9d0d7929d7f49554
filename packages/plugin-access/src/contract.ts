import { type Address, point, type Sender, service } from "@instar/kernel";
import type { Access as Judge } from "@instar/kernel/contracts";

export { Access } from "@instar/kernel/contracts";

/** Somebody who may speak. `sender` is `<channel>:<sender id>`; times in epoch ms. */
export interface Trusted {
  readonly sender: string;
  readonly trust: "owner" | "known";
  /** `config`: listed there, and only to be changed there. `grant`: by an owner, at run time. */
  readonly source: "always" | "config" | "grant";
  readonly name?: string;
  readonly by?: string;
  readonly at?: number;
}

/** A stranger who was given a code (until `until`), or who was turned away. */
export interface Met {
  readonly sender: string;
  readonly name?: string;
  readonly state: "waiting" | "denied";
  readonly at: number;
  readonly until: number;
}

/** Who decides, as `channel:sender`. `place` is where attempts are counted. */
export interface Deciding {
  readonly by: string;
  readonly place: string;
}

/** What this package's `Access` can do beyond the contract: for the owner's commands. */
export interface AccessDesk extends Judge {
  /** Everybody who may speak, owners first. */
  trusted(): Promise<readonly Trusted[]>;
  /** Where several people write and those who may speak get an answer, as `<channel>:<conversation>`. */
  groups(): Promise<readonly string[]>;
  /**
   * Durable when it resolves, and holds at once; a stranger who was given a code is told. `met`: whoever lets them in has seen what they wrote, knows their
   * name from there and has it answered, so nothing is told. Rejects with ACCESS_SENDER_MALFORMED or ACCESS_ALWAYS_OWNER.
   */
  grant(sender: string, trust: "owner" | "known", by: string, met?: { readonly name?: string }): Promise<Trusted>;
  /** Durable when it resolves, and holds at once. Rejects with ACCESS_IN_CONFIG, ACCESS_ALWAYS_OWNER or ACCESS_NOT_GRANTED. */
  revoke(sender: string, by: string): Promise<void>;
  /** Strangers with a code that still works, and those who were turned away. */
  met(): Promise<readonly Met[]>;
  /**
   * The owner waits at the host for somebody to write on this channel: whoever does is told so, and given no code. Resolves when somebody new has, at the latest
   * after `waitMs` (up to 60,000), and holds for some seconds more, to be asked again. 0 ends it.
   */
  expect(channel: string, waitMs: number): Promise<void>;
  /** Lets in whom the code was given to. Rejects with ACCESS_NO_SUCH_CODE, ACCESS_CODE_EXPIRED or ACCESS_TOO_MANY_CODES. */
  pair(code: string, trust: "owner" | "known", deciding: Deciding): Promise<Trusted>;
  /** Turns a stranger away for 30 days, by their code or as `channel:sender`. Resolves with who that is. */
  deny(codeOrSender: string, deciding: Deciding): Promise<string>;
}

export const AccessDesk = service<AccessDesk>("access");

/** Says something to a person outside of any turn, once per key; durable when it resolves. */
export type Teller = (saying: { readonly key: string; readonly text: string; readonly to: Address }) => Promise<unknown>;

/** Whoever can tell people that they were let in: `Access` cannot need conversations, which need it. */
export const Tellers = point<Teller>("tellers");

/** `telegram:123`, as trust and answers name a person. */
export const senderName = (channel: string, { id }: Sender): string => `${channel}:${id}`;
