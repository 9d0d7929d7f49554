import type { Message } from "@instar/kernel";
import type { InboxRow } from "./contract.ts";

/** The message as hooks and the agent see it: as it was prepared, once it was. */
export const messageOf = (row: InboxRow): Message => ({
  key: row.key,
  from: row.from,
  address: row.address,
  text: row.prepared ?? row.text,
  at: row.at,
  ...(row.attachments ? { attachments: row.attachments } : {}),
  ...(row.quoted === undefined ? {} : { quoted: row.quoted }),
});
