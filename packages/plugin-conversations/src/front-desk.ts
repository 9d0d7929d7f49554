import type { Address, Sender, SessionRef } from "@instar/kernel";
import type { Access, Incoming, Press, Records, SessionEvent, Store } from "@instar/kernel/contracts";
import { addressKey } from "./address-key.ts";
import type { AskedCommand, ChatDesk } from "./chat-commands.ts";
import type { InboxRow } from "./contract.ts";
import { type ControlWord, helpText, parseControl } from "./control.ts";
import { type Conversation, createConversation } from "./conversation.ts";
import type { House } from "./house.ts";
import type { Outbox } from "./outbox.ts";
import type { OwnerPlace } from "./owner-place.ts";
import { seenKey } from "./seen-key.ts";
import { noLongerLetIn } from "./turn-sentence.ts";

/** A stranger's text is kept as a sign that somebody wrote, not to fill the disk. */
const keptOfStrangers = 500;
const seenMs = 30 * 86_400_000;
/** Below so many nobody looks for conversations that can be forgotten. */
const fewConversations = 100;

export interface FrontDesk {
  /** Resolves when the message is durable; the same key of the same channel is accepted once in 30 days. */
  accept(message: Incoming): Promise<void>;
  unsent(channel: string, key: string): Promise<void>;
  pressed(press: Press): Promise<string>;
  /** Looks at what the last daemon left; what it resolves with takes that up, in one step. */
  resume(): Promise<() => void>;
  heard(session: SessionRef, key: string, event: SessionEvent): Promise<void>;
  /** Runs a row that has ended once more. False when that is under way. */
  again(row: InboxRow): Promise<boolean>;
  /** Says something outside of any turn, once per key; durable when it resolves with where it is (or was) said. */
  tell(key: string, text: string, address: Address | undefined): Promise<Address>;
  readonly running: number;
  close(): void;
}

export interface FrontDeskParts {
  readonly access: Access;
  readonly seen: Records<{ id: string }>;
  /** What was told, and where. */
  readonly told: Records<Address>;
  readonly store: Store;
  readonly owner: OwnerPlace;
  readonly chat: ChatDesk;
}

/** What the house answers itself: its own word, or a command that a plugin brings. */
type Asked = ControlWord | AskedCommand;

