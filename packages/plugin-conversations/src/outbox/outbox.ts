import { type Address, isHeld, type Reply } from "@instar/kernel";
import { type Channel, sendFailureOf } from "@instar/kernel/contracts";
import { addressKey } from "../address-key.ts";
import type { OutboxRow, OutboxState } from "../contract.ts";
import { letOut, letOutNow } from "../files/let-out.ts";
import type { OutgoingFiles } from "../files/outgoing-files.ts";
import type { House } from "../house.ts";
import { inTime } from "../in-time.ts";
import { reasonOf } from "../reason-of.ts";
import type { Routes } from "../routes.ts";
import { wakeAt } from "../wake-at.ts";
import { byReplyAndPart, planParts } from "./plan-parts.ts";
import { planSend } from "./plan-send.ts";

/** A send that takes longer is given up, its outcome unknown. */
const sendTimeoutMs = 60_000;
/** How long a part that is under way when the house closes may take to arrive. */
const lastSendMs = 2_000;
/** A service that sends a part from address to address this often goes in circles. */
const mostReroutes = 10;

interface Lane {
  readonly key: string;
  readonly channel: string;
  /** Ids of the address's rows that are not finished, oldest first. */
  ids: string[];
  until: number;
  busy: boolean;
  timer?: Disposable;
}

export interface Outbox {
  /** The rows of a reply, all parts planned and checked by `beforeReply`; not written yet. */
  compose(reply: Reply): Promise<readonly OutboxRow[]>;
  /** Rows that have just been committed: sent in order, per address. */
  add(rows: readonly OutboxRow[]): void;
  /** Takes up what the last daemon left: what was being sent is looked up, or sent again. */
  resume(): Promise<void>;
  /** What waits for this address, or for the whole channel, may be sent now. */
  wake(channel: string, address?: Address): void;
  pending(channel: string): number;
  lastSentAt(channel: string): number | undefined;
  /** Nothing waits for this address or is on its way there, and no limit lasts that is known here. */
  free(address: Address): boolean;
  /** The service has said, to somebody else, that it takes nothing there until then. */
  limit(address: Address, until: number, scope: "address" | "channel"): void;
  /** The channel has just opened: what waits for it goes, and limits still hold. */
  opened(channel: string): void;
  /** A person's change of a row in one of the states `from`. False when it is in none, or is being sent. */
  change(id: string, from: readonly OutboxState[], to: (row: OutboxRow) => OutboxRow): Promise<boolean>;
  /** Begins no other send; resolves when those under way have ended or were cut off. */
  close(): Promise<void>;
}

export interface OutboxParts {
  readonly files: OutgoingFiles;
  readonly routes: Routes;
  /** Every part of a reply has arrived, or what was left of it never will. */
  readonly over: (answers: readonly string[], channel: string, how: "arrived" | "failed") => void;
}

