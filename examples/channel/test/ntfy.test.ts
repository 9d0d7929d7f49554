import { type ChannelOptOut, describeChannelContract } from "@instar/testing/channel-contract";
import { describePlugin } from "@instar/testing/plugin-contract";
import ntfy from "../src/index.ts";
import { startNtfy } from "./start-ntfy.ts";

describePlugin(() => ntfy({ topics: ["made-up"], server: "http://127.0.0.1:9" }), {
  packageJson: new URL("../package.json", import.meta.url),
  readme: new URL("../README.md", import.meta.url),
});

/** What ntfy cannot do, or this channel leaves to others. One person has one topic, so there is one conversation. */
const optOut: readonly ChannelOptOut[] = [
  ...(["second-conversation", "quotes", "typing", "formatting", "readback", "exclusive", "bots", "webhook", "routes", "marks", "buttons"] as const),
  ...(["files-in", "albums", "edits", "unsends", "groups", "files-out", "photos", "threads", "opened-threads", "found-threads"] as const),
];

describeChannelContract("ntfy", async ({ clock }) => {
  const { options, ...service } = await startNtfy(clock);
  const module = { file: new URL("../src/index.ts", import.meta.url), options: { ...options, pollMs: 50 } };
  return { ...service, plugin: ntfy(options), module, optOut };
});
