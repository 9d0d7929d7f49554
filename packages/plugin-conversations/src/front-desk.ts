import type { Address, SessionRef } from "@instar/kernel";
import type { Access, Incoming, Press, Records, SessionEvent, Store } from "@instar/kernel/contracts";
import { addressKey } from "./address-key.ts";
import type { AskedCommand, ChatDesk } from "./chat-commands.ts";
import type { CommandDoors } from "./commands/house-command.ts";
import { createHouseCommands } from "./commands/house-commands.ts";
import { createRunningTools } from "./commands/running-tools.ts";
import type { InboxRow, Saying } from "./contract.ts";
import { type Conversation, createConversation } from "./conversation/conversation.ts";
import { withoutProblems } from "./files/kept-files.ts";
import type { House } from "./house.ts";
import { createIntake } from "./intake.ts";
import { judgeAgain } from "./judge-again.ts";
import type { Outbox } from "./outbox/outbox.ts";
import type { OwnerPlace } from "./owner-place.ts";
import type { Carried, PressDesk, PressDeskParts } from "./presses/press-desk.ts";
import type { Told } from "./rows.ts";
import { createTelling } from "./tell-once.ts";
import { noLongerLetIn, stoppedSentence } from "./turn-sentence.ts";

/** Below so many nobody looks for conversations that can be forgotten. */
const fewConversations = 100;

export interface FrontDesk {
  /** Resolves when the message is durable; the same key of the same channel is accepted once in 30 days. */
  accept(message: Incoming): Promise<void>;
  unsent(channel: string, key: string): Promise<void>;
  pressed(channel: string, press: Press): Promise<string>;
  /** Looks at what the last daemon left; what it resolves with takes that up, in one step. */
  resume(): Promise<() => void>;
  heard(session: SessionRef, key: string, event: SessionEvent): Promise<void>;
  /** Runs a row that has ended once more. False when that is under way. */
  again(row: InboxRow): Promise<boolean>;
  /** Says something outside of any turn, once per key; durable when it resolves with where it is (or was) said. */
  tell(saying: Saying): Promise<Address>;
  /** Ends every turn and drops everything that waits; whoever waits elsewhere than at `asked` is told. */
  stopAll(reason: string, asked?: Address): Promise<{ readonly running: number; readonly waiting: number }>;
  readonly running: number;
  close(): void;
}

export interface FrontDeskParts extends Pick<CommandDoors, "thread" | "threads"> {
  readonly access: Access;
  readonly seen: Records<{ id: string }>;
  /** What was told, and where. */
  readonly told: Records<Told>;
  readonly store: Store;
  readonly owner: OwnerPlace;
  readonly chat: ChatDesk;
  /** Told of every message that is taken in or taken up. */
  readonly saw: (row: InboxRow) => void;
  readonly presses: (words: Pick<PressDeskParts, "find" | "tell">) => PressDesk;
}

