import { definePlugin, optional } from "@instar/kernel";
import { type Op, Store, type Versioned } from "@instar/kernel/contracts";
import { HouseDescription } from "@instar/plugin-http/contract";
import { z } from "zod";
import type { Segment } from "./account.ts";
import { Events } from "./contract.ts";
import { createHouseLife, lifeShape } from "./house-life.ts";
import { openEvents } from "./journal.ts";
import { createJournalKeeper } from "./keep-journal.ts";
import { eventsOptions } from "./options.ts";
import { createPluginFailures } from "./plugin-failures.ts";
import { eventShape } from "./stored-event.ts";

export { Events } from "./contract.ts";

const segmentsShape: Versioned<readonly Segment[]> = {
  version: 1,
  schema: z.array(z.object({ last: z.number(), began: z.number(), until: z.number(), events: z.number(), bytes: z.number() })),
};

/** One line of truth: what happened to messages, turns, tools, sessions and plugins, and to the house itself. */
export default definePlugin({
  api: 1,
  name: "events",
  options: eventsOptions,
  needs: { store: Store, house: optional(HouseDescription) },
  provides: Events,
  setup({ options, services: { store, house }, hooks, background, defer, clock, log }) {
    const journal = store.journal("events", eventShape);
    const commit = (ops: readonly Op[]) => store.commit(ops);
    let live = false;
    let reason = "It was told to.";

    const { events, heard, close } = openEvents({ journal, commit, clock, log, redact: (text) => house?.redact(text) ?? text, isLive: () => live });
    const life = createHouseLife({ journal, lives: store.records("life", lifeShape), clock, pid: process.pid, commit });
    const failures = createPluginFailures(clock, events.record);
    const keeper = createJournalKeeper({
      journal,
      segmentsOf: store.records("account", segmentsShape),
      bounds: { keepMs: options.keepDays * 86_400_000, maxEvents: options.maxEvents, maxBytes: options.maxMegabytes * 1_000_000 },
      clock,
      commit,
      heard,
    });

    defer(async () => {
      failures.close();
      await close();
      if (live) await keeper.save();
      await life.end(reason);
    });
    background("keep the journal within its bounds", (signal) => keeper.run(signal));
    background("tell that the house lives", (signal) => life.beat(signal));
    hooks.start.tap("record that the house started", async () => {
      live = true;
      await life.begin();
    });
    hooks.ready.tap("record that the house is ready", ({ bootMs }) =>
      events.record({ type: "house.ready", about: {}, text: `The house was ready after ${Math.round(bootMs)} ms.`, data: { bootMs } }),
    );
    hooks.stop.tap("remember why the house was stopped", (stop) => {
      reason = stop.reason;
    });
    hooks.pluginError.tap("record what failed", failures.failed);
    return events;
  },
});
