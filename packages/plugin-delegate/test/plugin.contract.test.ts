import namedSessions from "@instar/plugin-named-sessions";
import sessions from "@instar/plugin-sessions";
import store from "@instar/plugin-store";
import { describePlugin } from "@instar/testing/plugin-contract";
import plugin from "../src/index.ts";

describePlugin(() => plugin(), { packageJson: new URL("../package.json", import.meta.url), beside: [store(), sessions(), namedSessions()] });