/** Accepts messages durably, answers the house's own commands at once, and hands the rest to their conversations. */
export function createFrontDesk(
  house: House,
  outbox: Outbox,
  { access, seen, told, store, owner, chat, presses, thread, threads, saw }: FrontDeskParts,
): FrontDesk {
  const { inbox, clock, log } = house;
  const tools = createRunningTools();
  const commands = createHouseCommands(
    { house, tools, thread, threads, tell: (saying) => tell(saying), contributed: ({ from }) => chat.help(from), replaced: ({ from }) => chat.replaced(from) },
    ({ address }) => conversationAt(address),
  );
  const conversations = new Map<string, Conversation>();
  const intake = createIntake(house, {
    access,
    seen,
    store,
    owner,
    conversationAt,
    plan(row) {
      const asked = askedBy(row);
      return { command: asked !== undefined, begin: () => dispatch(row, asked) };
    },
  });
  const retrying = new Set<string>();
  /** Nothing begins in a house that was only set up, for a command to look at it: what is accepted there is taken up at the start. */
  let started = false;
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

  /** What corrects a message is no command, whatever it reads. */
  const askedBy = (row: InboxRow): AskedCommand | undefined => {
    const { id, text, from, address, at, edits } = row;
    if (edits !== undefined) return undefined;
    const asked = { words: text, from, address, message: id, at };
    return chat.findFirst(asked) ?? commands.find(row) ?? chat.find(asked);
  };

  /** What the words of a button mean, as those of a message would. */
  function wordsOf(row: InboxRow): Carried | undefined {
    const asked = askedBy(row);
    if (!asked?.holds) return asked;
    const { name, run } = asked;
    return {
      name,
      async run() {
        let answer = "";
        await conversationAt(row.address).hold(async () => {
          answer = await run();
        });
        return answer;
      },
    };
  }

  const press = presses({ find: wordsOf, tell: (address, text, also) => conversationAt(address).tell(text, also) });
  const tell = createTelling({ house, told, owner, offer: press.offer, conversationAt });

  function dispatch(row: InboxRow, asked: AskedCommand | undefined) {
    saw(row);
    const conversation = conversationAt(row.address);
    if (asked === undefined) return conversation.arrived(row);
    const { name, holds, run } = asked;
    const carryOut = async () => conversation.answerHere(row, await run());
    // A message behind a /stop or /new must not begin while it is carried out: it would be stopped with the rest
    (holds ? conversation.hold(carryOut) : carryOut()).catch(async (error: Error) => {
      log.error("A command failed.", { command: name, error });
      if (!house.closing.aborted) await conversation.answerHere(row, `/${name} failed: ${error.message}`).catch(() => undefined); // logged above; the row stays open for the next start
    });
  }

  /** A command that has waited; what is text is judged when its turn comes. */
  async function judged(row: InboxRow): Promise<InboxRow> {
    return askedBy(row) === undefined ? row : { ...row, from: await judgeAgain(house, row) };
  }

  function dispatchAgain(row: InboxRow) {
    if (row.from.trust !== "stranger") return dispatch(row, askedBy(row));
    const refused: InboxRow = { ...row, state: "refused", reason: noLongerLetIn, endedAt: clock.now() };
    house.commit(inbox.write(refused)).then(
      () => inbox.note(refused),
      (error: Error) => log.error("A refusal could not be written.", { error }),
    );
  }

  async function runAgain(row: InboxRow) {
    const { endedAt: _, reason: _reason, by: _by, reply: _reply, notBefore: _notBefore, mergedInto: _mergedInto, files, ...rest } = row;
    const fresh = await judged({ ...rest, ...(files ? { files: withoutProblems(files) } : {}), acceptedAt: clock.now(), state: "accepted", attempt: 0 });
    // Who was refused wrote before they could be followed
    const place = row.state === "refused" && fresh.from.trust === "owner" && !fresh.group ? await owner.follow(fresh.from, fresh.address) : undefined;
    await house.commit([...inbox.write(fresh, row), ...(place?.ops ?? [])]);
    place?.done();
    inbox.note(fresh);
    if (started) dispatchAgain(fresh);
  }

  return {
    accept: intake.accept,
    unsent: intake.unsent,
    pressed: press.pressed,
    async resume() {
      started = true;
      const left = await Promise.all([...inbox.open.values()].map(async (row) => (row.state === "running" ? row : judged(row))));
      const cutOff = await press.resume();
      return () => {
        cutOff();
        for (const row of left) {
          if (row.state === "running") conversationAt(row.address).leftBehind(row);
          else dispatchAgain(row);
        }
        for (const conversation of conversations.values()) conversation.takeUp();
      };
    },
    async heard(session, key, event) {
      tools.heard(key, event);
      const own = conversations.get(key);
      if (own) return own.heard(session, event);
      const unasked = event.type === "turn-end" && event.inputs.length === 0 && event.outcome === "done";
      if (unasked && session.address) await conversationAt(session.address).spoke(session, event.text);
    },
    async again(row) {
      if (retrying.has(row.id) || inbox.open.has(row.id)) return false;
      retrying.add(row.id);
      try {
        if ((await inbox.get(row.id))?.state !== row.state) return false;
        await runAgain(row);
      } finally {
        retrying.delete(row.id);
      }
      return true;
    },
    tell,
    async stopAll(reason, asked) {
      const here = asked && addressKey(asked);
      const stopped = await Promise.all([...conversations].map(([key, conversation]) => conversation.stop(reason, key === here ? undefined : stoppedSentence)));
      return {
        running: stopped.reduce((sum, { running }) => sum + running, 0),
        waiting: stopped.reduce((sum, { waiting }) => sum + waiting, 0),
      };
    },
    get running() {
      return [...conversations.values()].reduce((sum, conversation) => sum + conversation.running, 0);
    },
    close() {
      for (const conversation of conversations.values()) conversation.close();
    },
  };
}
