import type { Address, Clock, Logger, Sender } from "@instar/kernel";
import type { Events, HouseEvent, Op, Store } from "@instar/kernel/contracts";
import type { Attempts } from "./attempts.ts";
import { type AccessDesk, type Deciding, type Met, senderName, type Trusted } from "./contract.ts";
import { AccessError } from "./errors.ts";
import type { Expected } from "./expected.ts";
import { isSenderName } from "./options.ts";
import { readCode } from "./pairing-code.ts";
import { longestName, type Stranger, type Strangers } from "./strangers.ts";
import { type Grant, type Trust, tokenHolders } from "./trust.ts";
import type { Welcomes } from "./welcomes.ts";

const withoutCode = ({ code: _, address: _address, ...met }: Stranger): Met => met;
const channelOf = (sender: string) => sender.slice(0, sender.indexOf(":"));

const letInText = "You are let in: your next message reaches the agent. What you wrote before was not passed on, so please send it again if it still matters.";

const codeText = (code: string) =>
  `I do not know you yet, so your message was not passed on. To be let in, give this code to my owner: ${code}. It works once, within an hour; my owner enters it with /pair ${code}.`;

/** Who is let in and who is not, changed by owners one after the other; whatever is decided is durable before it holds. */
export function createAccessDesk({
  trust,
  strangers,
  attempts,
  welcomes,
  expected,
  store,
  events,
  clock,
  log,
  pairing,
}: {
  readonly trust: Trust;
  readonly strangers: Strangers;
  readonly attempts: Attempts;
  readonly welcomes: Welcomes;
  readonly expected: Expected;
  readonly store: Store;
  readonly events: Pick<Events, "op"> | undefined;
  readonly clock: Clock;
  readonly log: Logger;
  readonly pairing: boolean;
}): Omit<AccessDesk, "judge" | "admits" | "groups" | "identify" | "tokenFor"> {
  let line: Promise<unknown> = Promise.resolve();

  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const done = line.then(async () => {
      await Promise.all([trust.load(), strangers.load()]);
      return work();
    });
    line = done.catch(() => undefined); // whoever asked has the failure; the next one is heard all the same
    return done;
  }

  const recorded = (type: string, sender: string, text: string): Op[] => {
    const event: HouseEvent = { type, about: { channel: channelOf(sender) }, text };
    return events ? [events.op(event)] : [];
  };

  async function letIn(grant: Grant, welcome: Address | undefined): Promise<Trusted> {
    const telling = welcome && welcomes.plan(grant.sender, welcome, letInText);
    await store.commit([
      trust.put(grant),
      strangers.remove(grant.sender),
      ...(telling ? [telling.op] : []),
      ...recorded("access.granted", grant.sender, `${grant.sender} was let in as ${grant.trust} by ${grant.by}.`),
    ]);
    trust.note(grant);
    strangers.forget(grant.sender);
    log.info("Somebody was let in.", { sender: grant.sender, trust: grant.trust, by: grant.by });
    if (telling) welcomes.say(telling);
    return { ...grant, trust: trust.of(grant.sender) ?? grant.trust, source: "grant" };
  }

  async function turnAway(sender: string, type: string, by: string, before: readonly Op[] = []) {
    const { stranger, op } = strangers.deny(sender);
    await store.commit([...before, op, ...recorded(type, sender, `${sender} was turned away by ${by}.`)]);
    strangers.note(stranger);
    log.info("Somebody was turned away.", { sender, by });
  }

  async function whoseCode(typed: string, place: string): Promise<Stranger> {
    const refusedMs = await attempts.refusedFor(place);
    if (refusedMs > 0) throw AccessError.TOO_MANY_CODES(Math.ceil(refusedMs / 60_000));
    const code = readCode(typed);
    const stranger = code === undefined ? undefined : strangers.withCode(code);
    if (!stranger) {
      await attempts.failed(place);
      throw AccessError.NO_SUCH_CODE();
    }
    if (stranger.until <= clock.now()) throw AccessError.CODE_EXPIRED(stranger.sender);
    return stranger;
  }

  return {
    trusted: () => inTurn(async () => trust.list),
    met: () => inTurn(async () => strangers.list.map(withoutCode)),
    expect: expected.wait,
    grant: (sender, level, by, met) =>
      inTurn(async () => {
        if (!isSenderName(sender)) throw AccessError.SENDER_MALFORMED(sender);
        if (tokenHolders.includes(sender)) throw AccessError.ALWAYS_OWNER(sender);
        const { name } = met ?? trust.granted(sender) ?? strangers.get(sender) ?? {};
        const grant = { sender, trust: level, by, at: clock.now(), ...(name === undefined ? {} : { name: name.slice(0, longestName) }) };
        return letIn(grant, met ? undefined : strangers.get(sender)?.address);
      }),
    revoke: (sender, by) =>
      inTurn(async () => {
        if (tokenHolders.includes(sender)) throw AccessError.ALWAYS_OWNER(sender);
        if (!trust.granted(sender)) {
          const listed = trust.list.find((trusted) => trusted.sender === sender);
          throw listed ? AccessError.IN_CONFIG(sender, listed.trust === "owner" ? "owners" : "known") : AccessError.NOT_GRANTED(sender);
        }
        await turnAway(sender, "access.revoked", by, [trust.remove(sender)]);
        trust.forget(sender);
        const left = trust.of(sender);
        if (left) throw AccessError.IN_CONFIG(sender, left === "owner" ? "owners" : "known");
      }),
    pair: (code, level, { by, place }: Deciding) =>
      inTurn(async () => {
        const { sender, name, address } = await whoseCode(code, place);
        return letIn({ sender, trust: level, by, at: clock.now(), ...(name === undefined ? {} : { name }) }, address);
      }),
    deny: (codeOrSender, { by, place }) =>
      inTurn(async () => {
        const { sender } = isSenderName(codeOrSender) ? { sender: codeOrSender } : await whoseCode(codeOrSender, place);
        if (trust.of(sender) !== undefined) throw AccessError.STILL_TRUSTED(sender);
        await turnAway(sender, "pairing.denied", by);
        return sender;
      }),
    async meet(sender: Sender, address: Address) {
      if (expected.is(address.channel)) {
        await strangers.load();
        return strangers.get(senderName(address.channel, sender))?.state === "denied" ? undefined : expected.greet(sender, address);
      }
      if (!pairing) return undefined;
      await strangers.load();
      const code = await strangers.meet(sender, address);
      return code === undefined ? undefined : codeText(code);
    },
  };
}
