import { z } from "zod";

const id = z.number().refine(Number.isSafeInteger);
const chat = z.looseObject({ id, type: z.enum(["private", "group", "supergroup", "channel"]) });
const user = z.looseObject({ id, is_bot: z.boolean(), first_name: z.string() });
const message = z.looseObject({
  message_id: id,
  date: z.int(),
  edit_date: z.int().optional(),
  chat,
  from: user.optional(),
  message_thread_id: id.optional(),
  text: z.string().optional(),
  caption: z.string().optional(),
  forum_topic_created: z.looseObject({ name: z.string() }).optional(),
  forum_topic_edited: z.looseObject({ name: z.string().optional() }).optional(),
});

/** What the channel relies on before it looks at the rest. */
const update = z.looseObject({
  message: message.optional(),
  edited_message: message.optional(),
  callback_query: z
    .looseObject({ id: z.string().min(1), from: user, data: z.string().optional(), message: z.looseObject({ message_id: id, chat }).optional() })
    .optional(),
  my_chat_member: z.looseObject({ chat, from: user, new_chat_member: z.looseObject({ status: z.string() }) }).optional(),
});

/** What is wrong with an update, in words without its content; undefined when it can be read. */
export function faultOfUpdate(given: unknown): string | undefined {
  const { error } = update.safeParse(given);
  return error?.issues.map(({ path, code }) => `${path.join(".")} (${code})`).join(", ");
}
