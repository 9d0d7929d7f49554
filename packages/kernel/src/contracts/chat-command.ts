import type { Address, KnownSender } from "../hooks/events.ts";
import { point } from "../token.ts";

/** Who wrote a command, where, when (`at`, epoch ms), and with what words behind it. `message` is its id in the inbox. */
export interface ChatRequest {
  readonly words: string;
  readonly from: KnownSender;
  readonly address: Address;
  readonly message: string;
  readonly at: number;
}

/** `/name words` in any conversation: answered by the house at once, also while a turn runs; it never reaches the agent. */
export interface ChatCommand {
  /** Lower case letters, without the slash. The house's words and those of who provides access, approvals, notices or safety win, then the first in the config. */
  readonly name: string;
  /**
   * Asked before the house's own words, whose names it may take: for who may not use it, the house's word stays what it is. Only of who provides one of
   * those services; of others it counts for nothing. A `means` of it is asked about every message, `/word` too.
   */
  readonly first?: true;
  /** A sentence for `/help` and for a channel's menu. */
  readonly summary: string;
  /** Who may use it; others get the agent's ear with it, as with any text. */
  readonly access: "owner" | "known";
  /** `words` is a whole message here. The words behind the command, when bare text (`yes`) clearly means it here and now; undefined otherwise. Must answer at once. */
  means?(request: ChatRequest): string | undefined;
  /** The answer; empty says nothing. A rejection is told in one sentence. May take long; runs again when the house died before the answer was durable. */
  run(request: ChatRequest): Promise<string>;
}

export const ChatCommands = point<ChatCommand>("chat-commands");
