import type { Contribution, SessionRef } from "@instar/kernel";
import type { AgentSkill, SessionServer, SessionSpec, Snapshot } from "@instar/kernel/contracts";
import type { StoredSession } from "./session-record.ts";

export interface SpecParts {
  readonly ref: SessionRef;
  readonly record: StoredSession;
  /** The house's own system prompt; what the session's opener says comes behind it. */
  readonly blocks: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly from: Snapshot | undefined;
  readonly servers: Iterable<Contribution<SessionServer>>;
  readonly skills: Iterable<Contribution<AgentSkill>>;
}

/** What a driver is told of the agent that it starts. */
export function sessionSpec({ ref, record, blocks, env, from, servers, skills }: SpecParts): SessionSpec {
  const { cwd, model, permissionMode, tools, agent, instructions } = record;
  return {
    ref,
    cwd,
    system: [...blocks, ...(instructions === undefined ? [] : [instructions])].join("\n\n"),
    env,
    servers: [...servers].map(({ value }) => value),
    skills: [...skills].map(({ value }) => value),
    ...(model !== undefined && { model }),
    ...(permissionMode !== undefined && { permissionMode }),
    ...(tools && { tools }),
    ...(agent !== undefined && { agent }),
    ...(from && { from }),
  };
}
