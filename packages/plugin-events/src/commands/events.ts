import { systemClock } from "@instar/kernel";
import { defineCommand } from "@instar/kernel/command";
import type { About, RecordedEvent } from "@instar/kernel/contracts";
import { EventsJournal } from "../contract.ts";
import { EventsError } from "../errors.ts";

const hourMs = 3_600_000;
const askAgainMs = 20_000;
const kinds = ["message", "reply", "session", "call", "question", "plugin", "channel", "job"] as const;

const shownTime = (at: number) => new Date(at).toLocaleString("sv-SE");
const shownAbout = (about: About) => kinds.flatMap((kind) => (about[kind] === undefined ? [] : [`${kind} ${about[kind]}`])).join(", ");
const shown = ({ at, type, text, about }: RecordedEvent) =>
  `${shownTime(at)}  ${type.padEnd(18)}  ${text}${shownAbout(about) === "" ? "" : `  [${shownAbout(about)}]`}`;

/** JSON leaves these as they are; a terminal obeys them. */
const line = (event: RecordedEvent) =>
  JSON.stringify(event).replace(/[\x7f-\x9f\u2028-\u202e\u2066-\u2069]/g, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`);

const newestFirst = (events: readonly RecordedEvent[]) =>
  [...new Map(events.map((event) => [event.position, event])).values()].sort((a, b) => b.position - a.position);

function inRange(flag: string, value: number, least: number, most: number): number {
  if (value < least || value > most) throw EventsError.OUT_OF_RANGE(flag, value, least, most);
  return value;
}

export default defineCommand({
  summary: "List what happened in the house, newest first",
  flags: {
    type: {
      multiple: true,
      description: "only these types (message.answered), or subjects (message, turn, tool, session, reply, question, job, quota, plugin, house)",
    },
    since: { type: "integer", default: 24, description: "how many hours to look back, 1 to 720" },
    about: { description: "only what is about this id: a message, session, tool call, reply, question, plugin, channel or job" },
    limit: { type: "integer", default: 100, description: "how many, 1 to 1000" },
    follow: { type: "boolean", char: "f", description: "go on with what happens from now on, until Ctrl-C; with --json one line each" },
  },
  async run({ flags, service, print, json, signal }) {
    const since = systemClock.now() - inRange("since", flags.since, 1, 720) * hourMs;
    const limit = inRange("limit", flags.limit, 1, 1_000);
    const events = await service(EventsJournal);
    if (flags.follow && !(await events.isLive())) throw EventsError.NOT_LIVE();
    const types = flags.type.length > 0 ? { types: flags.type } : {};
    const { about } = flags;
    const lists =
      about === undefined ? [events.list({ ...types, since, limit })] : kinds.map((kind) => events.list({ ...types, since, limit, about: { [kind]: about } }));
    const listed = newestFirst((await Promise.all(lists)).flat()).slice(0, limit);
    const isAbout = (event: RecordedEvent) => about === undefined || kinds.some((kind) => event.about[kind] === about);
    if (!flags.follow)
      return print(
        listed,
        listed.length === 0
          ? `Nothing of that kind happened in the last ${flags.since} hours; --since looks further back, and without --type everything is shown.`
          : listed.map(shown).join("\n"),
      );

    const tell = (event: RecordedEvent) => (json ? void process.stdout.write(`${line(event)}\n`) : print(event, shown(event)));
    for (const event of listed.toReversed()) tell(event);
    for (let position = listed[0]?.position; !signal.aborted; ) {
      const newer = await events.after(position, types, askAgainMs).catch((error: unknown) => {
        if (signal.aborted) return undefined; // Ctrl-C ends the waiting, too
        throw error;
      });
      if (newer === undefined) return;
      position = newer.position;
      for (const event of newer.events.filter(isAbout)) tell(event);
    }
  },
});
