import type { Address } from "@instar/kernel";
import type { HealthCheck } from "@instar/kernel/contracts";
import { parsePlace } from "@instar/plugin-conversations/contract";

export interface ChosenPlace {
  /** Where the options say that the owner is told; undefined where they say nothing, or name a channel that is not there: then what is told is not lost. */
  find(): Address | undefined;
  readonly health: HealthCheck;
}

/** The place of the option `to`. `isThere`: whether its channel is. */
export function createChosenPlace(to: string | undefined, isThere: (place: Address) => boolean): ChosenPlace {
  const chosen = to === undefined ? undefined : parsePlace(to);
  return {
    find: () => (chosen !== undefined && isThere(chosen) ? chosen : undefined),
    health: {
      id: "notices-place",
      async run() {
        if (chosen === undefined || isThere(chosen))
          return { status: "ok", summary: chosen === undefined ? "The owner is told where they last wrote." : `The owner is told at ${to}.` };
        return {
          status: "warn",
          summary: `There is no channel "${chosen.channel}", so the owner is told where they last wrote.`,
          why: `The option \`to\` of notices says ${to}.`,
          hint: "Add the channel's plugin to the config, or change the option.",
        };
      },
    },
  };
}
