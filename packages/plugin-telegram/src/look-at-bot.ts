import type { BotApi } from "./bot-api.ts";
import { type BotProfile, readBotProfile } from "./bot-profile.ts";
import type { TelegramCheck, TelegramGroup, TelegramLack } from "./contract.ts";
import type { GroupBook, KnownGroup } from "./places/group-book.ts";
import type { IsLetIn } from "./places/is-let-in.ts";
import type { TopicBook } from "./places/topic-book.ts";

const answerWithinMs = 4_000;
/** Of groups that it was only seen in, those that were seen last. */
const mostSeen = 20;

export interface BotParts {
  readonly api: BotApi;
  readonly book: Pick<TopicBook, "all">;
  readonly groups: Pick<GroupBook, "all">;
  /** Ids of groups in which everything is meant for the agent. */
  readonly listenIn: readonly string[];
  readonly isLetIn: IsLetIn;
}

const gone: ReadonlySet<string> = new Set(["left", "kicked", "unknown"]);

async function lookAtGroup(
  { id, title, forum }: Pick<KnownGroup, "id" | "title" | "forum">,
  { api, bot, signal }: { readonly api: BotApi; readonly bot: BotProfile; readonly signal: AbortSignal },
): Promise<TelegramGroup> {
  const member = await api.call("getChatMember", { chat_id: id, user_id: bot.id }, { signal, timeoutMs: answerWithinMs }).catch(() => undefined); // it may have left
  const status = member?.status ?? "unknown";
  const decides = status === "administrator" || status === "creator";
  return {
    id,
    ...(title !== undefined && { title }),
    status,
    hearsEverything: !gone.has(status) && (decides || bot.can_read_all_group_messages),
    managesTopics: status === "creator" || (member?.status === "administrator" && member.can_manage_topics === true),
    forum,
  };
}

/** The groups that are known: where it has topics, where it should hear everything, and where it was seen. */
async function findGroups({ book, groups, listenIn }: BotParts): Promise<readonly Pick<KnownGroup, "id" | "title" | "forum">[]> {
  const known = new Map([...(await groups.all())].sort((one, other) => other.seenAt - one.seenAt).map((group) => [group.id, group]));
  const forums = new Set((await book.all()).flatMap(({ chat }) => (chat < 0 ? chat : [])));
  const ids = new Set([...forums, ...listenIn.map(Number), ...[...known.keys()].slice(0, mostSeen)]);
  return [...ids].map((id) => {
    const { title } = known.get(id) ?? {};
    return { id, ...(title !== undefined && { title }), forum: forums.has(id) || known.get(id)?.forum === true };
  });
}

const isIn = ({ status }: TelegramGroup) => !gone.has(status);

/** What a bot lacks in a group that it is needed in. */
function lacksIn(group: TelegramGroup, username: string, hears: boolean): readonly TelegramLack[] {
  const { id } = group;
  if (!isIn(group))
    return [
      {
        what: `The bot is not in the group ${id}, or cannot see it.`,
        fix: [`Add @${username} to the group again. If it is not meant to be there, take the group out of the config.`],
      },
    ];
  if (hears && !group.hearsEverything)
    return [
      {
        what: `In the group ${id} the bot hears only mentions, replies and commands, as privacy mode is on.`,
        fix: [
          `At @BotFather: /setprivacy, @${username}, Disable. Then remove the bot from the group and add it again.`,
          "Or make it an administrator of the group.",
        ],
      },
    ];
  if (group.forum && !group.managesTopics)
    return [
      {
        what: `In the group ${id} the bot may not manage topics, so it can open none for a conversation of its own.`,
        fix: [`In the group: its name, Edit, Administrators, @${username}; make it an administrator with the right to manage topics.`],
      },
    ];
  return [];
}

function adviceFor({ username, can_read_all_group_messages: hearsAll, has_topics_enabled: topics }: BotProfile): readonly TelegramLack[] {
  const privacy: TelegramLack = {
    what: "In groups the bot hears mentions, replies and commands alone (privacy mode).",
    fix: [`To have it hear everything: at @BotFather /setprivacy, @${username}, Disable; then remove it from the group and add it again.`],
  };
  const privateTopics: TelegramLack = {
    what: "In private chats it has no topics, so they are one conversation.",
    fix: [`For a topic to each session: at @BotFather tap Open, @${username}, Bot Settings, and switch on Threaded Mode.`],
  };
  return [...(hearsAll ? [] : [privacy]), ...(topics ? [] : [privateTopics])];
}

/** What Telegram says of the bot now, for `doctor`, `status` and the set-up alike. Rejects as the Bot API does. */
export async function lookAtBot(parts: BotParts, signal: AbortSignal): Promise<TelegramCheck> {
  const { api, listenIn, isLetIn } = parts;
  const bot = await readBotProfile(api, signal);
  const { url } = await api.call("getWebhookInfo", {}, { signal, timeoutMs: answerWithinMs });
  const webhook = url ? (URL.canParse(url) ? new URL(url).host : "an address on the web") : undefined;
  const all = await Promise.all((await findGroups(parts)).map((group) => lookAtGroup(group, { api, bot, signal })));
  const wanted = new Set(listenIn.map(Number));
  // Where it was only seen, and is not any more, nothing is missing
  const groups = all.filter((group) => isIn(group) || group.forum || wanted.has(group.id));
  const letIn = await Promise.all(groups.map(async ({ id }) => wanted.has(id) || (await isLetIn({ id, type: "supergroup" }))));
  // What a group of strangers does not let it do is nobody's trouble
  const needed = groups.filter((_, index) => letIn[index]);
  return {
    bot: {
      id: bot.id,
      name: bot.first_name,
      username: bot.username,
      hearsGroups: bot.can_read_all_group_messages,
      privateTopics: bot.has_topics_enabled === true,
    },
    ...(webhook !== undefined && { webhook }),
    groups,
    lacks: [...(webhook === undefined ? [] : [hooked(webhook)]), ...needed.flatMap((group) => lacksIn(group, bot.username, wanted.has(group.id)))],
    advice: adviceFor(bot),
  };
}

const hooked = (host: string): TelegramLack => ({
  what: `The messages of this bot are sent to ${host} (a webhook), by another program or from an earlier use of it.`,
  fix: ["The agent removes the webhook when it starts. Stop the other program first, or make another bot: /newbot at @BotFather."],
});
