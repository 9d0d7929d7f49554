import type { HouseEvent, RecordedEvent, Versioned } from "@instar/kernel/contracts";

/** An event as the journal keeps it. `at`: when it happened, where that was before its commit. */
export interface StoredEvent extends HouseEvent {
  readonly at?: number;
}

const longestText = 500;
const longestDataBytes = 8_192;

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === "object" && value !== null && !Array.isArray(value);
const isEvent = (value: unknown): value is StoredEvent =>
  isObject(value) && typeof value["type"] === "string" && typeof value["text"] === "string" && isObject(value["about"]);

/** Checked by hand: it is read and written more often than anything else of the house, and a later member must not make it unreadable. */
export const eventShape: Versioned<StoredEvent> = {
  version: 1,
  schema: {
    "~standard": {
      version: 1,
      vendor: "instar-events",
      validate: (value) => (isEvent(value) ? { value } : { issues: [{ message: "must have a type, a text and what it is about" }] }),
    },
  },
};

const cut = (text: string) => (text.length > longestText ? `${text.slice(0, longestText - 1)}…` : text);

/** What is kept of an event: its words without secrets; one that is too large loses its data, and says so. */
export function toStored(event: HouseEvent, at?: number, redact = (given: string) => given): StoredEvent {
  const { type, about, text, data, costUsd } = event;
  const written = data === undefined ? undefined : JSON.stringify(data);
  const clean = written === undefined ? undefined : redact(written);
  const kept = clean === written ? data : (JSON.parse(clean as string) as NonNullable<HouseEvent["data"]>);
  return {
    type,
    about,
    // Before it is cut: half a secret would not be known for one.
    text: cut(redact(text)),
    ...(kept === undefined ? {} : { data: (clean ?? "").length > longestDataBytes ? { tooLarge: true } : kept }),
    ...(costUsd === undefined ? {} : { costUsd }),
    ...(at === undefined ? {} : { at }),
  };
}

export const toRecorded = (position: number, at: number, { at: own = at, ...event }: StoredEvent): RecordedEvent => ({ ...event, position, at: own });
