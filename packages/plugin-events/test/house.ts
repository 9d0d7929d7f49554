import { mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import type { PluginEntry } from "@instar/kernel";
import type { HouseEvent, Store } from "@instar/kernel/contracts";
import { createTestKernel, type TestKernel, type TestKernelOptions } from "@instar/testing";
import { createMortalStore, type MortalStore } from "@instar/testing/mortal-store";
import { EventsJournal } from "../src/contract.ts";
import events from "../src/index.ts";

/** A house with events on a real store whose disk can be full, and which can be cut off as a killed process is. */
export async function createHouse(options: Parameters<typeof events>[0] = {}, more: readonly PluginEntry[] = []) {
  const project = await mkdtemp(path.join(os.tmpdir(), "instar-events-"));
  const disk = { full: false, commits: 0 };
  let kernel: TestKernel | undefined;
  let store: MortalStore;
  const fault = () => {
    if (disk.full) throw new Error("The disk is full.");
    disk.commits++;
    return undefined;
  };

  async function open(test: TestKernelOptions = {}) {
    store = createMortalStore({ fault });
    kernel = await createTestKernel([store.plugin, events(options), ...more], { project, ...(kernel ? { clock: kernel.clock } : {}), ...test });
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
    commit: (...ops: Parameters<Store["commit"]>[0]) => store.store("another").commit(ops),
    /** What a killed process leaves. */
    async crash() {
      await store.close();
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
