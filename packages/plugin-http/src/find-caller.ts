import type { Socket } from "node:net";
import type { Access, Caller } from "@instar/kernel/contracts";
import { HttpError } from "./errors.ts";

const longestToken = 1_024;

/** Whether the process at the other end was started by an agent's session. */
export type IsAgentProcess = (socket: Socket) => Promise<boolean>;

/** Who shows a token. Undefined: nobody that we know. Throws HTTP_AGENT_PROCESS when an agent's process shows the owner's. */
export function createCallerFinder(access: Access, isAgentProcess: IsAgentProcess) {
  const asked = new WeakMap<Socket, Promise<boolean>>();
  return async (authorization: string | undefined | null, socket: Socket): Promise<Caller | undefined> => {
    const token = /^Bearer +(\S+)$/i.exec(authorization ?? "")?.[1];
    if (token === undefined || token.length > longestToken) return undefined;
    const caller = await access.identify(token);
    if (caller?.kind !== "owner") return caller;
    const agent = asked.get(socket) ?? isAgentProcess(socket);
    asked.set(socket, agent);
    if (await agent) throw HttpError.AGENT_PROCESS();
    return caller;
  };
}

export type FindCaller = ReturnType<typeof createCallerFinder>;
