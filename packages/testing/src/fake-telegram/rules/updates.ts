import type { Rule } from "../refusal.ts";

/** Getting updates. */
export const updatesRules = {
  otherPoller: {
    status: 409,
    words: "terminated by other getUpdates request; make sure that only one bot instance is running",
    rule: "1.2 only one poller; the newer ends the older",
    docs: "getupdates",
  },
  endedByWebhook: { status: 409, words: "terminated by setWebhook request", rule: "1.2 a webhook ends polling", docs: "setwebhook" },
  webhookActive: {
    status: 409,
    words: "can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first",
    rule: "1.2 no polling while a webhook is set",
    docs: "getupdates",
  },
  outOfRange: {
    status: 400,
    words: (method, name, range) => `Fake Bot API: "${name}" of ${method} must be ${range}; Telegram would silently take the nearest`,
    rule: "1.2 numbers stay within the documented range",
    docs: "getupdates",
  },
  unknownUpdateType: {
    status: 400,
    words: (name) => `Fake Bot API: there is no update of the type "${name}"; Telegram would ignore it`,
    rule: "1.2 allowed_updates names update types",
    docs: "update",
  },
  webhookUrl: { status: 400, words: "invalid webhook URL specified", rule: "1.2 a webhook is an https address", docs: "setwebhook" },
  webhookPort: {
    status: 400,
    words: "bad webhook: Webhook can be set up only on ports 80, 88, 443 or 8443",
    rule: "1.2 webhooks have four ports",
    docs: "setwebhook",
  },
} satisfies Record<string, Rule>;
