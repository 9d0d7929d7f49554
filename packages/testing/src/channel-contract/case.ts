import type { ChannelOptOut, MakeChannelHarness } from "./harness.ts";
import { openScene, type Scene, type SceneOptions } from "./scene.ts";

/** One promise of every channel. */
export interface ChannelCase {
  /** Permanent, as `C3`. */
  readonly id: string;
  /** Suites ask for the levels they know, so that a new case turns nobody's build red. */
  readonly level: number;
  readonly title: string;
  /** What the service must be able to do; a harness that opted out of it is listed, not run. */
  readonly needs?: ChannelOptOut;
  /** Default 60 s. */
  readonly timeoutMs?: number;
  run(scene: Scene, make: MakeChannelHarness): Promise<void>;
}

/** Runs one case against a service of its own; rejects when the promise is broken. */
export async function runChannelCase(channelCase: ChannelCase, make: MakeChannelHarness, options?: SceneOptions): Promise<void> {
  await using scene = await openScene(make, options);
  await channelCase.run(scene, make);
}
