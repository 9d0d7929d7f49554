import type { Clock, Contribution, SessionRef } from "@instar/kernel";
import type { SessionEnvironment } from "@instar/kernel/contracts";
import { SessionsError } from "./errors.ts";
import { within } from "./within.ts";

/** The variable by which a process of a session knows the session's id. */
const sessionVariable = "INSTAR_SESSION";

const timeoutMs = 5_000;

export interface VariablesRequest {
  readonly environments: Iterable<Contribution<SessionEnvironment>>;
  readonly session: SessionRef;
  readonly clock: Clock;
  /** A contribution failed, was late, or is no environment. */
  leftOut(plugin: string, error: unknown): void;
}

function check(variables: Readonly<Record<string, unknown>>): Readonly<Record<string, string>> {
  for (const [name, value] of Object.entries(variables)) {
    if (!/^[A-Za-z_][A-Za-z0-9_]*$/.test(name) || typeof value !== "string" || value.includes("\0")) throw SessionsError.BAD_VARIABLE(name);
  }
  return variables as Readonly<Record<string, string>>;
}

/** What the processes of a session find in their environment; later contributions win. A contribution that fails is left out as a whole. */
export async function sessionVariables({ environments, session, clock, leftOut }: VariablesRequest): Promise<Readonly<Record<string, string>>> {
  const asked = [...environments].map(async ({ plugin, value }) => {
    try {
      const variables = Promise.resolve(value.variables(session));
      return check(await within(variables, timeoutMs, clock, () => SessionsError.VARIABLES_LATE(timeoutMs)));
    } catch (error) {
      leftOut(plugin, error);
      return {};
    }
  });
  return Object.assign({}, ...(await Promise.all(asked)), { [sessionVariable]: session.id });
}
