import type { Kernel, Logger } from "@instar/kernel";
import { Events } from "@instar/kernel/contracts";

/** What was refused at the socket. `session` is absent when it could not be told which one it was. */
export interface SocketRefusal {
  readonly why: "call" | "descent";
  readonly session: string | undefined;
  /** `service.method`, as far as they are words. */
  readonly asked?: string;
}

const isName = (word: string) => /^[\w-]{1,64}$/.test(word);

/** `service.method` of a call by whoever; what is no name is not repeated. */
export const nameOfCall = ({ service, method }: { readonly service: string; readonly method: string }): string =>
  [service, method].map((word) => (isName(word) ? word : "?")).join(".");

/** Writes a refusal into the log and, where there is one, into the journal of events. */
export function recordRefusal(kernel: Kernel | undefined, log: Logger, { why, session, asked }: SocketRefusal): void {
  const text =
    why === "call"
      ? "A process of a session asked over the socket for what is the owner's, and was refused."
      : "Somebody showed the owner's token at the socket and was refused, because it descends from a session or can't be seen.";
  log.warn(text, { ...(session !== undefined && { session }), ...(asked !== undefined && { asked }) });
  if (kernel === undefined || !Object.hasOwn(kernel.describe().services, Events.id)) return;
  kernel.service(Events).record({
    type: "access.refused",
    about: session === undefined ? {} : { session },
    text,
    data: { at: "socket", why, ...(asked !== undefined && { asked }) },
  });
}
