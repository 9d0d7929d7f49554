import { definePlugin } from "@instar/kernel";
import { Channels, HealthChecks, Store } from "@instar/kernel/contracts";
import { telegramOptions } from "./options.ts";
import { createTelegramChannel } from "./telegram-channel.ts";
import { telegramHealth } from "./telegram-health.ts";

/** Telegram: chats, groups and topics as conversations with the agent. */
export default definePlugin({
  api: 1,
  name: "telegram",
  options: telegramOptions,
  needs: { store: Store },
  setup({ options, services, contribute, background, clock, log, signal }) {
    const { channel, ...known } = createTelegramChannel({ options, store: services.store, background, clock, log, signal });

    contribute(Channels, channel);
    contribute(HealthChecks, telegramHealth({ ...known, listenIn: options.listenIn, clock }));
  },
});
