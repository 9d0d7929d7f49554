import { describe, test } from "vitest";
import { accessCases } from "./channel-contract/access-cases.ts";
import { attachmentCases } from "./channel-contract/attachment-cases.ts";
import { type ChannelCase, runChannelCase } from "./channel-contract/case.ts";
import { crashCases } from "./channel-contract/crash-cases.ts";
import { gateCases } from "./channel-contract/gate-cases.ts";
import type { MakeChannelHarness } from "./channel-contract/harness.ts";
import { inboundCases } from "./channel-contract/inbound-cases.ts";
import { operationCases } from "./channel-contract/operation-cases.ts";
import { checkOptOuts, readOptOuts } from "./channel-contract/opt-outs.ts";
import { outboundCases } from "./channel-contract/outbound-cases.ts";
import { reachCases } from "./channel-contract/reach-cases.ts";
import { splittingCases } from "./channel-contract/splitting-cases.ts";
import { threadCases } from "./channel-contract/thread-cases.ts";
import { createContract } from "./scorecard.ts";

export { type ChannelCase, runChannelCase } from "./channel-contract/case.ts";
export type {
  ChannelFault,
  ChannelHarness,
  ChannelNoise,
  ChannelOptOut,
  GivenFile,
  GivenMessage,
  GivenRequest,
  MakeChannelHarness,
  SentPart,
} from "./channel-contract/harness.ts";
export type { HouseOptions, Scene, SceneHouse, SceneOptions } from "./channel-contract/scene.ts";

const numberOf = ({ id }: ChannelCase) => Number(id.slice(1));

/** What every channel promises, as data: in the order of the ids. */
export const channelCases: readonly ChannelCase[] = [
  ...inboundCases,
  ...attachmentCases,
  ...accessCases,
  ...gateCases,
  ...outboundCases,
  ...reachCases,
  ...splittingCases,
  ...threadCases,
  ...crashCases,
  ...operationCases,
].toSorted((one, other) => numberOf(one) - numberOf(other));

/**
 * What every channel must do, as tests against a loopback service; each case starts a service of its own. `level` (default 1) is the
 * highest level of cases that is asked for: new cases come in a new level. The last test names what the harness opted out of.
 */
export function describeChannelContract(name: string, make: MakeChannelHarness, { level = 1 }: { readonly level?: number } = {}): void {
  describe(`channel contract, level ${level}: ${name}`, async () => {
    const optOut = await readOptOuts(make);
    const contract = createContract("channel", name);
    for (const channelCase of channelCases.filter((one) => one.level <= level)) {
      const { id, title, needs, timeoutMs = 60_000 } = channelCase;
      if (needs !== undefined && optOut.includes(needs)) contract.leftOut(id, title, needs);
      else contract.promise(id, title, () => runChannelCase(channelCase, make), timeoutMs);
    }
    test(`opted out of: ${optOut.join(", ") || "nothing"}`, () => checkOptOuts(make));
  });
}
