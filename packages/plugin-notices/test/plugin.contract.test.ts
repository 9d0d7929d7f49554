import access from "@instar/plugin-access";
import conversations from "@instar/plugin-conversations";
import sessions from "@instar/plugin-sessions";
import store from "@instar/plugin-store";
import { describePlugin } from "@instar/testing/plugin-contract";
import plugin from "../src/index.ts";

describePlugin(() => plugin(), { packageJson: new URL("../package.json", import.meta.url), beside: [store(), access(), sessions(), conversations()] });
