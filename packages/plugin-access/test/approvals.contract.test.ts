import access from "@instar/plugin-access";
import approvals from "@instar/plugin-access/approvals";
import conversations from "@instar/plugin-conversations";
import events from "@instar/plugin-events";
import sessions from "@instar/plugin-sessions";
import store from "@instar/plugin-store";
import { describePlugin } from "@instar/testing/plugin-contract";

describePlugin(() => approvals(), {
  // The package's own file tells of its main plugin
  packageJson: { instar: { plugin: "approvals", provides: ["approvals"], needs: ["store", "conversations", "access?", "events?"] } },
  beside: [store(), events(), access(), sessions(), conversations()],
});
