import { definePlugin, optional } from "@instar/kernel";
import { Access, Channels, ChatCommands, ContextBlocks, Events, HealthChecks, Lifecycle, SessionDrivers, Sessions, Store } from "@instar/kernel/contracts";
import { type LeftOut, renderBlocks } from "@instar/plugin-sessions/contract";
import { addressKey } from "./address-key.ts";
import { createChannelDesk } from "./channel-desk.ts";
import { channelHealth } from "./channel-health.ts";
import { createChatDesk } from "./chat-commands.ts";
import { commitSurely } from "./commit-surely.ts";
import { Conversations, Transcriber } from "./contract.ts";
import { createConversationsService } from "./conversations-service.ts";
import { createCorrections } from "./corrections/corrections.ts";
import { createFileKeeper } from "./files/file-keeper.ts";
import { createOutgoingFiles } from "./files/outgoing-files.ts";
import { createFrontDesk } from "./front-desk.ts";
import { fillTalkIndex } from "./history/fill-talk-index.ts";
import { createHistory } from "./history/history.ts";
import { createTalkIndex, talkShape } from "./history/talk-index.ts";
import type { House } from "./house.ts";
import { isBusy } from "./is-busy.ts";
import { createLedgers } from "./ledgers.ts";
import { createLostCommands } from "./lost-commands.ts";
import { createMarks } from "./marks.ts";
import { createMenus } from "./menus.ts";
import { createIds } from "./message-id.ts";
import { conversationsOptions } from "./options.ts";
import { createOutbox } from "./outbox/outbox.ts";
import { createRestatement } from "./outbox/restate.ts";
import { createOwnerChats } from "./owner-chats.ts";
import { createOwnerPlace } from "./owner-place.ts";
import { createPressDesk } from "./presses/press-desk.ts";
import { buttonShape, pressShape, seenPressShape } from "./presses/stored-button.ts";
import { createProgressDesk } from "./progress/progress-desk.ts";
import { noteShape } from "./progress/stored-note.ts";
import { createRoutes, routeShape } from "./routes.ts";
import { correctionShape, cursorShape, placeShape, seenShape, toldShape } from "./rows.ts";
import { createThreadDesk, threadShape } from "./thread-desk.ts";
import { createTranscripts } from "./transcripts.ts";

export { Conversations } from "./contract.ts";

/** A channel that takes longer to close is left behind: what it still hands over is refused, and comes again. */
const channelsCloseMs = 2_000;

const sweepEveryMs = 86_400_000;

