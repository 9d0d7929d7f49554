import { definePlugin, optional } from "@instar/kernel";
import {
  Access,
  Channels,
  ChatCommands,
  ContextBlocks,
  Events,
  HealthChecks,
  type HouseEvent,
  Lifecycle,
  type Op,
  SessionDrivers,
  Sessions,
  Store,
} from "@instar/kernel/contracts";
import { type LeftOut, renderBlocks } from "@instar/plugin-sessions/contract";
import { createChannelDesk } from "./channel-desk.ts";
import { channelHealth } from "./channel-health.ts";
import { createChatDesk } from "./chat-commands.ts";
import { commitSurely } from "./commit-surely.ts";
import { Conversations } from "./contract.ts";
import { createConversationsService } from "./conversations-service.ts";
import { createFrontDesk } from "./front-desk.ts";
import type { House } from "./house.ts";
import { createLedger } from "./ledger.ts";
import { messageEvent } from "./message-event.ts";
import { createIds } from "./message-id.ts";
import { conversationsOptions } from "./options.ts";
import { createOutbox } from "./outbox.ts";
import { createOwnerPlace } from "./owner-place.ts";
import { replyEvent } from "./reply-event.ts";
import { cursorShape, inboxShape, outboxShape, placeShape, seenShape, toldShape } from "./rows.ts";

export { Conversations } from "./contract.ts";

/** A channel that takes longer to close is left behind: what it still hands over is refused, and comes again. */
const channelsCloseMs = 2_000;

/** What tells of a row's change, as part of that change. */
const toldBy =
  <T>(events: Events | undefined, eventOf: (row: T, former: T | undefined) => HouseEvent | undefined) =>
  (row: T, former: T | undefined): readonly Op[] => {
    const event = events && eventOf(row, former);
    return events && event ? [events.op(event)] : [];
  };

/** The only way from a channel to an agent and back: nothing lost, nothing twice, no silence. */
export default definePlugin({
  api: 1,
  name: "conversations",
  options: conversationsOptions,
  needs: { store: Store, sessions: Sessions, access: Access, lifecycle: Lifecycle, events: optional(Events) },
  provides: Conversations,
  setup({ options, services, hooks, contribute, contributions, own, clock, log }) {
    const { store, sessions, access, lifecycle, events } = services;
    const closing = new AbortController();
    const draining = new AbortController();
    const seen = store.records("seen", seenShape);
    const drivers = contributions(SessionDrivers);
    const blocks = contributions(ContextBlocks);

    const leftOut = ({ plugin, block, why, error }: LeftOut) => {
      log.warn("A context block was left out.", { block, by: plugin, why });
      if (error) lifecycle.note("pluginError", { plugin, error });
    };

    const judge: typeof access.judge = (channel, sender, group) => access.judge(channel, sender, group);
    const ids = createIds(clock);
    const house: House = {
      options,
      clock,
      log,
      sessions,
      lifecycle,
      inbox: createLedger(store.records("inbox", inboxShape), ({ state }) => state === "accepted" || state === "running", toldBy(events, messageEvent)),
      outbox: createLedger(
        store.records("outbox", outboxShape),
        ({ state }) => state === "held" || state === "pending" || state === "sending" || state === "uncertain",
        toldBy(events, replyEvent),
      ),
      ids: ids.next,
      closing: closing.signal,
      draining: draining.signal,
      commit: (ops) => (ops.length === 0 ? Promise.resolve() : commitSurely(store, ops, { clock, log, closing: closing.signal })),
      channel: (id) => desk.channel(id),
      judge,
      bindsInputs: ({ driver }) => [...drivers].every(({ value }) => value.id !== driver || value.features.has("inputIds")),
      told: new WeakSet(),
      steers: ({ driver }) => [...drivers].some(({ value }) => value.id === driver && value.features.has("steer")),
      contextFor: async (session, message, fresh) => {
        const request = { blocks, session, message, budgetTokens: options.contextTokens, clock, leftOut };
        const opening = fresh ? await renderBlocks({ ...request, moment: "sessionStart" }) : [];
        return [...opening, ...(await renderBlocks({ ...request, moment: "message" }))];
      },
    };
    const outbox = createOutbox(house);
    const isThere = (id: string) => {
      const channels = desk.status();
      // Before the start none is there, and one that has failed is opened again: what is told waits for it
      return channels.length === 0 || channels.some((channel) => channel.id === id && channel.state !== "closed");
    };
    const commandFailed = (plugin: string, error: Error) => {
      log.error("A chat command could not say what a text means.", { by: plugin, error });
      lifecycle.note("pluginError", { plugin, error });
    };
    const front = createFrontDesk(house, outbox, {
      access,
      seen,
      told: store.records("told", toldShape),
      store,
      owner: createOwnerPlace(store.records("places", placeShape), judge, isThere),
      chat: createChatDesk(contributions(ChatCommands), commandFailed),
    });
    const desk = createChannelDesk({
      contributed: contributions(Channels),
      cursors: store.records("cursors", cursorShape),
      store,
      accept: front.accept,
      unsent: front.unsent,
      pressed: front.pressed,
      wake: outbox.wake,
      opened: outbox.opened,
      clock,
      log,
    });
    const conversations = createConversationsService(house, front, outbox, desk, seen, draining);

    hooks.start.tap("take up what was left, and open the channels", async () => {
      for (const ledger of [house.inbox, house.outbox]) {
        const newest = await ledger.load();
        if (newest !== undefined) ids.startAfter(newest);
      }
      await outbox.resume();
      const takeUp = await front.resume();
      // In one step: a message that a channel hands over at once must not be taken for one that was left
      desk.open();
      takeUp();
    });
    hooks.stop.tap("close the channels, and leave the rest for the next start", async () => {
      const closed = new AbortController();
      const late = clock.sleep(channelsCloseMs, closed.signal).catch(() => undefined); // closed in time: nobody waits any more
      await Promise.race([desk.close().finally(() => closed.abort()), late]);
      closing.abort(new Error("The house closes."));
      front.close();
      await outbox.close();
    });
    own(sessions.listen(front.heard));
    contribute(HealthChecks, channelHealth(conversations));
    return conversations;
  },
});
