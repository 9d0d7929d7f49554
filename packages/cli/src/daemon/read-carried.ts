import { type Config, createKernel, type Plugin } from "@instar/kernel";
import { type CommandContext, InstarError } from "@instar/kernel/command";
import { Lifecycle } from "@instar/kernel/contracts";
import { type CarriedFile, CarriedSettings } from "../project/carried-settings.ts";
import { refuseInsideSession } from "../project/refuse-inside-session.ts";
import { callMethod } from "./call-method.ts";
import { hostOf } from "./create-house.ts";
import { listPlugins, serviceOf } from "./default-providers.ts";

/** What it needs is of the kernel, or optional. */
const standsAlone = ({ definition }: Plugin) =>
  Object.values((definition.needs ?? {}) as Record<string, { readonly id: string; readonly kind: string }>).every(
    ({ id, kind }) => kind === "optional" || id === Lifecycle.id,
  );

/**
 * The files that the agent is given; `undefined` when no plugin of the config gives any. The running agent is asked. With none, the plugin that
 * knows is set up without those beside it: it looks at files and changes nothing, so the store stays closed and no other provider is loaded.
 */
export async function readCarried(project: string, config: Config, service: CommandContext["service"]): Promise<readonly CarriedFile[] | undefined> {
  const provider = listPlugins(config.plugins).find((plugin) => serviceOf(plugin) === CarriedSettings.id);
  if (provider === undefined) return undefined;
  if (!standsAlone(provider)) return (await service(CarriedSettings)).carried();
  try {
    return await (await service(CarriedSettings, { running: true })).carried();
  } catch (error) {
    if (!InstarError.is(error, "CLI_NOT_RUNNING")) throw error;
  }
  await refuseInsideSession();
  await using kernel = createKernel({ ...config, plugins: [provider] }, hostOf(project));
  await kernel.setup([CarriedSettings]);
  return (await callMethod(kernel, CarriedSettings.id, "carried", [])) as readonly CarriedFile[];
}
