import type { Address, Clock, Logger, Sender } from "@instar/kernel";
import type { Op, Records, Versioned } from "@instar/kernel/contracts";
import { z } from "zod";
import { type Met, senderName } from "./contract.ts";
import { isSenderName } from "./options.ts";
import { createCode, digestCode, isCode } from "./pairing-code.ts";
import { keyOfSender } from "./trust.ts";

/** Somebody without trust who wrote. A denied one keeps no code. */
export interface Stranger extends Met {
  readonly address?: Address;
  readonly code?: { readonly salt: string; readonly digest: string };
}

const address = z.object({ channel: z.string(), conversation: z.string(), thread: z.string().optional() });

export const strangerShape = {
  version: 1,
  schema: z.object({
    sender: z.string(),
    name: z.string().optional(),
    state: z.enum(["waiting", "denied"]),
    at: z.number(),
    until: z.number(),
    address: address.optional(),
    code: z.object({ salt: z.string(), digest: z.string() }).optional(),
  }),
} as unknown as Versioned<Stranger>;

const codeMs = 3_600_000;
const deniedMs = 30 * 86_400_000;
const mostWaiting = 20;
export const longestName = 100;

export interface Strangers {
  load(): Promise<void>;
  /** A code for somebody new, durable; undefined: say nothing. */
  meet(sender: Sender, address: Address): Promise<string | undefined>;
  /** Whose code it is, the expired ones included; compares with every one, so that time tells nothing. */
  withCode(code: string): Stranger | undefined;
  get(sender: string): Stranger | undefined;
  /** Codes that work, and who was turned away. */
  readonly list: readonly Stranger[];
  /** The changes for a commit. Call `note` (or `forget`) when it is committed. */
  deny(sender: string): { readonly stranger: Stranger; readonly op: Op };
  note(stranger: Stranger): void;
  remove(sender: string): Op;
  forget(sender: string): void;
}

/** The strangers who wrote: one code an hour each, and only so many at a time that a crowd of invented senders fills nothing. */
export function createStrangers({
  records,
  commit,
  clock,
  log,
}: {
  readonly records: Records<Stranger>;
  readonly commit: (ops: readonly Op[], what: { readonly sender: string }) => Promise<void>;
  readonly clock: Clock;
  readonly log: Logger;
}): Strangers {
  const strangers = new Map<string, Stranger>();
  const meeting = new Set<string>();
  let loading: Promise<void> | undefined;
  let fullTold = false;

  async function read() {
    for await (const [, stranger] of records.entries()) if (!strangers.has(stranger.sender)) strangers.set(stranger.sender, stranger);
  }

  const waiting = () => [...strangers.values()].filter(({ state, until }) => state === "waiting" && until > clock.now());
  const put = (stranger: Stranger) => records.put(keyOfSender(stranger.sender), stranger, { ttlMs: Math.max(1, stranger.until - clock.now()) });

  async function greet(sender: string, name: string | undefined, at: Address): Promise<string | undefined> {
    const now = clock.now();
    const before = strangers.get(sender);
    if (before && before.until > now) return undefined;
    if (waiting().length + meeting.size > mostWaiting) {
      if (!fullTold) log.warn("Too many strangers wait with a code, so further ones are not answered.", { waiting: mostWaiting, sender });
      fullTold = true;
      return undefined;
    }
    fullTold = false;
    for (const [known, { until }] of strangers) if (until <= now) strangers.delete(known);
    const code = createCode();
    const stranger: Stranger = {
      sender,
      ...(name === undefined ? {} : { name: name.slice(0, longestName) }),
      state: "waiting",
      at: now,
      until: now + codeMs,
      address: at,
      code: digestCode(code),
    };
    await commit([put(stranger)], { sender });
    strangers.set(sender, stranger);
    return code;
  }

  return {
    load() {
      loading ??= read().catch((error: unknown) => {
        loading = undefined;
        throw error;
      });
      return loading;
    },
    async meet({ id, name }, at) {
      const sender = senderName(at.channel, { id });
      if (at.channel.includes(":") || !isSenderName(sender) || meeting.has(sender)) return undefined;
      meeting.add(sender);
      return greet(sender, name, at).finally(() => meeting.delete(sender));
    },
    withCode: (code) =>
      [...strangers.values()].filter((stranger) => stranger.code !== undefined && isCode(code, stranger.code)).sort((a, b) => b.until - a.until)[0],
    get: (sender) => strangers.get(sender),
    get list() {
      return [...strangers.values()].filter(({ until }) => until > clock.now()).sort((a, b) => a.at - b.at);
    },
    deny(sender) {
      const { name } = strangers.get(sender) ?? {};
      const now = clock.now();
      const stranger: Stranger = { sender, ...(name === undefined ? {} : { name }), state: "denied", at: now, until: now + deniedMs };
      return { stranger, op: put(stranger) };
    },
    note: (stranger) => void strangers.set(stranger.sender, stranger),
    remove: (sender) => records.delete(keyOfSender(sender)),
    forget: (sender) => void strangers.delete(sender),
  };
}
