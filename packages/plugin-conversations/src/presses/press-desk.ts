import { randomBytes } from "node:crypto";
import type { Address, Button } from "@instar/kernel";
import type { Op, Press, Records, Store } from "@instar/kernel/contracts";
import { checkMessage } from "../check-message.ts";
import type { InboxRow, Saying } from "../contract.ts";
import { createFewRefusals } from "../few-refusals.ts";
import type { House } from "../house.ts";
import { seenKey } from "../seen-key.ts";
import { splitText } from "../text/split-text.ts";
import type { SeenPress, StoredButton, StoredPress } from "./stored-button.ts";

const keptMs = 30 * 86_400_000;
/** Services wait 3 s for what is shown to whoever pressed. */
const answerWithinMs = 2_500;
const othersAnswerWithinMs = 2_000;
const longestAnswer = 200;
/** How far back a conversation is looked for in which several people wrote. */
const lookedThrough = 500;

const noButton = "This button does not work any more.";
const notYours = "This is not yours to press.";
const notTaken = "This could not be taken down, so nothing was done. Press again in a moment.";
const closes = "I am being restarted. Press again in a moment to see how it went.";
const going = "On it.";
const uncertain = "I was restarted meanwhile, so it is not certain whether it took effect.";

/** What a press asks for, when it may. */
export interface Carried {
  readonly name: string;
  run(): Promise<string>;
}

export interface PressDesk {
  /** Buttons for a saying, and what puts them on record in its commit. None where the channel shows none. */
  offer(saying: Saying, address: Address): { readonly buttons: readonly Button[]; readonly ops: readonly Op[] };
  /** What is shown to whoever pressed; never rejects. What counts is durable before it is done, and done once at most. */
  pressed(channel: string, press: Press): Promise<string>;
  /** Looks at presses that the last daemon died in; what it resolves with tells of them. */
  resume(): Promise<() => void>;
}

export interface PressDeskParts {
  readonly house: House;
  readonly store: Store;
  readonly buttons: Records<StoredButton>;
  readonly presses: Records<StoredPress>;
  readonly seen: Records<SeenPress>;
  /** What these words mean, from this sender, here. */
  readonly find: (row: InboxRow) => Carried | undefined;
  readonly tell: (address: Address, text: string, also: readonly Op[]) => Promise<void>;
}

function short(text: string): string {
  const line = text.trim() || "Done.";
  return line.length <= longestAnswer ? line : `${splitText(line, longestAnswer - 1)[0]}…`;
}

const howItEnded = ({ label, from, answer = uncertain }: StoredPress): string => `${label} was pressed before, by ${from.name ?? from.id}: ${answer}`;

