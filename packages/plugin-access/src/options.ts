import { z } from "zod";

/** `telegram:123`: the channel's id up to the first colon, then the sender's id as that channel reports it. */
export const isSenderName = (entry: string): boolean => /^[^\s:]+:\S(.*\S)?$/.test(entry);

const senderId = z.string().refine(isSenderName, {
  error: ({ input }) => `"${input}" names no sender: write the channel, a colon and the sender's id there, for example "telegram:123456789".`,
});

const groupId = z.string().refine(isSenderName, {
  error: ({ input }) => `"${input}" names no group: write the channel, a colon and the conversation's id there, for example "telegram:-100123456789".`,
});

export const accessOptions = z.strictObject({
  /** Who decides: may approve, stop and change the agent. Entries are `<channel>:<sender id>`. Empty: only who holds the owner's token of the local socket. */
  owners: z.array(senderId).default([]),
  /** Who may speak with the agent without deciding anything. Entries are `<channel>:<sender id>`. Empty: nobody. */
  known: z.array(senderId).default([]),
  /** Where several people write: `<channel>:<conversation>`. Only there do those who may speak get an answer in company. Empty: nowhere. */
  groups: z.array(groupId).default([]),
  /** Whether a stranger who writes is given a code with which an owner can let them in. */
  pairing: z.boolean().default(true),
});

export type AccessOptions = z.output<typeof accessOptions>;
