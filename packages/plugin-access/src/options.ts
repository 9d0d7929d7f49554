import { z } from "zod";

/** `telegram:123`: the channel's id up to the first colon, then the sender's id as that channel reports it. */
const senderId = z.string().refine((entry) => /^[^\s:]+:\S(.*\S)?$/.test(entry), {
  error: ({ input }) => `"${input}" names no sender: write the channel, a colon and the sender's id there, for example "telegram:123456789".`,
});

export const accessOptions = z.strictObject({
  /** Who decides: may approve, stop and change the agent. Entries are `<channel>:<sender id>`. Empty: only who holds the owner's token of the local socket. */
  owners: z.array(senderId).default([]),
  /** Who may speak with the agent without deciding anything. Entries are `<channel>:<sender id>`. Empty: nobody. */
  known: z.array(senderId).default([]),
});

export type AccessOptions = z.output<typeof accessOptions>;
