import type { Kernel } from "@instar/kernel";
import { type ProcessMark, Sessions } from "@instar/kernel/contracts";

/** The processes of the living sessions, and which session each belongs to. */
export interface SessionProcesses {
  readonly marks: () => readonly ProcessMark[];
  readonly sessionOf: (mark: string | undefined) => string | undefined;
}

/** Follows the sessions of a house that was set up. Without `Sessions` nobody lives in it. */
export function followSessionProcesses(kernel: Kernel): SessionProcesses {
  const living = new Map<string, ProcessMark>();
  if (Object.hasOwn(kernel.describe().services, Sessions.id))
    kernel.service(Sessions).listen(async (session, _key, event) => {
      if (event.type === "process") living.set(session.id, event.mark);
      if (event.type === "exit") living.delete(session.id);
    });
  return {
    marks: () => [...living.values()],
    sessionOf: (mark) => [...living].find(([, known]) => known.mark === mark)?.[0],
  };
}
