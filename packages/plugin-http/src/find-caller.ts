import type { Socket } from "node:net";
import type { Access, Caller, ProcessMark, Sessions } from "@instar/kernel/contracts";
import { descentOfPeer, mayBeOwner } from "@instar/process";
import { HttpError } from "./errors.ts";

const longestToken = 1_024;

/** The processes of the living sessions. */
async function sessionProcesses(sessions: Sessions | undefined): Promise<readonly ProcessMark[]> {
  const records = (await sessions?.list()) ?? [];
  return records.flatMap(({ process }) => (process === undefined ? [] : [process]));
}

/**
 * Who shows a token. Undefined: nobody that we know. Throws HTTP_AGENT_PROCESS when the owner's is shown by a process that descends
 * from an agent, or that cannot be found where the system tells; asked once per connection.
 */
export function createCallerFinder(access: Access, sessions: Sessions | undefined) {
  const asked = new WeakMap<Socket, Promise<boolean>>();
  const isOwner = async (socket: Socket) => mayBeOwner(await descentOfPeer(socket, await sessionProcesses(sessions)));
  return async (authorization: string | undefined | null, socket: Socket): Promise<Caller | undefined> => {
    const token = /^Bearer +(\S+)$/i.exec(authorization ?? "")?.[1];
    if (token === undefined || token.length > longestToken) return undefined;
    const caller = await access.identify(token);
    if (caller?.kind !== "owner") return caller;
    const owner = asked.get(socket) ?? isOwner(socket);
    asked.set(socket, owner);
    if (!(await owner)) throw HttpError.AGENT_PROCESS();
    return caller;
  };
}

export type FindCaller = ReturnType<typeof createCallerFinder>;
