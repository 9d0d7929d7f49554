import type { Address, Clock } from "@instar/kernel";
import type { Events, Op, Store } from "@instar/kernel/contracts";
import { checkNotice } from "./check-notice.ts";
import type { AttentionItem, Notice, Notices } from "./contract.ts";
import { mergeItem, mergePending } from "./merge-notice.ts";
import { planMessages } from "./plan-messages.ts";
import type { Pending, Telling, Told } from "./plan-telling.ts";
import type { TopicsKnown } from "./plan-topics.ts";
import { renderDone, type TellingMessage } from "./render-telling.ts";
import { sameAddress } from "./same-address.ts";
import { type Bookkeeping, bookkeepingShape, type ItemTopic, itemShape, pendingShape, type Saying, sayingShape, topicShape } from "./shapes.ts";

/** How long a done item is remembered, and how long what was told counts. */
const rememberedMs = 30 * 86_400_000;
const toldMs = 2 * 86_400_000;
const hourMs = 3_600_000;
/** More different keys than this are one thing: too many. */
const mostKeys = 1_000;
const overflow = { key: "notices:overflow", title: "Many more notices" } as const;

interface Pages {
  readonly items: Map<string, AttentionItem>;
  readonly pending: Map<string, Pending>;
  readonly sayings: Map<string, Saying>;
  readonly topics: Map<string, ItemTopic>;
  kept: Bookkeeping;
}

/** What is known of notices, in the store and beside it in memory; every change is one commit, one after the other. */
export interface NoticeBook extends Notices {
  pending(): Promise<readonly Pending[]>;
  told(): Promise<readonly Told[]>;
  sayings(): Promise<readonly Saying[]>;
  known(): Promise<TopicsKnown>;
  /** Moves what is told out of what waits, and keeps the messages until they were said. `topics`: where, by key, of what is told in a topic of its own. */
  tell(
    telling: Telling,
    topics: ReadonlyMap<string, Address>,
    render: (message: TellingMessage, items: ReadonlyMap<string, AttentionItem>) => string,
  ): Promise<void>;
  said(saying: Saying): Promise<void>;
  /** What was said about items that are done since. */
  overSayings(): Promise<readonly Saying[]>;
  /** It says that its item is done, or never will. */
  settled(key: string): Promise<void>;
  /** The item that this conversation is the topic of; where several are told, the newest that is not done. */
  itemAt(address: Address): Promise<AttentionItem | undefined>;
  /** Topics of what is done that are not closed. */
  overTopics(): Promise<readonly ItemTopic[]>;
  topicClosed(id: string): Promise<void>;
}

const newestFirst = (one: AttentionItem, other: AttentionItem) => other.updatedAt - one.updatedAt || Number(other.id) - Number(one.id);

