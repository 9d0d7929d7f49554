import type { SessionRef } from "@instar/kernel";
import { type SessionEnvironment, SessionEnvironments } from "@instar/kernel/contracts";
import type { Crossing } from "./crossing.ts";

export const sessionEnvironmentCrossing: Crossing<SessionEnvironment, undefined> = {
  point: SessionEnvironments,
  dismantle: (environment) => ({ data: undefined, methods: { variables: (session: SessionRef) => environment.variables(session) } }),
  restore: (_, far) => ({ variables: async (session) => (await far.call("variables", session)) as Readonly<Record<string, string>> }),
};
