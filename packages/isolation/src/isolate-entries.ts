import type { IsolatedEntry, PluginEntry } from "@instar/kernel";
import { createGuarding } from "./house/guarding.ts";
import { type IsolationHost, isolate } from "./isolate.ts";

const isIsolated = (entry: PluginEntry): entry is IsolatedEntry =>
  typeof entry === "object" && entry !== null && typeof (entry as IsolatedEntry).isolated === "string";

/** A config's entries with an ordinary plugin in the place of every `isolated(...)`; everything else stays as it is. Rejects with ISOLATION_MODULE_MISSING. */
export async function isolateEntries(entries: readonly PluginEntry[], host: IsolationHost): Promise<readonly PluginEntry[]> {
  const guarding = createGuarding();
  const replace = async (entry: PluginEntry): Promise<PluginEntry> => {
    if (Array.isArray(entry)) return Promise.all((entry as readonly PluginEntry[]).map(replace));
    return isIsolated(entry) ? isolate(entry, host, guarding) : entry;
  };
  return Promise.all(entries.map(replace));
}