/** `changed` is called when there may be something to tell. */
export function createNoticeBook({
  store,
  events,
  clock,
  changed,
}: {
  store: Store;
  events: Events | undefined;
  clock: Clock;
  changed: () => void;
}): NoticeBook {
  const records = {
    items: store.records("items", itemShape),
    pending: store.records("pending", pendingShape),
    sayings: store.records("sayings", sayingShape),
    topics: store.records("topics", topicShape),
    kept: store.records("bookkeeping", bookkeepingShape),
  };
  let loaded: Promise<Pages> | undefined;
  let pages: Pages;
  let last: Promise<unknown> = Promise.resolve();

  const collect = async <T>(entries: AsyncIterable<readonly [string, T]>, keyOf: (value: T) => string) => {
    const found = new Map<string, T>();
    for await (const [, value] of entries) found.set(keyOf(value), value);
    return found;
  };
  const load = async (): Promise<Pages> => ({
    items: await collect(records.items.entries(), ({ key }) => key),
    pending: await collect(records.pending.entries(), ({ key }) => key),
    sayings: await collect(records.sayings.entries(), ({ key }) => key),
    topics: await collect(records.topics.entries(), ({ id }) => id),
    kept: (await records.kept.get("all"))?.value ?? { told: [], lastId: 0 },
  });

  /** One after the other, so that two notices of a key are counted as two; a failed one keeps nobody from the next. */
  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = last.then(async () => {
      loaded ??= load();
      pages = await loaded.catch((error: unknown) => {
        loaded = undefined;
        throw error;
      });
      return work();
    });
    last = turn.catch(() => undefined); // whoever asked for it gets the error
    return turn;
  }

  const keep = (change: Partial<Bookkeeping>) => {
    const kept = { ...pages.kept, ...change };
    const done = () => {
      pages.kept = kept;
    };
    return { op: records.kept.put("all", kept), done };
  };
  const writeItem = (item: AttentionItem): Op => records.items.put(item.id, item, item.state === "done" ? { ttlMs: rememberedMs } : {});
  const note = (type: string, text: string, data: { key: string; id?: string }): readonly Op[] =>
    events === undefined ? [] : [events.op({ type, about: {}, text, data })];
  const forgetOld = (now: number) => {
    for (const [key, item] of pages.items) {
      if (item.state !== "done" || item.updatedAt >= now - rememberedMs) continue;
      pages.items.delete(key);
      pages.topics.delete(item.id);
    }
  };
  const writeTopic = (topic: ItemTopic): Op => records.topics.put(topic.id, topic, topic.closed ? { ttlMs: rememberedMs } : {});

  const doneItems = (): ReadonlySet<string> => new Set([...pages.items.values()].flatMap(({ id, state }) => (state === "done" ? [id] : [])));
  const forgetSaying = async (key: string) => {
    await store.commit([records.sayings.delete(key)]);
    pages.sayings.delete(key);
  };

  /** The notice under its own key, or under the one for all that is too much. */
  function bounded(notice: Notice): Notice {
    const open = [...pages.items.values()].filter(({ state }) => state !== "done").length;
    const known = pages.pending.has(notice.key) || (pages.items.get(notice.key)?.state ?? "done") !== "done";
    if (known || (open < mostKeys && pages.pending.size < mostKeys)) return notice;
    const { place: _, ...rest } = notice;
    return { ...rest, ...overflow, text: `More than ${mostKeys} different things wait, so this one is only counted. The latest: ${notice.title}` };
  }

  return {
    notify: async (given) => {
      const checked = checkNotice(given);
      await inTurn(async () => {
        const now = clock.now();
        forgetOld(now);
        const notice = bounded(checked);
        const before = pages.items.get(notice.key);
        const becomesItem = notice.level !== "info";
        const fresh = becomesItem && before === undefined;
        const item = becomesItem ? mergeItem(before, notice, String(pages.kept.lastId + 1), now) : undefined;
        const counter = fresh ? keep({ lastId: pages.kept.lastId + 1 }) : undefined;
        // The owner knows of what is acknowledged, so its repetition waits for the digest.
        const level = before?.state === "acknowledged" && notice.level === "attention" ? "info" : notice.level;
        const waiting = mergePending(pages.pending.get(notice.key), { ...notice, level }, now);
        const opened = item !== undefined && item.count === 1;
        await store.commit([
          records.pending.put(notice.key, waiting),
          ...(item === undefined ? [] : [writeItem(item)]),
          ...(counter === undefined ? [] : [counter.op]),
          ...(opened ? note("notice.opened", `The ${item.level} item ${item.id} was opened.`, { key: item.key, id: item.id }) : []),
        ]);
        pages.pending.set(notice.key, waiting);
        if (item !== undefined) pages.items.set(notice.key, item);
        counter?.done();
        changed();
      });
    },
    attention: ({ states = ["open", "acknowledged"] } = {}) =>
      inTurn(async () => {
        forgetOld(clock.now());
        return [...pages.items.values()].filter(({ state }) => states.includes(state)).sort(newestFirst);
      }),
    change: (id, state) =>
      inTurn(async () => {
        const known = [...pages.items.values()].find((item) => item.id === id);
        if (known === undefined || known.state === state) return known;
        const item = { ...known, state, updatedAt: clock.now() };
        const untold = state === "open" ? undefined : pages.pending.get(item.key);
        await store.commit([
          writeItem(item),
          ...(untold === undefined ? [] : [records.pending.delete(item.key)]),
          ...note("notice.changed", `The item ${id} is ${state}.`, { key: item.key, id }),
        ]);
        pages.items.set(item.key, item);
        if (untold !== undefined) pages.pending.delete(item.key);
        changed();
        return item;
      }),
    pending: () => inTurn(async () => [...pages.pending.values()]),
    told: () => inTurn(async () => pages.kept.told),
    sayings: () => inTurn(async () => [...pages.sayings.values()].filter(({ said }) => !said)),
    known: () => inTurn(async () => ({ items: new Map(pages.items), topics: new Map(pages.topics) })),
    tell: (telling, addresses, render) =>
      inTurn(async () => {
        const now = clock.now();
        // What the owner dealt with in the meantime is gone from here, and what came to it is in here.
        const notices = telling.notices.flatMap(({ key }) => pages.pending.get(key) ?? []);
        // A topic is on record also when there is nothing to say in it any more, so that it is closed
        const topics = [...addresses].flatMap(([key, address]): ItemTopic[] => {
          const { id, place } = pages.items.get(key) ?? {};
          return id === undefined || place !== undefined ? [] : [{ id, address, openedAt: pages.topics.get(id)?.openedAt ?? now, closed: false }];
        });
        if (notices.length + topics.length === 0) return;
        const messages = planMessages({ ...telling, notices }, addresses);
        const sayings = messages.map((message, index): Saying => {
          const [only, other] = message.notices;
          const item = other === undefined && only !== undefined ? pages.items.get(only.key) : undefined;
          return {
            key: `notices:${now}:${pages.kept.told.length + index}:${only?.key}`,
            text: render(message, pages.items),
            ...(message.to !== undefined && { to: message.to }),
            ...(only !== undefined && item !== undefined && item.state !== "done" && { item: item.id, settled: renderDone(message.kind, only) }),
          };
        });
        const recent = pages.kept.told.filter(({ at }) => at > now - toldMs).map((one) => (one.at > now - hourMs ? one : { ...one, keys: [] }));
        const told = messages.map((message): Told => ({ at: now, kind: telling.kind, keys: message.notices.map(({ key }) => key) }));
        const kept = keep({ told: [...recent, ...told] });
        await store.commit([
          ...sayings.map((saying) => records.sayings.put(saying.key, saying)),
          ...notices.map(({ key }) => records.pending.delete(key)),
          ...topics.map(writeTopic),
          kept.op,
          ...sayings.flatMap(({ key }, index) => note("notice.told", `The owner is told of ${messages[index]?.notices.length} notices.`, { key })),
        ]);
        kept.done();
        for (const saying of sayings) pages.sayings.set(saying.key, saying);
        for (const { key } of notices) pages.pending.delete(key);
        for (const topic of topics) pages.topics.set(topic.id, topic);
        changed();
      }),
    itemAt: (address) =>
      inTurn(async () => {
        const topic = [...pages.topics.values()].find((one) => sameAddress(one.address, address));
        const isThere = ({ id, place, state }: AttentionItem) =>
          topic === undefined ? state !== "done" && place !== undefined && sameAddress(place, address) : id === topic.id;
        return [...pages.items.values()].filter(isThere).sort(newestFirst)[0];
      }),
    overTopics: () =>
      inTurn(async () => {
        const done = doneItems();
        return [...pages.topics.values()].filter(({ id, closed }) => !closed && done.has(id));
      }),
    topicClosed: (id) =>
      inTurn(async () => {
        const topic = pages.topics.get(id);
        if (topic === undefined) return;
        const closed = { ...topic, closed: true };
        await store.commit([writeTopic(closed)]);
        pages.topics.set(id, closed);
      }),
    said: (saying) =>
      inTurn(async () => {
        if (saying.settled === undefined) return forgetSaying(saying.key);
        const said: Saying = { ...saying, said: true };
        await store.commit([records.sayings.put(said.key, said, { ttlMs: rememberedMs })]);
        pages.sayings.set(said.key, said);
        changed();
      }),
    overSayings: () =>
      inTurn(async () => {
        const done = doneItems();
        return [...pages.sayings.values()].filter(({ said, item }) => said && item !== undefined && done.has(item));
      }),
    settled: (key) => inTurn(() => forgetSaying(key)),
  };
}
