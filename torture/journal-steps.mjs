/** Every kind of commit on a message's way, told from the commit's own changes; the first that fits names it. */
const recognise = {
  "message accepted": ({ space }) => space === "conversations/seen",
  "cursor moved": ({ space }) => space === "conversations/cursors",
  "message ended": ({ space, key }, op) => space === "conversations/inbox" && key.startsWith("done/") && op === "record.put",
  "message given": (change) => change.space === "conversations/inbox" && stateOf(change) === "running",
  "part sent": (change) => change.space === "conversations/outbox" && stateOf(change) === "sending",
  "part in doubt": (change) => change.space === "conversations/outbox" && stateOf(change) === "uncertain",
  "part delivered": (change) => change.space === "conversations/outbox" && stateOf(change) === "delivered",
  "session begun": ({ space }) => space === "sessions/current",
  "session rested": ({ space }) => space === "sessions/living",
  "session kept": ({ space }) => space === "sessions/sessions",
};

export const steps = Object.keys(recognise);

/** Before: nothing of it is on disk. During: nobody knows. After: it is on disk, and nobody has been told. */
export const moments = ["before", "during", "after"];

const stateOf = ({ op, value }) => (op === "record.put" ? JSON.parse(value).state : undefined);

export const stepOf = (ops) => steps.find((step) => ops.some((change) => recognise[step](change, change.op)));
