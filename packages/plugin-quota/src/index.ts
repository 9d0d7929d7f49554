import { definePlugin, deny, hold, optional, Stage } from "@instar/kernel";
import { ChatCommands, Events, HealthChecks, Notices, Sessions, Store } from "@instar/kernel/contracts";
import { Conversations } from "@instar/plugin-conversations/contract";
import { CompletionGates } from "@instar/plugin-sessions/contract";
import { namedBudgets } from "./budgets/budget.ts";
import { createBudgetWords } from "./budgets/budget-words.ts";
import { createBudgets } from "./budgets/budgets.ts";
import { alertShape, createBurn, hourShape } from "./budgets/burn.ts";
import { describeState } from "./budgets/describe-state.ts";
import { createHeldMessages, heldShape, takenUp } from "./budgets/held-messages.ts";
import { judgeJob } from "./budgets/job-gate.ts";
import { createLevelNotices, toldShape } from "./budgets/level-notices.ts";
import { createModelLimit, limitedShape } from "./budgets/model-limit.ts";
import { createSpending } from "./budgets/spending.ts";
import { createWorkStop } from "./budgets/stop-work.ts";
import { createSubjects } from "./budgets/subjects.ts";
import { createWake } from "./budgets/wake.ts";
import { watchBudgets } from "./budgets/watch-budgets.ts";
import { Quota } from "./contract.ts";
import { QuotaError } from "./errors.ts";
import { createSessionBooks } from "./ledger/book-session.ts";
import { createCalendar } from "./ledger/calendar.ts";
import { cursorShape, followCompletions } from "./ledger/follow-completions.ts";
import { createLedger } from "./ledger/ledger.ts";
import { createPeople } from "./ledger/people.ts";
import { quotaOptions } from "./options.ts";
import { createQuota } from "./quota.ts";
import { quotaHealth } from "./quota-health.ts";
import { contributeQuotaSurface } from "./surface.ts";
import { usageCommand } from "./usage-command.ts";

export { Quota } from "./contract.ts";

/** Counts every token with what it was for, and holds what the house does to its budgets. */
export default definePlugin({
  api: 1,
  name: "quota",
  options: quotaOptions,
  needs: { store: Store, sessions: Sessions, events: optional(Events), notices: optional(Notices), conversations: optional(Conversations) },
  provides: Quota,
  guards: ["preToolUse", "beforeJob"],
  setup(context) {
    const { name: plugin, options, services, hooks, contribute, own, background, defer, clock, log } = context;
    const { store, sessions, events, notices, conversations } = services;
    const { timezone, keepDays } = options;
    const calendar = createCalendar(timezone);
    const words = createBudgetWords(() => clock.now(), timezone);
    const ledger = createLedger({ store, calendar, keepDays, clock, log });
    const cursors = store.records("cursors", cursorShape);
    const people = createPeople();
    const books = createSessionBooks({ ledger, sessions, people, cursors, events, clock });
    const limit = createModelLimit(store, store.records("limits", limitedShape), clock);
    const wake = createWake();

    const all = namedBudgets(options.budgets);
    const budgets = createBudgets({ budgets: all, ledger, calendar, clock });
    const burn = createBurn({
      log,
      ledger,
      store,
      hours: store.records("hours", hourShape),
      alerts: store.records("alerts", alertShape),
      notices,
      budgets: all,
      clock,
    });
    const subjects = createSubjects(sessions, people, ledger);
    const spending = createSpending(budgets, subjects, words);
    const stop = createWorkStop({ sessions, conversations, subjects, words, clock, log });
    const levels = createLevelNotices({ store, records: store.records("told", toldShape), notices, events, words, log });
    const held = createHeldMessages({ store, since: store.records("held", heldShape), conversations, plugin, now: () => clock.now(), log });
    budgets.changed(wake.call);

    hooks.start.tap("open the ledger", async () => {
      await books.open();
      await budgets.load();
    });
    hooks.beforeMessage.tap({ name: "learn who writes", stage: Stage.last }, (message) => people.wrote(message));
    hooks.beforeMessage.tap({ name: "wait for the budget", stage: Stage.guard, onError: "hold" }, async (message) => {
      const why = await spending.refusesMessage(message).catch(async (error: unknown) => {
        await held.note(); // what nobody could judge is held as well
        throw error;
      });
      if (why === undefined) return;
      await held.note();
      return hold(`${why} ${takenUp}`);
    });
    hooks.sessionStart.tap("hold to the budgets", async ({ session }) => {
      const why = await spending.refusesSession(session);
      if (why === undefined) return;
      if (session.address === undefined || session.job !== undefined) throw QuotaError.STOPPED(why);
      await held.note();
      throw QuotaError.STOPPED(`${why} ${takenUp}`);
    });
    hooks.preToolUse.tap("hold to the budgets", (call) =>
      spending.isOpen
        ? undefined
        : spending.refusesSession(call.session).then((why) => (why === undefined ? undefined : deny(why, "Stop here: no tool may start until then."))),
    );
    hooks.beforeJob.tap("hold to the budgets", (run) => judgeJob(run, budgets, words));
    contribute(CompletionGates, { refuses: () => spending.refusesCompletion() });
    defer(() => ledger.close());
    own(
      sessions.listen(async (session, key, event) => {
        await books.heard(session, key, event);
        await limit.heard(event);
        await stop.heard(session, event);
        if (!spending.isOpen && (event.type === "turn-end" || event.type === "usage")) wake.call();
      }),
    );

    background("book what nobody was told of", async () => void (await books.settle()));
    if (events) background("book single questions", (signal) => followCompletions({ events, ledger, cursors, clock }, signal));
    background("watch the budgets", (signal) => watchBudgets({ budgets, burn, stop, notices: levels, held, wake, clock }, signal));
    contribute(HealthChecks, quotaHealth({ ledger, budgets, words }));

    const surface = contributeQuotaSurface({ context, store, sessions, ledger, settle: books.settle, outside: options.outside, quota: () => quota });
    const quota: Quota = createQuota({
      ledger,
      calendar,
      clock,
      async state() {
        await Promise.all([budgets.load(), burn.load()]);
        return describeState(budgets.all(), await limit.now(), burn.figures());
      },
      rescan: surface.rescan,
    });
    contribute(ChatCommands, usageCommand({ quota, calendar, words, clock }));
    return quota;
  },
});
