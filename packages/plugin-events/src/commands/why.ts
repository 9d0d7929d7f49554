import { systemClock } from "@instar/kernel";
import { defineCommand, InstarError, type Remote } from "@instar/kernel/command";
import { Sessions } from "@instar/kernel/contracts";
import { Conversations } from "@instar/plugin-conversations/contract";
import { EventsJournal, type NamedId } from "../contract.ts";
import { EventsError } from "../errors.ts";
import { findRun } from "../find-run.ts";
import { findSubject } from "../find-subject.ts";
import { gatherMaterial, type Sources } from "../gather-material.ts";
import { openQuestions } from "../open-questions.ts";
import { goesOn, renderStory } from "../render-story.ts";
import { tellStory } from "../story.ts";

/** A house may do without any of them; what it has is asked. */
const absent = ["CLI_NO_SERVICE", "CLI_SERVICE_DOWN", "CLI_NO_METHOD"];

export default defineCommand({
  summary: "Tell the story of a message, a session, a tool call, a reply, a question or a run of a job",
  args: { id: { required: true, description: "its id or an unambiguous beginning; for a message also channel:key, for a job's last run its name" } },
  async run({ args, service, print, json }) {
    const events = await service(EventsJournal);
    const conversations = await service(Conversations);
    const sessions = await service(Sessions);
    const ask = async <R>(what: Promise<R>, otherwise: R): Promise<R> => {
      try {
        return await what;
      } catch (error) {
        if (absent.some((code) => InstarError.is(error, code))) return otherwise;
        throw error;
      }
    };
    const sources: Sources = {
      list: (filter) => events.list(filter),
      message: async (id) => (await ask(conversations.message(id), undefined)) ?? undefined,
      repliesTo: (id) => ask(conversations.repliesTo(id), []),
      sessions: () => ask(sessions.list(), []),
    };
    const subject = await findIt(args.id, sources, events, conversations, ask);
    const material = await gatherMaterial(sources, subject);
    const story = tellStory(material);
    if (story.lines.length === 0) throw EventsError.UNKNOWN_ID(args.id);
    const waits = subject.kind === "message" && goesOn(story) && !(await events.isLive());
    const hint = waits ? "\n\nThe agent is not running; `instar start` goes on with it." : "";
    const asked = openQuestions(material.events)
      .map((question) => `\n\nIt waits for your answer: \`instar approvals yes ${question}\`, or \`no ${question}\`.`)
      .join("");
    print(json ? { ...story, events: material.events } : story, renderStory(story, material.message, systemClock.now()) + (hint || asked));
  },
});

async function findIt(
  id: string,
  sources: Sources,
  events: Remote<EventsJournal>,
  conversations: Remote<Conversations>,
  ask: <R>(what: Promise<R>, otherwise: R) => Promise<R>,
): Promise<NamedId> {
  const exact = await sources.message(id);
  if (exact) return { kind: "message", id: exact.id };
  const run = await findRun(id, sources);
  if (run) return run;
  const part = /^(.+)\/\d+$/.exec(id)?.[1] ?? id;
  const [inbox, outbox, sessions, named] = await Promise.all([
    ask(conversations.inbox({ limit: 1_000 }), []),
    ask(conversations.outbox({ limit: 1_000 }), []),
    sources.sessions(),
    ask(events.named(part), []),
  ]);
  return findSubject(part, [
    ...inbox.map((row): NamedId => ({ kind: "message", id: row.id })),
    ...outbox.map((row): NamedId => ({ kind: "reply", id: row.reply })),
    ...sessions.map((record): NamedId => ({ kind: "session", id: record.id })),
    ...named,
  ]);
}
