import type { Logger } from "@instar/kernel";
import { type Guarding, createGuarding as guardingOf } from "@instar/process";

export type { Guarding } from "@instar/process";

/** One guardian process for all programs of this plugin: it ends their trees when the daemon dies. */
export const createGuarding = (log: Logger): Guarding =>
  guardingOf({
    replaced: () => log.warn("The guardian process was ended by somebody; a new one watches the agents."),
    failed: (error) => log.error("No guardian could be started; agents would outlive a crash.", { error }),
  });
