import { definePlugin, optional, scopedService } from "@instar/kernel";
import { ChatCommands, Events, SessionEnvironments, Store } from "@instar/kernel/contracts";
import { createAccessDesk } from "./access-desk.ts";
import { attemptsShape, createAttempts } from "./attempts.ts";
import { Access, type AccessDesk, senderName, Tellers } from "./contract.ts";
import { createExpected } from "./expected.ts";
import { tapGuard } from "./guard/taps.ts";
import { judgeBy } from "./judge-sender.ts";
import { accessOptions } from "./options.ts";
import { ownerOnly } from "./owner-only.ts";
import { readOwnerToken } from "./owner-token.ts";
import { pairCommand } from "./pair-command.ts";
import { createStrangers, strangerShape } from "./strangers.ts";
import { createTokens } from "./tokens.ts";
import { createTrust, grantShape } from "./trust.ts";
import { createWelcomes, welcomeShape } from "./welcomes.ts";

export { Access } from "./contract.ts";

/** Decides who may speak to the agent: lists in the config, and what owners grant at run time. */
export default definePlugin({
  api: 1,
  name: "access",
  options: accessOptions,
  needs: { store: Store, events: optional(Events) },
  provides: scopedService<AccessDesk>(Access.id),
  guards: ["preToolUse"],
  setup({ options, services, paths, hooks, contribute, contributions, background, clock, log, signal }) {
    const { store, events } = services;
    const trust = createTrust(options, store.records("grants", grantShape));
    const strangers = createStrangers({
      records: store.records("strangers", strangerShape),
      commit: async (ops, { sender }) => {
        const met = events?.op({
          type: "pairing.asked",
          about: { channel: sender.slice(0, sender.indexOf(":")) },
          text: `${sender} was given a pairing code.`,
        });
        await store.commit(met ? [...ops, met] : ops);
      },
      clock,
      log,
    });
    const welcomes = createWelcomes({ records: store.records("welcomes", welcomeShape), store, tellers: contributions(Tellers), clock, log });
    const attempts = createAttempts(store.records("attempts", attemptsShape), clock);
    const expected = createExpected(clock, signal);
    const desk = createAccessDesk({ trust, strangers, attempts, welcomes, expected, store, events, clock, log, pairing: options.pairing });
    const judge = judgeBy(trust, options.groups);
    const tokens = createTokens(() => readOwnerToken(paths.home));

    tapGuard({ hooks, contribute, paths, events });
    contribute(SessionEnvironments, { variables: ({ id }) => ({ INSTAR_TOKEN: tokens.tokenFor(id) }) });
    if (options.pairing) contribute(ChatCommands, pairCommand(desk));
    hooks.start.tap("know who was let in", () => trust.load());
    hooks.sessionEnd.tap("void the token of a session that ended", ({ session }) => tokens.revoke(session.id));
    background("tell those who were let in before", () => welcomes.sayLeft());
    const whole: AccessDesk = {
      ...desk,
      groups: async () => options.groups,
      async judge(channel, sender, group) {
        await trust.load();
        return judge(channel, sender, group);
      },
      async admits(channel, group) {
        await trust.load();
        if (group !== undefined && !options.groups.includes(senderName(channel, { id: group }))) return false;
        return trust.list.some(({ sender }) => sender.startsWith(`${channel}:`));
      },
      identify: async (token) => tokens.identify(token),
      tokenFor: async (session) => tokens.tokenFor(session),
    };
    return ownerOnly(whole, ["grant", "revoke", "pair", "deny", "expect"], { events, log });
  },
});
