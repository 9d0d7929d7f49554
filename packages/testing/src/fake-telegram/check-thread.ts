import { may } from "./chat.ts";
import { refuse } from "./refusals.ts";
import { hasTopics, memberOf, type Room } from "./room.ts";
import type { World } from "./world.ts";

/** Refuses a thread that nothing can be sent to. General is no thread for sends. */
export function checkThread(world: World, room: Room, thread: number | undefined): void {
  if (thread === undefined || thread === 0) return;
  const topic = (hasTopics(room, world.profile.has_topics_enabled) ? room.topics.get(thread) : undefined) ?? refuse("threadNotFound");
  if (topic.deleted) refuse(topic.deleted);
  if (topic.closed && !may(memberOf(room, world.bot), "can_manage_topics")) refuse("topicClosed");
}
