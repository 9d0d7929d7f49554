import type { Logger } from "@instar/kernel";
import type { Safety } from "./contract.ts";
import { SafetyError } from "./errors.ts";

/** The host: the owner's commands, which the daemon lets in by the owner's token. No plugin can have this name. */
const host = "host";
const words = { stopAgents: "stop", pause: "pause", resume: "resume" } as const;

/** A plugin that needs safety may look; to stop, pause and resume everything is the owner's. */
export function ownerOnly(whole: Safety, log: Logger): (consumer: string) => Safety {
  const refuse = (plugin: string, what: string) => async () => {
    log.warn("A plugin tried to do what is the owner's.", { by: plugin, what });
    throw SafetyError.OWNER_ONLY(plugin, what);
  };
  return (consumer) =>
    consumer === host ? whole : Object.freeze({ ...whole, ...Object.fromEntries(Object.entries(words).map(([name, what]) => [name, refuse(consumer, what)])) });
}
