import type { About, EventFilter, RecordedEvent } from "@instar/kernel/contracts";

const isOfType = (type: string, wanted: string) => type === wanted || type.startsWith(`${wanted}.`);

/** Several messages may share a turn and its tool calls: the first is what an event is about, and all are listed. */
const shares = ({ data }: RecordedEvent, id: string | undefined) => {
  const messages = (data as { readonly messages?: unknown } | undefined)?.messages;
  return Array.isArray(messages) && messages.includes(id);
};

/** Every id that is asked for must be what the event is about. */
const isAbout = (event: RecordedEvent, about: About) =>
  Object.entries(about).every(([kind, id]) => id === undefined || event.about[kind as keyof About] === id || (kind === "message" && shares(event, id)));

/** Whether an event is of a wanted type and about all that is asked for. */
export const fits = (event: RecordedEvent, { types, about }: Pick<EventFilter, "types" | "about">): boolean =>
  (!types || types.length === 0 || types.some((wanted) => isOfType(event.type, wanted))) && (!about || isAbout(event, about));
