import { type Address, definePlugin, optional } from "@instar/kernel";
import { Channels, ChatCommands, ContextBlocks, Events, HealthChecks, Routes, Store } from "@instar/kernel/contracts";
import { Conversations } from "@instar/plugin-conversations/contract";
import { attentionCommands } from "./attention-commands.ts";
import { attentionHealth } from "./attention-health.ts";
import { attentionRoutes } from "./attention-routes.ts";
import { createChosenPlace } from "./chosen-place.ts";
import { closeTopics } from "./close-topics.ts";
import { Notices } from "./contract.ts";
import { itemBlock } from "./item-block.ts";
import { createNoticeBook } from "./notice-book.ts";
import { noticesOptions } from "./options.ts";
import { settleSayings } from "./settle-sayings.ts";
import { tellOwner } from "./tell-owner.ts";
import { createWake } from "./wake.ts";

export { Notices } from "./contract.ts";

/** Tells the owner what they should know, merged, in few messages and not at night; and keeps what waits for them. */
export default definePlugin({
  api: 1,
  name: "notices",
  options: noticesOptions,
  needs: { store: Store, conversations: Conversations, events: optional(Events) },
  provides: Notices,
  setup({ options, services, contribute, contributions, background, clock, log }) {
    const { store, conversations, events } = services;
    const wake = createWake();
    const channels = contributions(Channels);
    const isThere = ({ channel }: Address) => [...channels].some(({ value }) => value.id === channel);
    const place = createChosenPlace(options.to, isThere);
    const book = createNoticeBook({ store, events, clock, changed: wake.call });

    background("tell the owner", (signal) => tellOwner({ book, conversations, options, place: place.find, isThere, clock, log, woken: wake.woken }, signal));
    background("close topics of what is done", (signal) => closeTopics({ book, conversations, clock, log, woken: wake.woken }, signal));
    background("say of what is done that it is", (signal) => settleSayings({ book, conversations, log, woken: wake.woken }, signal));
    for (const command of attentionCommands(book)) contribute(ChatCommands, command);
    for (const route of attentionRoutes(book)) contribute(Routes, route);
    contribute(ContextBlocks, itemBlock(book));
    contribute(HealthChecks, attentionHealth(book));
    contribute(HealthChecks, place.health);

    return {
      notify: book.notify,
      attention: book.attention,
      change: book.change,
      get to() {
        return place.find();
      },
    };
  },
});