/** Lets words of the house be said by a button: each choice once, by whoever may say them. */
export function createPressDesk({ house, store, buttons, presses, seen, find, tell }: PressDeskParts): PressDesk {
  const { clock, log, inbox, closing, routes } = house;
  /** Presses that are being carried out, by their choice. */
  const taking = new Map<string, { readonly key: string; readonly work: Promise<StoredPress> }>();
  const onRecord = createFewRefusals(clock);

  async function isGroup({ group, address }: Press): Promise<boolean> {
    if (group) return true;
    const rows = await inbox.list({ limit: lookedThrough });
    return rows.some((row) => row.group && row.address.channel === address.channel && row.address.conversation === address.conversation);
  }

  async function refuse(row: InboxRow, key: string, refusal: string): Promise<string> {
    if (!onRecord(`${row.address.channel}:${row.from.id}`)) return refusal;
    const refused: InboxRow = { ...row, state: "refused", reason: refusal };
    const { committed } = await store.commit([seen.put(key, { refusal }, { ifRevision: 0, ttlMs: keptMs }), ...inbox.write(refused)]);
    if (committed) inbox.note(refused);
    return refusal;
  }

  async function carryOut({ name, run }: Carried): Promise<string> {
    try {
      return await run();
    } catch (error) {
      log.error("What a button asked for failed.", { command: name, error });
      return `/${name} failed: ${error instanceof Error ? error.message : String(error)}`;
    }
  }

  /** The press that counts for a choice: this one, carried out, or a former one. */
  async function take(choice: string, key: string, row: InboxRow, press: StoredPress, asked: Carried, hurry: { late: boolean }) {
    const former = await presses.get(choice);
    if (former) return former.value;
    const claim = presses.put(choice, press, { ifRevision: 0, ttlMs: keptMs });
    const result = await store.commit([claim, seen.put(key, { choice }, { ifRevision: 0, ttlMs: keptMs }), ...inbox.write(row)]).catch((error: unknown) => {
      // Whoever pressed was told that it is being done
      if (hurry.late)
        tell(row.address, `${press.label}: ${notTaken}`, []).catch((late: Error) => log.error("A press that failed could not be told of.", { error: late }));
      throw error;
    });
    if (!result.committed) return (await presses.get(choice))?.value ?? press;
    inbox.note(row);
    const answer = await carryOut(asked);
    const ended: StoredPress = { ...press, answer: answer.trim() || "Done." };
    const outcome = presses.put(choice, ended, { ttlMs: keptMs });
    const tooLong = answer.trim().length > longestAnswer;
    if (answer.trim() !== "" && (hurry.late || tooLong)) await tell(row.address, answer, [outcome]);
    else {
      await house.commit([outcome]);
      // The time may have run out while this was written
      if (hurry.late && answer.trim() !== "") await tell(row.address, answer, []);
    }
    return ended;
  }

  async function waitFor(other: Promise<StoredPress>, label: string, same: boolean): Promise<string> {
    const done = new AbortController();
    const late = clock.sleep(othersAnswerWithinMs, done.signal).then(
      () => (same ? going : `${label} was pressed before, and is still being carried out.`),
      () => "", // the other one has ended in time
    );
    return Promise.race([other.then((ended) => (same ? (ended.answer ?? uncertain) : howItEnded(ended))), late]).finally(() => done.abort());
  }

  async function answerTo(channel: string, given: Press, hurry: { late: boolean }): Promise<string> {
    // Read once: who is judged must be who is kept
    const press = structuredClone(given);
    const now = clock.now();
    checkMessage(channel, { key: press.key, from: press.from, address: press.address, text: "", at: now });
    const key = seenKey(channel, press.key);
    const before = (await seen.get(key))?.value;
    if (before) {
      const same = before.choice === undefined ? undefined : (await presses.get(before.choice))?.value;
      return before.refusal ?? same?.answer ?? (taking.has(before.choice ?? "") ? going : uncertain);
    }
    const button = typeof press.button === "string" && /^[\w-]{1,24}$/.test(press.button) ? (await buttons.get(press.button))?.value : undefined;
    const address = routes.home(press.address);
    const group = await isGroup({ ...press, address });
    const from = await house.judge(channel, press.from, group ? address.conversation : undefined);
    if (!button || button.until <= now || button.address.channel !== channel) return from.trust === "stranger" ? notYours : noButton;
    const row: InboxRow = {
      id: house.ids(),
      key: `press:${press.key}`,
      address,
      from,
      text: button.words,
      ...(group ? { group: { addressed: true } } : {}),
      at: now,
      acceptedAt: now,
      state: "handled",
      attempt: 0,
      endedAt: now,
    };
    const asked = from.trust === "stranger" ? undefined : find(row);
    if (!asked) return refuse(row, key, from.trust !== "owner" ? notYours : noButton);
    const other = taking.get(button.choice);
    if (other) return waitFor(other.work, button.label, other.key === key);
    const mine: StoredPress = { label: button.label, from, address, at: now };
    const work = take(button.choice, key, row, mine, asked, hurry).finally(() => taking.delete(button.choice));
    taking.set(button.choice, { key, work });
    const ended = await work;
    return ended.at === mine.at && ended.from === mine.from ? (ended.answer ?? uncertain) : howItEnded(ended);
  }

  return {
    offer({ key, buttons: wanted = [] }, address) {
      if (wanted.length === 0 || !house.channel(address.channel)?.buttons) return { buttons: [], ops: [] };
      const newChoice = () => randomBytes(12).toString("base64url");
      const shared = newChoice();
      const until = clock.now() + keptMs;
      const shown = wanted.map(({ label, words, apart }, index) => {
        const choice = apart ? newChoice() : shared;
        return { id: `${choice}-${index}`, choice, label, words };
      });
      return {
        buttons: shown.map(({ id, label }) => ({ id, label })),
        ops: shown.map(({ id, choice, label, words }) => buttons.put(id, { choice, label, words, address, key, until }, { ttlMs: keptMs })),
      };
    },
    async pressed(channel, press) {
      if (closing.aborted) return closes;
      const hurry = { late: false };
      const done = new AbortController();
      const late = clock.sleep(answerWithinMs, AbortSignal.any([done.signal, closing])).then(
        () => {
          hurry.late = true;
          return going;
        },
        () => closes, // answered, or the house closes
      );
      const answer = answerTo(channel, press, hurry).catch((error: Error) => {
        log.error("A press could not be taken.", { channel, error });
        return notTaken;
      });
      return short(await Promise.race([answer, late]).finally(() => done.abort()));
    },
    async resume() {
      const left: (readonly [string, StoredPress])[] = [];
      for await (const [choice, press] of presses.entries()) if (press.answer === undefined) left.push([choice, press]);
      return () => {
        for (const [choice, press] of left)
          tell(press.address, `${press.label} was pressed. ${uncertain}`, [presses.put(choice, { ...press, answer: uncertain }, { ttlMs: keptMs })]).catch(
            (error: Error) => log.error("A press that was cut off could not be told of.", { error }),
          );
      };
    },
  };
}
