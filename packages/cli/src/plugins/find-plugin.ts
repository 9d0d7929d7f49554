import { defaultPackages } from "../daemon/default-providers.ts";
import { listPluginPackages, type PluginPackage } from "../project/plugin-packages.ts";

/** An installed plugin by its name, or by its package's. Nothing runs. */
export const findPlugin = (project: string, name: string): PluginPackage | undefined =>
  listPluginPackages(project, defaultPackages).find((found) => found.plugin === name || found.package === name);