/** Accepts messages durably, answers the house's own commands at once, and hands the rest to their conversations. */
export function createFrontDesk(house: House, outbox: Outbox, { access, seen, told, store, owner, chat }: FrontDeskParts): FrontDesk {
  const { inbox, clock, log, sessions } = house;
  const conversations = new Map<string, Conversation>();
  const retrying = new Set<string>();
  const telling = new Map<string, Promise<Address>>();
  let sweepAt = fewConversations;

  function conversationAt(address: Address): Conversation {
    const key = addressKey(address);
    let conversation = conversations.get(key);
    if (!conversation) {
      if (conversations.size >= sweepAt) sweep();
      conversation = createConversation(address, house, outbox);
      conversations.set(key, conversation);
    }
    return conversation;
  }

  function sweep() {
    for (const [key, { idle }] of conversations) if (idle) conversations.delete(key);
    sweepAt = Math.max(fewConversations, conversations.size * 2);
  }

  async function statusText(conversation: Conversation): Promise<string> {
    const record = await sessions.record(addressKey(conversation.address));
    const doing = conversation.running > 0 ? "The agent is working." : "The agent is idle.";
    const waits = conversation.waiting > 0 ? ` ${conversation.waiting} ${conversation.waiting === 1 ? "message waits" : "messages wait"}.` : "";
    const session = record
      ? ` Session: ${record.driver}${record.model ? ` (${record.model})` : ""}, ${record.turns} ${record.turns === 1 ? "turn" : "turns"}, ${record.costUsd.toFixed(2)} USD.`
      : " There is no session yet.";
    return `${doing}${waits}${session}`;
  }

  const control: Record<ControlWord, (conversation: Conversation, row: InboxRow) => Promise<string>> = {
    help: async (_, { from }) => helpText(chat.help(from)),
    status: statusText,
    async stop(conversation) {
      const { running, waiting } = await conversation.stop("Stopped on request.");
      if (running + waiting === 0) return "Nothing was running.";
      return waiting === 0 ? "Stopped." : `Stopped, and ${waiting} waiting ${waiting === 1 ? "message" : "messages"} dropped.`;
    },
    async new(conversation) {
      await conversation.stop("A new conversation was begun.");
      await sessions.end(addressKey(conversation.address), "A new conversation was begun.");
      return "A new conversation begins here.";
    },
  };

  const askedBy = ({ id, text, from, address, at }: InboxRow): Asked | undefined =>
    parseControl(text) ?? chat.find({ words: text, from, address, message: id, at });

  function dispatch(row: InboxRow, asked: Asked | undefined) {
    const conversation = conversationAt(row.address);
    if (asked === undefined) return conversation.arrived(row);
    const name = typeof asked === "string" ? asked : asked.name;
    const carryOut = async () => conversation.answerHere(row, await (typeof asked === "string" ? control[asked](conversation, row) : asked.run()));
    // A message behind a /stop or /new must not begin while it is carried out: it would be stopped with the rest
    (asked === "stop" || asked === "new" ? conversation.hold(carryOut) : carryOut()).catch(async (error: Error) => {
      log.error("A command failed.", { command: name, error });
      if (!house.closing.aborted) await conversation.answerHere(row, `/${name} failed: ${error.message}`).catch(() => undefined); // logged above; the row stays open for the next start
    });
  }

  /** A row that has waited: what was decided about its sender since then holds. */
  async function judgeAgain(row: InboxRow): Promise<InboxRow> {
    return askedBy(row) === undefined ? row : { ...row, from: await house.judge(row.address.channel, row.from) };
  }

  function dispatchAgain(row: InboxRow) {
    if (row.from.trust !== "stranger") return dispatch(row, askedBy(row));
    const refused: InboxRow = { ...row, state: "refused", reason: noLongerLetIn, endedAt: clock.now() };
    house.commit(inbox.write(refused)).then(
      () => inbox.note(refused),
      (error: Error) => log.error("A refusal could not be written.", { error }),
    );
  }

  async function meet({ id, name }: Sender, address: Address) {
    const text = await access.meet(name === undefined ? { id } : { id, name }, address);
    if (text) await conversationAt(address).tell(text, []);
  }

  async function tellOnce(key: string, text: string, to: Address | undefined): Promise<Address> {
    const before = await told.get(key);
    if (before) return before.value;
    const address = to ?? (await owner.find());
    await conversationAt(address).tell(text, [told.put(key, address, { ttlMs: seenMs })]);
    return address;
  }

  async function runAgain(row: InboxRow) {
    const { endedAt: _, reason: _reason, by: _by, reply: _reply, notBefore: _notBefore, mergedInto: _mergedInto, ...rest } = row;
    const fresh = await judgeAgain({ ...rest, acceptedAt: clock.now(), state: "accepted", attempt: 0 });
    await house.commit(inbox.write(fresh, row));
    inbox.note(fresh);
    dispatchAgain(fresh);
  }

  return {
    async accept(message) {
      const { channel } = message.address;
      const from = await access.judge(channel, message.from);
      const row: InboxRow = {
        id: house.ids(),
        key: message.key,
        address: message.address,
        from,
        text: from.trust === "stranger" ? message.text.slice(0, keptOfStrangers) : message.text,
        ...(message.attachments ? { attachments: message.attachments } : {}),
        ...(message.quoted === undefined ? {} : { quoted: message.quoted }),
        at: message.at,
        acceptedAt: clock.now(),
        state: "accepted",
        attempt: 0,
      };
      const stranger = from.trust === "stranger";
      const asked = stranger ? undefined : askedBy(row);
      const full = !stranger && !asked && conversationAt(message.address).waiting >= house.options.maxWaiting;
      const refusal = stranger
        ? `The sender is not known here; listing "${channel}:${from.id}" in access({ owners }) or access({ known }) lets them in, and so does \`instar access grant ${channel}:${from.id}\`.`
        : full
          ? "Too many messages wait already, so this one is not taken."
          : undefined;
      const kept: InboxRow = refusal ? { ...row, state: "refused", reason: refusal, endedAt: clock.now() } : row;
      const place = from.trust === "owner" ? await owner.follow(from, row.address) : undefined;
      const key = seen.put(seenKey(channel, message.key), { id: row.id }, { ifRevision: 0, ttlMs: seenMs });
      const result = await store.commit([key, ...inbox.write(kept), ...(place?.ops ?? [])]);
      if (!result.committed) return;
      place?.done();
      inbox.note(kept);
      if (!refusal) return dispatch(kept, asked);
      log.info("A message was refused.", { channel, sender: from.id, reason: refusal });
      if (full)
        conversationAt(message.address)
          .answerHere(kept, refusal, "refused")
          .catch((error: Error) => log.error("A refusal could not be said.", { error }));
      else meet(message.from, row.address).catch((error: Error) => log.error("A stranger could not be met.", { channel, error }));
    },
    async unsent() {},
    pressed: async () => "",
    async resume() {
      const left = await Promise.all([...inbox.open.values()].map(async (row) => (row.state === "running" ? row : judgeAgain(row))));
      return () => {
        for (const row of left) {
          if (row.state === "running") conversationAt(row.address).leftBehind(row);
          else dispatchAgain(row);
        }
        for (const conversation of conversations.values()) conversation.takeUp();
      };
    },
    async heard(session, key, event) {
      const own = conversations.get(key);
      if (own) return own.heard(session, event);
      const unasked = event.type === "turn-end" && event.inputs.length === 0 && event.outcome === "done";
      if (unasked && session.address) await conversationAt(session.address).spoke(session, event.text);
    },
    async again(row) {
      if (retrying.has(row.id) || inbox.open.has(row.id)) return false;
      retrying.add(row.id);
      try {
        await runAgain(row);
      } finally {
        retrying.delete(row.id);
      }
      return true;
    },
    tell(key, text, to) {
      const saying = telling.get(key) ?? tellOnce(key, text, to).finally(() => telling.delete(key));
      telling.set(key, saying);
      return saying;
    },
    get running() {
      return [...conversations.values()].reduce((sum, conversation) => sum + conversation.running, 0);
    },
    close() {
      for (const conversation of conversations.values()) conversation.close();
    },
  };
}
