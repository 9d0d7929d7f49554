import type { Socket } from "node:net";
import type { Access, Caller, Sessions } from "@instar/kernel/contracts";
import { descentOfPeer, mayBeOwner } from "@instar/process";
import { HttpError } from "./errors.ts";

const longestToken = 1_024;

const sessionKey = Symbol("the session whose process it was");

/** Whose process showed the owner's token; undefined when that is not known. */
export const sessionBehind = (error: unknown): string | undefined => (error as { [sessionKey]?: string })[sessionKey];

/** Undefined: may be the owner. */
type Doubt = { readonly session: string | undefined } | undefined;

async function doubtAbout(socket: Socket, sessions: Sessions | undefined): Promise<Doubt> {
  const records = (await sessions?.list()) ?? [];
  const peer = await descentOfPeer(
    socket,
    records.flatMap(({ process }) => (process === undefined ? [] : [process])),
  );
  if (mayBeOwner(peer)) return undefined;
  return { session: peer.kind === "agent" ? records.find(({ process }) => process?.mark === peer.mark)?.id : undefined };
}

/**
 * Who shows a token. Undefined: nobody that we know. Throws HTTP_AGENT_PROCESS when the owner's is shown by a process that descends
 * from an agent, or that cannot be found where the system tells; asked once per connection.
 */
export function createCallerFinder(access: Access, sessions: Sessions | undefined) {
  const asked = new WeakMap<Socket, Promise<Doubt>>();
  return async (authorization: string | undefined | null, socket: Socket): Promise<Caller | undefined> => {
    const token = /^Bearer +(\S+)$/i.exec(authorization ?? "")?.[1];
    if (token === undefined || token.length > longestToken) return undefined;
    const caller = await access.identify(token);
    if (caller?.kind !== "owner") return caller;
    const asking = asked.get(socket) ?? doubtAbout(socket, sessions);
    asked.set(socket, asking);
    const doubt = await asking;
    if (doubt !== undefined) throw Object.assign(HttpError.AGENT_PROCESS(), { [sessionKey]: doubt.session });
    return caller;
  };
}

export type FindCaller = ReturnType<typeof createCallerFinder>;
