import { definePlugin, optional, Stage } from "@instar/kernel";
import { Events, Notices, Sessions, Store } from "@instar/kernel/contracts";
import { Conversations } from "@instar/plugin-conversations/contract";
import { Quota } from "./contract.ts";
import { createSessionBooks } from "./ledger/book-session.ts";
import { createCalendar } from "./ledger/calendar.ts";
import { cursorShape, followHouse } from "./ledger/follow-house.ts";
import { createLedger } from "./ledger/ledger.ts";
import { createPeople } from "./ledger/people.ts";
import { quotaOptions } from "./options.ts";
import { createQuota } from "./quota.ts";

export { Quota } from "./contract.ts";

/** Counts every token with what it was for, and holds what the house does to its budgets. */
export default definePlugin({
  api: 1,
  name: "quota",
  options: quotaOptions,
  needs: { store: Store, sessions: Sessions, events: optional(Events), notices: optional(Notices), conversations: optional(Conversations) },
  provides: Quota,
  guards: ["preToolUse", "beforeJob"],
  setup({ options, services, hooks, own, background, defer, clock, log }) {
    const { store, sessions, events } = services;
    const calendar = createCalendar(options.timezone);
    const ledger = createLedger({ store, calendar, keepDays: options.keepDays, clock, log });
    const cursors = store.records("cursors", cursorShape);
    const people = createPeople();
    let isNew = false;
    const books = createSessionBooks({ ledger, sessions, people, clock, isNew: () => isNew });

    hooks.beforeMessage.tap({ name: "learn who writes", stage: Stage.last }, (message) => people.wrote(message));
    hooks.start.tap("open the ledger", async () => {
      isNew = (await cursors.get("begun")) === undefined;
    });
    background("book what nobody was told of", async () => {
      await books.settle();
      if (isNew) await ledger.book([], [cursors.put("begun", { position: 0, at: clock.now() })]);
      isNew = false;
    });
    if (events) background("book single questions", (signal) => followHouse({ events, ledger, cursors, delegated: books.delegated, clock }, signal));
    hooks.stop.tap("write what was used", () => ledger.flush());
    defer(() => ledger.close());
    own(sessions.listen(books.heard));

    return createQuota({
      ledger,
      calendar,
      clock,
      state: async () => ({
        status: "open",
        level: 0,
        budgets: [],
        mayRun: ["critical", "high", "normal", "low"],
        stopped: false,
        burn: { lastHourUsd: 0, usualUsd: 0 },
      }),
      rescan: async () => ({ read: 0, found: 0 }),
    });
  },
});
