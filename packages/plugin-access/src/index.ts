import { definePlugin } from "@instar/kernel";
import { SessionEnvironments } from "@instar/kernel/contracts";
import { Access } from "./contract.ts";
import { judgeBy } from "./judge-sender.ts";
import { accessOptions } from "./options.ts";
import { readOwnerToken } from "./owner-token.ts";
import { createTokens } from "./tokens.ts";

export { Access } from "./contract.ts";

/** Decides who may speak to the agent, from lists in the config. */
export default definePlugin({
  api: 1,
  name: "access",
  options: accessOptions,
  provides: Access,
  setup({ options, paths, hooks, contribute }) {
    const judge = judgeBy(options);
    const tokens = createTokens(() => readOwnerToken(paths.home));
    contribute(SessionEnvironments, { variables: ({ id }) => ({ INSTAR_TOKEN: tokens.tokenFor(id) }) });
    hooks.sessionEnd.tap("void the token of a session that ended", ({ session }) => tokens.revoke(session.id));
    return {
      judge: async (channel, sender) => judge(channel, sender),
      meet: async () => undefined,
      identify: async (token) => tokens.identify(token),
      tokenFor: async (session) => tokens.tokenFor(session),
    };
  },
});
