import type { Address, KnownSender, Sender } from "@instar/kernel";
import type { Access, Incoming, Records, Store } from "@instar/kernel/contracts";
import { addressKey } from "./address-key.ts";
import type { InboxRow } from "./contract.ts";
import { parseControl } from "./control.ts";
import type { Conversation } from "./conversation/conversation.ts";
import { isSameAlbum, withoutMember } from "./conversation/fold-album.ts";
import { createEditing } from "./corrections/edit-message.ts";
import { createTurns } from "./corrections/turns.ts";
import { createFewRefusals } from "./few-refusals.ts";
import { keptFiles } from "./files/kept-files.ts";
import type { House } from "./house.ts";
import { createLines } from "./line-up.ts";
import type { OwnerPlace } from "./owner-place.ts";
import { seenKey, takenBack } from "./seen-key.ts";
import { fullReason, groupReason, notAddressedReason, strangerReason } from "./turn-sentence.ts";

/** A stranger's text is kept as a sign that somebody wrote, not to fill the disk. */
const keptOfStrangers = 500;
export const seenMs = 30 * 86_400_000;

export interface IntakeParts {
  readonly access: Access;
  readonly seen: Records<{ id: string }>;
  readonly store: Store;
  readonly owner: OwnerPlace;
  readonly conversationAt: (address: Address) => Conversation;
  /** What is to be done with a message once it is durable; `command`: the house answers it itself. */
  readonly plan: (row: InboxRow) => { readonly command: boolean; begin(): void };
}

export interface Intake {
  /** Resolves when the message is durable; the same key of the same channel is accepted once in 30 days. */
  accept(message: Incoming): Promise<void>;
  /** Resolves when it is durable that a message which has not begun will not, also one that is still to come. */
  unsent(channel: string, key: string): Promise<void>;
}

/** Judges what channels hand over, and takes it in. */
export function createIntake(house: House, { access, seen, store, owner, conversationAt, plan }: IntakeParts): Intake {
  const { inbox, clock, log } = house;
  const inLine = createLines();
  const onRecord = createFewRefusals(clock);
  const turns = createTurns(house, conversationAt);
  const edit = createEditing(house, { seen, seenMs, turns, conversationAt });

  const rowOf = (message: Incoming, from: KnownSender): InboxRow => {
    const stranger = from.trust === "stranger";
    const cut =
      stranger && (message.text.length > keptOfStrangers || [message.attachments, message.files].some((more) => more?.length) || message.quoted !== undefined);
    return {
      id: house.ids(),
      key: message.key,
      address: message.address,
      from,
      text: stranger ? message.text.slice(0, keptOfStrangers) : message.text,
      ...(message.attachments && !stranger ? { attachments: message.attachments } : {}),
      ...(message.files?.length && !stranger ? { files: keptFiles(message.files) } : {}),
      ...(message.album === undefined ? {} : { album: message.album }),
      ...(message.group ? { group: { addressed: message.group.addressed } } : {}),
      ...(message.quoted === undefined || stranger ? {} : { quoted: message.quoted }),
      ...(cut && { cut }),
      at: message.at,
      acceptedAt: clock.now(),
      state: "accepted",
      attempt: 0,
    };
  };

  /** Services put the caption, and with it the mention, under one picture of an album: the others that come while it is open are addressed with it. */
  const joinsAlbum = (row: InboxRow) =>
    row.album !== undefined && [...inbox.open.values()].some((other) => isSameAlbum(other, row) && addressKey(other.address) === addressKey(row.address));

  /** Durable, unless its key is known already: then false. `instead`: the key of a message in whose place it stands from now on. */
  async function commit(row: InboxRow, instead?: string): Promise<boolean> {
    const { address, from, group } = row;
    // What is told to an owner is not for company
    const place = from.trust === "owner" && !group ? await owner.follow(from, address) : undefined;
    const key = seen.put(seenKey(address.channel, row.key), { id: row.id }, { ifRevision: 0, ttlMs: seenMs });
    const replaced = instead === undefined ? [] : [seen.put(seenKey(address.channel, instead), { id: row.id }, { ttlMs: seenMs })];
    const result = await store.commit([key, ...replaced, ...inbox.write(row), ...(place?.ops ?? [])]);
    if (!result.committed) return false;
    place?.done();
    inbox.note(row);
    return true;
  }

  async function refuse(row: InboxRow, reason: string): Promise<boolean> {
    const taken = await commit({ ...row, state: "refused", reason, endedAt: clock.now() });
    if (taken) log.info("A message was refused.", { channel: row.address.channel, sender: row.from.id, reason });
    return taken;
  }

  /** In company nobody is met, and silence is the answer: most of what is said there is not for the agent. */
  async function refuseInCompany(row: InboxRow, addressed: boolean) {
    const { channel, conversation } = row.address;
    if (!addressed) {
      if (onRecord(`${channel}:${conversation}`)) await refuse({ ...row, text: "" }, notAddressedReason);
      return;
    }
    if (!onRecord(`${channel}:${conversation}:${row.from.id}`)) return;
    const { trust } = await access.judge(channel, row.from);
    await refuse(row, trust === "stranger" ? strangerReason(channel, row.from.id) : groupReason(channel, conversation));
  }

  async function meet({ id, name }: Sender, address: Address) {
    const text = await access.meet(name === undefined ? { id } : { id, name }, address);
    if (text) await conversationAt(address).tell(text, []);
  }

  async function take(message: Incoming) {
    const { address, group } = message;
    const from = await access.judge(address.channel, message.from, group ? address.conversation : undefined);
    const row = rowOf(message, from);
    const addressed = group === undefined || group.addressed || joinsAlbum(row);
    if (group && (!addressed || from.trust === "stranger")) return refuseInCompany(row, addressed);
    if (from.trust === "stranger") {
      if (await refuse(row, strangerReason(address.channel, from.id)))
        meet(message.from, address).catch((error: Error) => log.error("A stranger could not be met.", { channel: address.channel, error }));
      return;
    }
    // A /stop is one, however it came to be written
    const edited = message.edits !== undefined && parseControl(message.text) === undefined ? await edit({ ...row, edits: message.edits }) : "apart";
    if (edited === "done") return;
    const { command, begin } = plan(row);
    if (!command && conversationAt(address).waiting >= house.options.maxWaiting) {
      if (await refuse(row, fullReason))
        conversationAt(address)
          .answerHere(row, fullReason, "refused")
          .catch((error: Error) => log.error("A refusal could not be said.", { error }));
      return;
    }
    if (await commit(row, edited === "instead" && !command ? message.edits : undefined)) begin();
  }

  /** Whether a picture of an album is addressed is known by the ones before it. */
  const inAlbum = ({ album, group, address }: Incoming, work: () => Promise<void>) =>
    album === undefined || !group ? work() : inLine(`album ${addressKey(address)} ${album}`, work);

  return {
    accept: (message) => inAlbum(message, () => inLine(seenKey(message.address.channel, message.edits ?? message.key), () => take(message))),
    unsent: (channel, key) =>
      inLine(seenKey(channel, key), async () => {
        const known = await seen.get(seenKey(channel, key));
        if (!known) return void (await store.commit([seen.put(seenKey(channel, key), { id: takenBack }, { ifRevision: 0, ttlMs: seenMs })]));
        const row = await inbox.get(known.value.id);
        if (!row) return;
        if (await turns.change(row, (turn) => withoutMember(turn, row.id))) return;
        if (!inbox.open.has(row.id)) await house.commit(house.corrections.drop(row.address, [row.id]));
      }),
  };
}
