import type { Address, KnownSender, Sender } from "../hooks/events.ts";
import { service } from "../token.ts";

/** Who is behind a token: the owner, or one session of the agent, which may never do what an owner does. */
export type Caller = { readonly kind: "owner" } | { readonly kind: "agent"; readonly session: string };

/** Who may speak, and who is calling: the house decides, never a channel. An empty list means nobody. */
export interface Access {
  /** `group`: the conversation, where several people write. There somebody who may speak is a stranger too, unless the group is let in. */
  judge(channel: string, sender: Sender, group?: string): Promise<KnownSender>;
  /** Whether anybody at all may speak on this channel; `group`: in this conversation of several people. Absent: that cannot be said. */
  admits?(channel: string, group?: string): Promise<boolean>;
  /**
   * A stranger has written: what they are told (a pairing code, once), or undefined for silence. Never rejects for a stranger's sake;
   * attempts are limited by the provider.
   */
  meet(sender: Sender, address: Address): Promise<string | undefined>;
  /** Whose token this is; undefined when nobody's. Compared in constant time. */
  identify(token: string): Promise<Caller | undefined>;
  /** The token that a session's processes get: the same for the whole life of the session, void once it has ended. */
  tokenFor(session: string): Promise<string>;
}

export const Access = service<Access>("access");
