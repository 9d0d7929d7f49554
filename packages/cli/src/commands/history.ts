import { defineCommand } from "@instar/kernel/command";
import { Conversations, type HistoryAsked, parsePlace } from "@instar/plugin-conversations/contract";
import { checkRange } from "../check-flags.ts";
import { CliError } from "../errors.ts";
import { renderTable } from "../render-table.ts";
import { shownTime } from "../shown-message.ts";

const whereOf = (place: string | undefined, thread: string | undefined): HistoryAsked => {
  const address = place === undefined ? undefined : parsePlace(place);
  if (thread !== undefined && address === undefined) throw CliError.THREAD_OF_WHAT(thread);
  if (address !== undefined) return { address: { ...address, ...(thread !== undefined && { thread }) } };
  return place === undefined ? {} : { channel: place };
};

export default defineCommand({
  summary: "Show what was said, both ways, the latest last",
  args: { where: { description: "a channel, or a conversation: telegram:-1001234567890; without it everything" } },
  flags: {
    thread: { description: "a topic or thread of the conversation" },
    search: { description: "only what has all these words, the latest first" },
    before: { description: "only what is older than this: the id that ended the page before" },
    limit: { type: "integer", default: 50, description: "how many, at most 200" },
  },
  async run({ args, flags, service, print }) {
    checkRange("limit", flags.limit, 1, 200);
    const asked = { ...whereOf(args.where, flags.thread), limit: flags.limit, ...(flags.before !== undefined && { before: flags.before }) };
    const conversations = await service(Conversations);
    const page = flags.search === undefined ? await conversations.history(asked) : await conversations.search({ ...asked, words: flags.search });
    const rows = page.said.map(({ at, address, from, text, files, state }) => ({
      when: shownTime(at),
      where: [address.channel, address.conversation, address.thread].filter((part) => part !== undefined).join(":"),
      who: from?.name ?? from?.id ?? "the agent",
      state,
      text: [text, ...files.map(({ name }) => `[${name}]`)].filter((part) => part !== "").join(" "),
    }));
    const more = page.next === undefined ? [] : [`There is more: add --before ${page.next}`];
    const none = flags.search === undefined ? "Nothing was said there in the last 30 days." : "Nothing like that was said in the last 30 days.";
    print(page, [rows.length === 0 ? none : renderTable(rows), ...more].join("\n"));
  },
});
