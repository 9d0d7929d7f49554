import { createPlugin } from "./apart/run-plugin.ts";
import type { Sign } from "./house/start-apart.ts";
import { createPeer, type Message, type Peer } from "./peer.ts";
import { toWireError } from "./wire-error.ts";

// A plugin's process: it does what the house asks, tells it that it lives, and ends with it.

const post = process.send?.bind(process) as (message: Message | Sign, done: () => void) => boolean;
// The line to the house is not the plugin's
Object.assign(process, { send: undefined });

const sent = () => undefined;
const peer: Peer = createPeer({ send: (message) => post(message, sent), root: createPlugin(() => peer.root) });

process.on("message", (message: Message | { readonly type: "beat" }) => {
  if (message.type === "beat") post({ type: "beat", rssBytes: process.memoryUsage.rss() }, sent);
  else peer.receive(message);
});
process.on("disconnect", () => process.exit(0));
// What nobody caught leaves a process that nobody knows the state of: it says so, and a new one takes its place.
process.on("uncaughtException", (error, origin) => post({ type: "fatal", origin, error: toWireError(error) }, () => process.exit(1)));
