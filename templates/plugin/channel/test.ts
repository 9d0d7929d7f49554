import { type ChannelOptOut, describeChannelContract } from "@instar/testing/channel-contract";
import { describePlugin } from "@instar/testing/plugin-contract";
import plugin from "../src/index.ts";
import { startChatService } from "./chat-service.ts";

const made = () => plugin({ token: "made-up" });
describePlugin(made, { packageJson: new URL("../package.json", import.meta.url), readme: new URL("../README.md", import.meta.url) });

/** What this channel or its service cannot do. Whatever yours can, take out: then the contract asks for it. */
const optOut: readonly ChannelOptOut[] = [
  ...(["quotes", "typing", "formatting", "readback", "exclusive", "service-events", "webhook", "routes", "marks", "buttons"] as const),
  ...(["files-in", "albums", "edits", "unsends", "groups", "files-out", "photos", "threads", "opened-threads", "found-threads"] as const),
];

describeChannelContract("__name__", async ({ clock }) => {
  const { options, ...service } = await startChatService(clock);
  const module = { file: new URL("../src/index.ts", import.meta.url), options: { ...options, pollMs: 50 } };
  return { ...service, plugin: plugin(options), module, optOut };
});