/** The only way from a channel to an agent and back: nothing lost, nothing twice, no silence. */
export default definePlugin({
  api: 1,
  name: "conversations",
  options: conversationsOptions,
  needs: { store: Store, sessions: Sessions, access: Access, lifecycle: Lifecycle, events: optional(Events), transcriber: optional(Transcriber) },
  provides: Conversations,
  setup({ options, services, hooks, contribute, contributions, own, background, clock, log, paths }) {
    const { store, sessions, access, lifecycle, events, transcriber } = services;
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
    const routes = createRoutes(store.records("routes", routeShape), async (address) => (await sessions.record(addressKey(address))) !== undefined);
    const marks = createMarks(() => house);
    const index = createTalkIndex(store.records("talk", talkShape));
    const progress = createProgressDesk(() => ({ house, outbox }), store.records("progress", noteShape));
    const house: House = {
      options,
      clock,
      log,
      sessions,
      lifecycle,
      ...createLedgers({ store, events, index, routes }),
      ids: ids.next,
      files: createFileKeeper({ folder: () => paths.state, options, channel: (id) => desk.channel(id), clock, log }),
      transcripts: createTranscripts(transcriber, { clock, log }),
      corrections: createCorrections(store.records("corrections", correctionShape)),
      closing: closing.signal,
      draining: draining.signal,
      commit: (ops) => (ops.length === 0 ? Promise.resolve() : commitSurely(store, ops, { clock, log, closing: closing.signal })),
      channel: (id) => desk.channel(id),
      judge,
      routes,
      marks,
      progress,
      bindsInputs: ({ driver }) => [...drivers].every(({ value }) => value.id !== driver || value.features.has("inputIds")),
      told: new WeakSet(),
      steers: ({ driver }) => [...drivers].some(({ value }) => value.id === driver && value.features.has("steer")),
      contextFor: async (session, message, fresh) => {
        const request = { blocks, session, message, budgetTokens: options.contextTokens, clock, leftOut };
        const opening = fresh ? await renderBlocks({ ...request, moment: "sessionStart" }) : [];
        return [...opening, ...(await renderBlocks({ ...request, moment: "message" }))];
      },
    };
    const files = createOutgoingFiles({ project: paths.project, home: paths.home, from: options.filesFrom, maxBytes: options.maxFileBytes });
    const outbox = createOutbox(house, { files, routes, over: marks.answered });
    const commands = contributions(ChatCommands);
    const admits = async (id: string) =>
      access.admits?.(id).catch((error: Error) => {
        log.error("Nobody could say whether anybody may speak on a channel.", { channel: id, error });
        return true;
      }) ?? true;
    const isThere = (id: string) => {
      const channels = desk.status();
      // Before the start none is there, and one that has failed is opened again: what is told waits for it
      return channels.length === 0 || channels.some((channel) => channel.id === id && channel.state !== "closed");
    };
    const commandFailed = (plugin: string, error: Error) => {
      log.error("A chat command could not say what a text means.", { by: plugin, error });
      lifecycle.note("pluginError", { plugin, error });
    };
    const owner = createOwnerPlace(store.records("places", placeShape), judge, isThere, (address) => threads.isAside(address));
    const told = store.records("told", toldShape);
    const front = createFrontDesk(house, outbox, {
      access,
      seen,
      told,
      store,
      owner,
      chat: createChatDesk(commands, commandFailed),
      thread: (asked) => threads.thread(asked),
      threads: store.records("threads", threadShape),
      saw: (row) => ownerChats.saw(row),
      presses: (words) =>
        createPressDesk({
          house,
          store,
          buttons: store.records("buttons", buttonShape),
          presses: store.records("presses", pressShape),
          seen: store.records("seen-presses", seenPressShape),
          ...words,
        }),
    });
    const ownerChats = createOwnerChats(house.inbox, judge, (id) => menus.changed(id));
    const menus = createMenus({ commands, channel: house.channel, owners: ownerChats.of, log });
    const lostCommands = createLostCommands(commands, log);
    const desk = createChannelDesk({
      contributed: contributions(Channels),
      cursors: store.records("cursors", cursorShape),
      store,
      accept: (message) => front.accept({ ...message, address: routes.home(message.address) }),
      unsent: front.unsent,
      pressed: front.pressed,
      wake: outbox.wake,
      opened(channel) {
        outbox.opened(channel);
        menus.opened(channel);
      },
      clock,
      log,
    });
    const threads = createThreadDesk({
      records: store.records("threads", threadShape),
      store,
      routes,
      channel: house.channel,
      isBusy: (home) => isBusy(house, home),
      ownerPlace: owner.find,
      clock,
      closing: closing.signal,
    });
    const history = createHistory({ store, inbox: house.inbox, outbox: house.outbox, index, routes });
    const conversations = createConversationsService(
      house,
      front,
      outbox,
      desk,
      seen,
      draining,
      admits,
      threads,
      history,
      createRestatement(house, outbox, told),
    );

    hooks.start.tap("take up what was left, and open the channels", async () => {
      for (const ledger of [house.inbox, house.outbox]) {
        const newest = await ledger.load();
        if (newest !== undefined) ids.startAfter(newest);
      }
      await house.corrections.load();
      await routes.load();
      await progress.load();
      await progress.tidy([...house.inbox.open.values()].filter(({ state }) => state === "running"));
      await outbox.resume();
      const takeUp = await front.resume();
      // In one step: a message that a channel hands over at once must not be taken for one that was left
      desk.open();
      takeUp();
      lostCommands.follow();
    });
    hooks.stop.tap("close the channels, and leave the rest for the next start", async () => {
      // What plugins take back as they stop is no news for people
      following[Symbol.dispose]();
      const closed = new AbortController();
      const late = clock.sleep(channelsCloseMs, closed.signal).catch(() => undefined); // closed in time: nobody waits any more
      await Promise.race([desk.close().finally(() => closed.abort()), late]);
      closing.abort(new Error("The house closes."));
      front.close();
      progress.close();
      await outbox.close();
    });
    background("find what was said before", (signal) => fillTalkIndex({ store, index, routes, now: () => clock.now() }, signal));
    background("remove old copies of files", async (signal) => {
      for (;;) {
        await house.files.sweep();
        await clock.sleep(sweepEveryMs, signal);
      }
    });
    own(sessions.listen(front.heard));
    const following = own(menus.follow());
    contribute(HealthChecks, channelHealth(conversations));
    contribute(HealthChecks, lostCommands.health);
    return conversations;
  },
});