/** Sends every part once, in order per address, many addresses at once. */
export function createOutbox(house: House, { files, routes, over }: OutboxParts): Outbox {
  const { outbox: ledger, clock, log, closing } = house;
  const lanes = new Map<string, Lane>();
  const channelUntil = new Map<string, number>();
  const sentAt = new Map<string, number>();
  const replies = new Map<string, { reply: Reply; refs: string[] }>();
  const sends = new Set<Promise<void>>();
  /** Rows that are being sent or changed: by one at a time. */
  const inHand = new Set<string>();
  /** Aborted when the house has closed, and what was under way has had its time. */
  const cut = new AbortController();

  function laneOf(address: Address): Lane {
    const key = addressKey(address);
    let lane = lanes.get(key);
    if (!lane) {
      lane = { key, channel: address.channel, ids: [], until: 0, busy: false };
      lanes.set(key, lane);
    }
    return lane;
  }

  const keep = async (...rows: readonly OutboxRow[]) => {
    await house.commit(rows.flatMap((row) => ledger.write(row)));
    for (const row of rows) ledger.note(row);
  };

  const isLast = (row: OutboxRow) => !laneOf(row.address).ids.some((id) => id !== row.id && ledger.open.get(id)?.reply === row.reply);

  function finished(row: OutboxRow, error?: Error) {
    const entry = replies.get(row.reply);
    if (!entry) return;
    if (row.ref !== undefined) entry.refs.push(row.ref);
    if (!isLast(row)) return;
    replies.delete(row.reply);
    house.lifecycle.note("afterReply", { reply: entry.reply, refs: entry.refs, ...(error ? { error } : {}) });
  }

  async function delivered(row: OutboxRow, ref: string) {
    const done: OutboxRow = { ...row, state: "delivered", ref, endedAt: clock.now() };
    await keep(done);
    sentAt.set(row.address.channel, clock.now());
    if (isLast(row)) over(row.answers, row.address.channel, "arrived");
    finished(done);
  }

  /** A part that can never be sent takes the rest of its reply with it: half an answer is worse than a reason. */
  async function giveUp(lane: Lane, row: OutboxRow, reason: string, error?: Error) {
    const rest = lane.ids.flatMap((id) => ledger.open.get(id) ?? []).filter((other) => other.reply === row.reply);
    const failed = rest.map((other): OutboxRow => ({ ...other, state: "failed", reason, endedAt: clock.now() }));
    await keep(...failed);
    log.warn("A reply could not be delivered.", { channel: row.address.channel, reply: row.reply, reason });
    over(row.answers, row.address.channel, "failed");
    finished({ ...row, state: "failed" }, error ?? new Error(reason));
  }

  /** A channel's call is given up when it takes too long, or when the house closes. */
  const limited = <T>(call: (signal: AbortSignal) => Promise<T>): Promise<T> => inTime(clock, sendTimeoutMs, [cut.signal], call);

  const look = (channel: Channel, row: OutboxRow) =>
    channel.find ? limited(async () => channel.find?.(row.id, row.part, row.address)).catch(() => "unknown" as const) : ("unknown" as const);

  async function sendOne(lane: Lane, row: OutboxRow, channel: Channel): Promise<void> {
    if (clock.now() - row.createdAt > house.options.expireAfterMs) return giveUp(lane, row, "It could not be sent in time and has expired.");
    if (row.state === "uncertain") {
      const found = await look(channel, row);
      if (typeof found === "object") return delivered(row, found.ref);
    }
    const sending: OutboxRow = { ...row, part: await letOutNow(row, channel, files, log), state: "sending", attempt: row.attempt + 1 };
    await keep(sending);
    const send = async (signal: AbortSignal) => channel.send(sending.part, { address: row.address, key: row.id, attempt: sending.attempt, signal });
    const sent = await limited(send).catch((error: unknown) => ({ error }));
    if ("ref" in sent) await delivered(sending, sent.ref);
    else if (!cut.signal.aborted) await afterFailure(lane, sending, channel, sent.error);
  }

  async function afterFailure(lane: Lane, row: OutboxRow, channel: Channel, error: unknown): Promise<void> {
    const reason = reasonOf(error);
    const { doubts = 0, moves = 0 } = row;
    let plan = planSend(sendFailureOf(error), doubts, clock.now());
    if (plan.step === "plain" && channel.plain && !row.plain) {
      const plain = await limited(async () => channel.plain?.(row.part)).catch((failed: unknown) => ({ failed }));
      if (plain && "body" in plain) return keep({ ...row, part: JSON.parse(JSON.stringify(plain)), plain: true, state: "pending", reason });
      // Its process may be away; nothing was sent for certain
      if (plain) plan = planSend(sendFailureOf(plain.failed), doubts, clock.now());
      if (plan.step === "wait") plan = { ...plan, uncertain: false };
    }
    if (plan.step === "reroute" && moves < mostReroutes) {
      const address = await limited(async () => channel.reroute?.(row.address)).catch(() => undefined); // no new address: the part is given up below, with its reason
      if (address && address.channel === lane.channel && addressKey(address) !== lane.key) return move(lane, row, address);
    }
    if (plan.step !== "wait") return giveUp(lane, row, reason, error instanceof Error ? error : undefined);
    await keep({ ...row, ...(plan.uncertain ? { state: "uncertain", doubts: doubts + 1 } : { state: "pending" }), notBefore: plan.until, reason });
    if (plan.scope === "channel") channelUntil.set(lane.channel, plan.until);
    else lane.until = plan.until;
  }

  async function move(lane: Lane, row: OutboxRow, address: Address) {
    const route = await routes.move(row.address, address).catch((error: Error) => {
      log.error("Where a conversation went could not be remembered; its next reply is sent after it once more.", { error });
      return { ops: [], done: () => undefined };
    });
    const moved = lane.ids
      .flatMap((id) => ledger.open.get(id) ?? [])
      .map((other): OutboxRow => ({ ...other, address, ...(other.id === row.id ? { state: "pending", moves: (row.moves ?? 0) + 1 } : {}) }));
    await house.commit([...moved.flatMap((other) => ledger.write(other)), ...route.ops]);
    for (const other of moved) ledger.note(other);
    route.done();
    lane.ids = [];
    add(moved);
  }

  function arm(lane: Lane, until: number) {
    lane.timer?.[Symbol.dispose]();
    lane.timer = wakeAt(clock, until, () => {
      delete lane.timer;
      run(lane);
    });
  }

  async function drain(lane: Lane): Promise<void> {
    while (!closing.aborted) {
      lane.ids = lane.ids.filter((id) => ledger.open.has(id));
      const row = lane.ids.flatMap((id) => ledger.open.get(id) ?? []).find(({ state }) => state === "pending" || state === "uncertain");
      const channel = house.channel(lane.channel);
      if (!row || !channel) return;
      const until = Math.max(lane.until, channelUntil.get(lane.channel) ?? 0, row.notBefore);
      if (until > clock.now()) return arm(lane, until);
      if (inHand.has(row.id)) return; // being changed: whoever changes it goes on with the lane
      inHand.add(row.id);
      await sendOne(lane, row, channel).finally(() => inHand.delete(row.id));
      const moved = ledger.open.get(row.id);
      if (moved && laneOf(moved.address) !== lane) run(laneOf(moved.address)); // it could not begin while the row was in hand
    }
  }

  function run(lane: Lane) {
    if (lane.busy) return;
    lane.busy = true;
    const work: Promise<void> = drain(lane)
      .catch((error: Error) => {
        if (!closing.aborted) log.error("The outbox stumbled; it goes on in a moment.", { error });
        if (!closing.aborted) arm(lane, clock.now() + 5_000);
      })
      .finally(() => {
        lane.busy = false;
        sends.delete(work);
        if (lane.ids.length === 0 && lane.until <= clock.now() && lanes.get(lane.key) === lane) lanes.delete(lane.key);
      });
    sends.add(work);
  }

  function add(rows: readonly OutboxRow[]) {
    for (const row of rows) {
      const lane = laneOf(row.address);
      if (!lane.ids.includes(row.id)) lane.ids = [...lane.ids, row.id].sort(byReplyAndPart);
    }
    for (const lane of new Set(rows.map((row) => laneOf(row.address)))) run(lane);
  }

  return {
    async compose(asked) {
      await routes.load();
      const checked = await house.lifecycle.reply(asked);
      const held = isHeld(checked) ? checked : undefined;
      const reply = await letOut(isHeld(checked) ? asked : checked, files, log);
      const address = routes.current(reply.address);
      const parts = await planParts(house.channel(address.channel), reply, log);
      replies.set(reply.key, { reply, refs: [] });
      return parts.map(
        (part): OutboxRow => ({
          id: `${reply.key}/${part.index}`,
          reply: reply.key,
          address,
          part,
          parts: parts.length,
          answers: reply.answers,
          state: held ? "held" : "pending",
          attempt: 0,
          notBefore: 0,
          ...(held ? { reason: held.reason, ...(held.by ? { by: held.by } : {}) } : {}),
          createdAt: clock.now(),
        }),
      );
    },
    add,
    async resume() {
      const rows = [...ledger.open.values()];
      const cutOff = rows.filter(({ state }) => state === "sending").map((row): OutboxRow => ({ ...row, state: "uncertain", notBefore: 0 }));
      if (cutOff.length > 0) await keep(...cutOff);
      add(rows.map((row) => ledger.open.get(row.id) ?? row));
    },
    wake(channel, address) {
      if (!address) channelUntil.delete(channel);
      const woken = address ? [laneOf(routes.current(address))] : [...lanes.values()].filter((lane) => lane.channel === channel);
      for (const lane of woken) {
        lane.until = 0;
        for (const id of lane.ids) {
          const row = ledger.open.get(id);
          if (row && row.notBefore > 0 && (row.state === "pending" || row.state === "uncertain")) ledger.note({ ...row, notBefore: 0 });
        }
        run(lane);
      }
    },
    pending: (channel) => [...ledger.open.values()].filter((row) => row.address.channel === channel && row.state !== "held").length,
    lastSentAt: (channel) => sentAt.get(channel),
    free(address) {
      const lane = lanes.get(addressKey(routes.current(address)));
      const waits = lane?.ids.some((id) => (ledger.open.get(id)?.state ?? "held") !== "held") ?? false;
      return !waits && Math.max(lane?.until ?? 0, channelUntil.get(address.channel) ?? 0) <= clock.now();
    },
    limit(address, until, scope) {
      const lane = laneOf(routes.current(address));
      if (scope === "address") lane.until = Math.max(lane.until, until);
      else channelUntil.set(lane.channel, Math.max(until, channelUntil.get(lane.channel) ?? 0));
    },
    opened(channel) {
      for (const lane of lanes.values()) if (lane.channel === channel) run(lane);
    },
    async change(id, from, to) {
      if (inHand.has(id)) return false;
      inHand.add(id);
      try {
        const row = await ledger.get(id);
        if (!row || !from.includes(row.state)) return false;
        const changed = to(row);
        await house.commit(ledger.write(changed, row));
        ledger.note(changed);
        if (changed.endedAt !== undefined && isLast(changed)) over(changed.answers, changed.address.channel, "arrived");
        if (changed.endedAt !== undefined) finished(changed, new Error(`It was ${changed.state}.`));
      } finally {
        inHand.delete(id);
      }
      const row = ledger.open.get(id);
      if (row) add([row]);
      return true;
    },
    async close() {
      for (const lane of lanes.values()) lane.timer?.[Symbol.dispose]();
      using _limit = clock.after(lastSendMs, () => cut.abort(new Error("The house closes.")));
      while (sends.size > 0) await Promise.allSettled(sends);
    },
  };
}
