import { fileURLToPath } from "node:url";
import { definePlugin, optional } from "@instar/kernel";
import { Access, AgentSkills, Channels, HealthChecks, Routes, Sessions, Store } from "@instar/kernel/contracts";
import { Conversations } from "@instar/plugin-conversations/contract";
import { Telegram } from "./contract.ts";
import { telegramOptions } from "./options.ts";
import { createIsLetIn } from "./places/is-let-in.ts";
import { createOpenedTopics } from "./routes/opened-topics.ts";
import { telegramRoutes } from "./routes/telegram-routes.ts";
import { createTelegramChannel } from "./telegram-channel.ts";
import { createTelegramDesk } from "./telegram-desk.ts";
import { telegramHealth } from "./telegram-health.ts";

export { Telegram } from "./contract.ts";

/** Telegram: chats, groups and topics as conversations with the agent. */
export default definePlugin({
  api: 1,
  name: "telegram",
  options: telegramOptions,
  needs: { store: Store, access: optional(Access), sessions: optional(Sessions), conversations: optional(Conversations) },
  provides: Telegram,
  setup({ options, services, contribute, background, clock, log, signal }) {
    const { store, access, sessions, conversations } = services;
    const isLetIn = createIsLetIn(access);
    const { channel, ...known } = createTelegramChannel({ options, store, isLetIn, background, clock, log, signal });
    const bot = { ...known, isLetIn, listenIn: options.listenIn };

    contribute(Channels, channel);
    contribute(HealthChecks, telegramHealth({ ...bot, clock }));
    contribute(AgentSkills, { name: "instar-telegram", folder: fileURLToPath(new URL("../skills/instar-telegram", import.meta.url)) });
    if (access && sessions && conversations) {
      const parts = { access, sessions, conversations, book: known.book, opened: createOpenedTopics(store), clock };
      for (const route of telegramRoutes(parts)) contribute(Routes, route);
    }
    return createTelegramDesk({ ...bot, apiRoot: options.apiRoot, signal });
  },
});
