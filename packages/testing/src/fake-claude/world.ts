import type { Callbacks } from "./callbacks.ts";
import type { LaunchLine } from "./launch-line.ts";
import type { Ledger } from "./ledger.ts";
import type { Servers } from "./servers.ts";
import type { Transcript } from "./transcript.ts";
import type { Line, Wire } from "./wire.ts";

/** A message that waits for, or belongs to, a turn. */
export interface Queued {
  readonly text: string;
  readonly uuid?: string;
  /** Stays text, even when it looks like a command. */
  readonly composed: boolean;
  readonly origin?: Line;
}

/** What every part of the stand-in needs. */
export interface World {
  readonly line: LaunchLine;
  readonly cwd: string;
  readonly version: string;
  readonly wire: Wire;
  readonly callbacks: Callbacks;
  readonly servers: Servers;
  readonly transcript: Transcript;
  readonly ledger: Ledger;
  readonly queue: Queued[];
  model: string;
  permissionMode: string;
  /** What hooks have added to the conversation. */
  readonly told: string[];
  /** Ends everything that runs, background work too. */
  readonly ending: AbortSignal;
  sessionId(): string;
  /** Background work begins; `enqueue` its notification when it ends. */
  background(work: Promise<Queued>): void;
}

export function hookInput(world: World, fields: Line): Line {
  return { session_id: world.sessionId(), transcript_path: world.transcript.path, cwd: world.cwd, permission_mode: world.permissionMode, ...fields };
}

export function lifecycle(world: World, message: Queued, state: "queued" | "started" | "completed" | "cancelled"): void {
  if (message.uuid !== undefined) world.wire.write({ type: "command_lifecycle", command_uuid: message.uuid, state });
}
