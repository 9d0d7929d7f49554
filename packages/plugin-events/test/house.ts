import { mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { definePlugin, type PluginEntry } from "@instar/kernel";
import { type HouseEvent, Store } from "@instar/kernel/contracts";
import { openStore } from "@instar/plugin-store";
import { createTestKernel, type TestKernel, type TestKernelOptions } from "@instar/testing";
import { EventsJournal } from "../src/contract.ts";
import events from "../src/index.ts";

/** A house with events on a real store whose disk can be full, and which can be cut off as a killed process is. */
export async function createHouse(options: Parameters<typeof events>[0] = {}, more: readonly PluginEntry[] = []) {
  const project = await mkdtemp(path.join(os.tmpdir(), "instar-events-"));
  const disk = { full: false, commits: 0 };
  let opened: Awaited<ReturnType<typeof openStore>>;
  let kernel: TestKernel | undefined;
  const store = definePlugin({
    api: 1,
    name: "store",
    provides: Store,
    async setup({ paths, clock, own }) {
      opened = own(await openStore({ file: path.join(paths.home, "instar.db"), clock }));
      const { store: of } = opened;
      return (consumer: string) => {
        const real = of(consumer);
        return {
          ...real,
          async commit(ops: Parameters<Store["commit"]>[0]) {
            if (disk.full) throw new Error("The disk is full.");
            disk.commits++;
            return real.commit(ops);
          },
        };
      };
    },
  });

  async function open(test: TestKernelOptions = {}) {
    kernel = await createTestKernel([store(), events(options), ...more], { project, ...(kernel ? { clock: kernel.clock } : {}), ...test });
    return kernel;
  }

  return {
    disk,
    open,
    get events() {
      return (kernel as TestKernel).service(EventsJournal);
    },
    get clock() {
      return (kernel as TestKernel).clock;
    },
    commit: (...ops: Parameters<Store["commit"]>[0]) => opened.store("another").commit(ops),
    /** What a killed process leaves. */
    async crash() {
      await opened.close();
      await kernel?.stop("cut off").catch(() => undefined); // its store is gone, so its end cannot succeed
    },
    async [Symbol.asyncDispose]() {
      await kernel?.stop("The test is over.").catch(() => undefined); // a test that breaks the house on purpose has said so already
      await rm(project, { recursive: true, force: true });
    },
  };
}

export const note = (type: string, about: HouseEvent["about"] = {}, data?: HouseEvent["data"]): HouseEvent => ({
  type,
  about,
  text: `This is ${type}.`,
  ...(data === undefined ? {} : { data }),
});
