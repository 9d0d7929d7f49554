import type { Logger } from "@instar/kernel";
import type { Events } from "@instar/kernel/contracts";
import { AccessError } from "./errors.ts";

/** The host: the owner's commands, which the daemon lets in by the owner's token. No plugin can have this name. */
const host = "host";

/**
 * A service for each who uses it, whole for the owner's commands. For a plugin the methods of `names` reject with ACCESS_OWNER_ONLY, and the try is logged and
 * recorded in its name: a plugin that needs a service must not decide in the owner's place.
 */
export function ownerOnly<T extends object>(
  whole: T,
  names: readonly (keyof T & string)[],
  { events, log }: { readonly events: Pick<Events, "record"> | undefined; readonly log: Logger },
): (consumer: string) => T {
  const refuse = (plugin: string, what: string) => async () => {
    const error = AccessError.OWNER_ONLY(plugin, what);
    log.warn("A plugin tried to do what is the owner's.", { by: plugin, what });
    events?.record({ type: "access.refused", about: { plugin }, text: error.message });
    throw error;
  };
  return (consumer) => (consumer === host ? whole : Object.freeze({ ...whole, ...Object.fromEntries(names.map((name) => [name, refuse(consumer, name)])) }));
}
