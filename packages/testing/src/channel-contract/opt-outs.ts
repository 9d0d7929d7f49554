import { type Channel, Channels } from "@instar/kernel/contracts";
import { expect } from "vitest";
import { createManualClock } from "../manual-clock.ts";
import type { ChannelHarness, ChannelOptOut, MakeChannelHarness } from "./harness.ts";
import { openScene } from "./scene.ts";

interface OptOut {
  /** A member of the channel by which the house offers it: an opt-out from what the channel has is not true. */
  readonly channel?: keyof Channel;
  /** The member of the harness that only its cases need. */
  readonly harness?: keyof ChannelHarness;
}

const known: Readonly<Record<ChannelOptOut, OptOut>> = {
  "second-conversation": {},
  quotes: {},
  typing: { channel: "typing" },
  formatting: {},
  readback: { channel: "find" },
  exclusive: {},
  bots: {},
  "service-events": {},
  "files-in": { channel: "fetch", harness: "downloads" },
  albums: {},
  edits: { harness: "edit" },
  unsends: { harness: "unsend" },
  groups: { harness: "group" },
  webhook: { harness: "webhook" },
  "files-out": { channel: "files" },
  photos: {},
  routes: { channel: "reroute", harness: "move" },
  marks: { channel: "react", harness: "mark" },
  buttons: { channel: "buttons", harness: "press" },
  threads: { harness: "newThread" },
  "opened-threads": { channel: "openThread", harness: "threads" },
  "found-threads": { channel: "findThread" },
};

export async function readOptOuts(make: MakeChannelHarness): Promise<readonly ChannelOptOut[]> {
  const harness = await make({ clock: createManualClock() });
  await harness.close();
  return harness.optOut ?? [];
}

/** An opt-out must be true: what the channel does offer is tested. */
export async function checkOptOuts(make: MakeChannelHarness): Promise<void> {
  await using scene = await openScene(make);
  const { harness, optedOut } = scene;
  expect((harness.optOut ?? []).filter((name) => !Object.hasOwn(known, name))).toEqual([]);
  expect(harness.conversations.length, "conversations of the harness").toBe(optedOut("second-conversation") ? 1 : 2);
  const { kernel } = await scene.open();
  const id = harness.owner.slice(0, harness.owner.indexOf(":"));
  const channel = [...kernel.contributions(Channels)].find(({ value }) => value.id === id)?.value;
  expect(channel?.plain === undefined, "the channel sends everything as it is (opt-outs formatting and photos)").toBe(
    optedOut("formatting") && optedOut("photos"),
  );
  for (const [name, { channel: offered, harness: needed }] of Object.entries(known) as [ChannelOptOut, OptOut][]) {
    if (offered !== undefined) expect(channel?.[offered] === undefined, `the channel has no "${offered}" (opt-out "${name}")`).toBe(optedOut(name));
    if (needed !== undefined) expect(harness[needed] === undefined, `the harness has no "${needed}" (opt-out "${name}")`).toBe(optedOut(name));
  }
}
