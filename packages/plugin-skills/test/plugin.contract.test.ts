import { describePlugin } from "@instar/testing/plugin-contract";
import plugin from "../src/index.ts";

describePlugin(() => plugin(), { packageJson: new URL("../package.json", import.meta.url) });
