import { describe, test } from "vitest";
import { type ChannelCase, runChannelCase } from "./channel-contract/case.ts";
import { crashCases } from "./channel-contract/crash-cases.ts";
import type { MakeChannelHarness } from "./channel-contract/harness.ts";
import { inboundCases } from "./channel-contract/inbound-cases.ts";
import { operationCases } from "./channel-contract/operation-cases.ts";
import { checkOptOuts, readOptOuts } from "./channel-contract/opt-outs.ts";
import { outboundCases } from "./channel-contract/outbound-cases.ts";
import { splittingCases } from "./channel-contract/splitting-cases.ts";

export { type ChannelCase, runChannelCase } from "./channel-contract/case.ts";
export type { ChannelFault, ChannelHarness, ChannelNoise, ChannelOptOut, MakeChannelHarness } from "./channel-contract/harness.ts";
export type { HouseOptions, Scene, SceneHouse } from "./channel-contract/scene.ts";

const numberOf = ({ id }: ChannelCase) => Number(id.slice(1));

/** What every channel promises, as data: in the order of the ids. */
export const channelCases: readonly ChannelCase[] = [...inboundCases, ...outboundCases, ...splittingCases, ...crashCases, ...operationCases].toSorted(
  (one, other) => numberOf(one) - numberOf(other),
);

/**
 * What every channel must do, as tests against a loopback service; each case starts a service of its own. `level` (default 1) is the
 * highest level of cases that is asked for: new cases come in a new level. The last test names what the harness opted out of.
 */
export function describeChannelContract(name: string, make: MakeChannelHarness, { level = 1 }: { readonly level?: number } = {}): void {
  describe(`channel contract, level ${level}: ${name}`, async () => {
    const optOut = await readOptOuts(make);
    const isOut = ({ needs }: ChannelCase) => needs !== undefined && optOut.includes(needs);
    const cases = channelCases.filter((channelCase) => channelCase.level <= level);
    for (const channelCase of cases.filter((one) => !isOut(one)))
      test(`${channelCase.id}: ${channelCase.title}`, () => runChannelCase(channelCase, make), channelCase.timeoutMs ?? 60_000);

    const left = cases.filter(isOut).map(({ id, needs }) => `${id} (${needs})`);
    test(`opted out of: ${optOut.join(", ") || "nothing"}; cases that were not asked for: ${left.join(", ") || "none"}`, () => checkOptOuts(make));
  });
}
