import { readFileSync } from "node:fs";
import type { Plugin, PluginEntry } from "@instar/kernel";
import type { CommandEntry } from "@instar/kernel/command";
import { afterEach, beforeEach, describe, expect } from "vitest";
import { settle } from "./manual-clock.ts";
import { withOptionsTable } from "./options-table.ts";
import { compareCommands } from "./plugin-contract/compare-commands.ts";
import { type WatchedResources, watchResources } from "./plugin-contract/watch-resources.ts";
import { createContract } from "./scorecard/create-contract.ts";
import { createTestKernel, type TestKernel, type TestKernelOptions } from "./test-kernel.ts";

export interface PluginHarness extends Pick<TestKernelOptions, "secrets" | "now"> {
  /** The plugin's package.json: its URL, or what it says. By its URL the commands that it lists are found and compared, too. */
  readonly packageJson: URL | { readonly instar?: unknown };
  /** A README whose options, between `<!-- options -->` and `<!-- /options -->`, must be those of the schema. `instar-plugin-options` writes them there. */
  readonly readme?: URL;
  /** Providers of the services that it needs: real plugins or stand-ins. */
  readonly beside?: readonly PluginEntry[];
}

/** The `instar` key of a package.json, so far as the definition says the same. */
interface Manifest {
  readonly plugin: string;
  readonly provides: readonly string[];
  readonly needs: readonly string[];
  readonly guards: readonly string[];
  readonly commands?: Readonly<Record<string, CommandEntry>>;
}

/** How long handles may take to close. */
const patienceMs = 2_000;

const readManifest = (packageJson: PluginHarness["packageJson"]): Partial<Manifest> | undefined => {
  const read = packageJson instanceof URL ? (JSON.parse(readFileSync(packageJson, "utf8")) as { instar?: unknown }) : packageJson;
  return read.instar as Partial<Manifest> | undefined;
};

/** The plugin's own taps, but for the ones that deny in the name of a guard that is away. */
const tapsOf = (kernel: TestKernel, plugin: string) =>
  Object.entries(kernel.describe().hooks).flatMap(([hook, { taps }]) =>
    taps.filter((tap) => tap.plugin === plugin && tap.reason !== "be in place").map(({ reason }) => `${hook}: ${reason}`),
  );

/**
 * What every plugin must do, as tests: it comes up beside what it needs, waits for `start` with clocks and handles, can be stopped
 * twice, gives everything back, and its package.json says what its definition and its commands say. Name a fresh plugin by a function when it keeps state.
 */
export function describePlugin(plugin: Plugin | (() => Plugin), { packageJson, readme, beside = [], ...options }: PluginHarness): void {
  const make = () => (typeof plugin === "function" ? plugin() : plugin);
  const { name } = make();

  describe(`plugin contract: ${name}`, () => {
    const contract = createContract("plugin", name);
    let taken: WatchedResources | undefined;
    let kernel: TestKernel | undefined;
    const watch = () => {
      taken = watchResources();
      return taken;
    };
    const boot = async (start: boolean | "set-up") => {
      watch();
      kernel = await createTestKernel([...beside, make()], { ...options, start });
      return kernel;
    };
    const described = (house: TestKernel) => house.describe().plugins.find((one) => one.name === name);
    beforeEach(() => settle());
    afterEach(async () => {
      taken?.[Symbol.dispose]();
      await kernel?.stop("The test is over.").catch(() => undefined); // the test itself says what failed
    });

    contract.promise("P1", "its package.json names what it is, provides, needs and guards, and its commands as they are", async () => {
      const house = await boot("set-up");
      const { provides, needs = [], guards = [] } = described(house) ?? {};
      const defined: Manifest = { plugin: name, provides: provides === undefined ? [] : [provides], needs: [...needs].sort(), guards: [...guards].sort() };
      const manifest = readManifest(packageJson);
      const said = {
        plugin: manifest?.plugin,
        provides: manifest?.provides ?? [],
        needs: [...(manifest?.needs ?? [])].sort(),
        guards: [...(manifest?.guards ?? [])].sort(),
      };
      expect(said, 'What the definition says (expected) and the "instar" key of package.json (received) must be the same.').toEqual(defined);
      const differences = packageJson instanceof URL ? await compareCommands(manifest?.commands ?? {}, packageJson) : [];
      expect(differences.join("\n"), 'What "instar.commands" of package.json says (help is made of it) and what the files export must be the same.').toBe("");
    });

    contract.promise("P2", "it is set up without going live: no timer, no handle", async () => {
      await using without = await createTestKernel(beside, { ...options, start: "set-up" });
      const after = watch();
      const house = await createTestKernel([...beside, make()], { ...options, start: "set-up" });
      kernel = house;
      expect(described(house)).toMatchObject({ state: "up" });
      expect(house.clock.pending).toBe(without.clock.pending);
      if (beside.length === 0) expect(await after.left(patienceMs)).toEqual([]);
    });

    contract.promise("P3", "it starts, and can be stopped twice", async () => {
      const house = await boot(true);
      expect(described(house)).toMatchObject({ state: "up" });
      expect(house.phase).toBe("running");
      await settle();
      await house.stop("once");
      await house.stop("twice");
      expect(described(house)).toMatchObject({ state: "stopped" });
    });

    for (const [id, when, start] of [["P4", "when it ran", true] as const, ["P5", "when it was only set up", "set-up"] as const])
      contract.promise(id, `it gives everything back ${when}: taps, contributions, timers, handles`, async () => {
        const house = await boot(start);
        await settle();
        await house.stop("over");
        const { points } = house.describe();
        const behind = [
          ...tapsOf(house, name).map((tap) => `the tap ${tap}`),
          ...Object.keys(points).flatMap((point) => (points[point]?.includes(name) ? [`a contribution to ${point}`] : [])),
          ...(house.clock.pending > 0 ? [`${house.clock.pending} timers of the clock`] : []),
          ...((await taken?.left(patienceMs)) ?? []),
        ];
        expect(behind, `When it had stopped it left behind: ${behind.join(", ")}`).toEqual([]);
      });

    const listed = "its README lists its options as they are (`npx instar-plugin-options` writes them there)";
    if (readme === undefined) contract.leftOut("P6", listed, "the suite was not told of its README");
    else
      contract.promise("P6", listed, () => {
        const written = readFileSync(readme, "utf8");
        const current = withOptionsTable(written, make());
        expect(current, "It has no place for them: `npx instar-plugin-options` says what to add.").toBeDefined();
        expect(written).toBe(current);
      });
  });
}
