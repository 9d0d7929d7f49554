import { Channels } from "@instar/kernel/contracts";
import { expect } from "vitest";
import { createManualClock } from "../manual-clock.ts";
import type { ChannelOptOut, MakeChannelHarness } from "./harness.ts";
import { openScene } from "./scene.ts";

const known: Readonly<Record<ChannelOptOut, true>> = {
  "second-conversation": true,
  quotes: true,
  typing: true,
  formatting: true,
  readback: true,
  exclusive: true,
  bots: true,
  "service-events": true,
};

export async function readOptOuts(make: MakeChannelHarness): Promise<readonly ChannelOptOut[]> {
  const harness = await make({ clock: createManualClock() });
  await harness.close();
  return harness.optOut ?? [];
}

/** An opt-out must be true: what the channel does offer is tested. */
export async function checkOptOuts(make: MakeChannelHarness): Promise<void> {
  await using scene = await openScene(make, 20_000);
  const { harness, optedOut } = scene;
  expect((harness.optOut ?? []).filter((name) => !Object.hasOwn(known, name))).toEqual([]);
  expect(harness.conversations.length, "conversations of the harness").toBe(optedOut("second-conversation") ? 1 : 2);
  const { kernel } = await scene.open();
  const id = harness.owner.slice(0, harness.owner.indexOf(":"));
  const channel = [...kernel.contributions(Channels)].find(({ value }) => value.id === id)?.value;
  expect(channel?.typing === undefined, "the channel shows no typing").toBe(optedOut("typing"));
  expect(channel?.find === undefined, "the channel looks nothing up").toBe(optedOut("readback"));
  expect(channel?.plain === undefined, "the channel sends plain text only").toBe(optedOut("formatting"));
}
