import { expect, test } from "vitest";
import { channelHealth } from "../src/channel-health.ts";
import type { ChannelStatus, Conversations } from "../src/contract.ts";

const findingOf = async (...channels: Partial<ChannelStatus>[]) =>
  channelHealth({ status: async () => ({ channels, open: 0, running: 0, pending: 0 }) } as unknown as Conversations).run(new AbortController().signal);

test("a channel that is closed is a failure, one on which nobody may speak a warning, and both say what helps", async () => {
  const open = { id: "local", state: "open" } as const;
  const failed = { id: "slack", state: "failed", reason: "The token was revoked." } as const;
  const deserted = { id: "telegram", state: "open", deserted: true, reason: "Nobody may speak there yet." } as const;
  expect(await findingOf()).toMatchObject({ status: "ok" });
  expect(await findingOf(open)).toMatchObject({ status: "ok", summary: "Open: local." });
  expect(await findingOf(open, deserted)).toMatchObject({
    status: "warn",
    summary: "The channel telegram is open. Nobody may speak there yet.",
    hint: expect.stringContaining("instar inbox"),
  });
  expect(await findingOf(open, deserted, failed)).toMatchObject({ status: "fail", summary: expect.stringContaining("slack") });
});
