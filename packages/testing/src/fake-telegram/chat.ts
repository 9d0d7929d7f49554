export interface TelegramUser {
  readonly id: number;
  readonly is_bot: boolean;
  readonly first_name: string;
  readonly username?: string;
  readonly language_code?: string;
}

/** As messages name their chat. Frozen by nobody: a group that is renamed changes. */
export interface TelegramChat {
  readonly id: number;
  readonly type: "private" | "group" | "supergroup";
  readonly title?: string;
  readonly first_name?: string;
  readonly username?: string;
  readonly is_forum?: true;
}

/** What a member may do. Administrators have `can_manage_topics`, `can_delete_messages`, ...; the restricted what they may still send. */
export type TelegramRights = Readonly<Record<string, boolean>>;

export type MemberStatus = "creator" | "administrator" | "member" | "restricted" | "left" | "kicked";

export interface Membership {
  readonly user: TelegramUser;
  readonly status: MemberStatus;
  readonly rights: TelegramRights;
}

export interface TelegramTopic {
  /** The message that says it was opened. */
  readonly id: number;
  readonly name: string;
  readonly iconColor: number;
  readonly iconEmoji?: string;
  readonly closed: boolean;
  /** Which words a send to it gets, once it is gone. */
  readonly deleted?: "threadNotFound" | "topicDeleted";
}

export const isMember = (membership: Membership | undefined): boolean =>
  membership !== undefined && membership.status !== "left" && membership.status !== "kicked";

/** Creators may everything, administrators what they were given. */
export function may(membership: Membership | undefined, right: string): boolean {
  return membership?.status === "creator" || (membership?.status === "administrator" && membership.rights[right] === true);
}

/** As https://core.telegram.org/bots/api#chatmember. */
export function describeMember({ user, status, rights }: Membership): object {
  if (status === "administrator") {
    const all = { can_manage_chat: true, can_delete_messages: false, can_manage_video_chats: false, can_restrict_members: false, can_promote_members: false };
    const more = { can_change_info: false, can_invite_users: false, can_post_stories: false, can_edit_stories: false, can_delete_stories: false };
    return { user, status, can_be_edited: false, is_anonymous: false, ...all, ...more, can_pin_messages: false, can_manage_topics: false, ...rights };
  }
  if (status === "restricted") return { user, status, is_member: true, until_date: 0, ...rights };
  if (status === "creator") return { user, status, is_anonymous: false };
  return status === "kicked" ? { user, status, until_date: 0 } : { user, status };
}
