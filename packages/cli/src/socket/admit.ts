import { randomBytes } from "node:crypto";
import { closeSync, fstatSync, openSync, readdirSync, rmSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import type { Caller } from "@instar/kernel/contracts";
import { canProveHolding, descentOf, type FileIdentity, type HeldFile, isHolding, type ProcessMark } from "@instar/process";
import { CliError } from "../errors.ts";

/** Who a connection turned out to be: somebody, nobody (a wrong token), or somebody who may not be who the token says. */
export type Admission = { readonly caller: Caller } | { readonly refused: Error; readonly mark?: string } | undefined;

export interface Admitting {
  /** Beside it lie the files by which a process proves its number. */
  readonly socket: string;
  readonly identify: (token: string) => Promise<Caller | undefined>;
  /** Processes of the living sessions. */
  readonly sessionProcesses: () => readonly ProcessMark[];
}

const proofPrefix = (socket: string) => `${basename(socket)}-proof-`;

/** Takes away what connections of a dead daemon left beside its socket. */
export function removeProofs(socket: string): void {
  for (const name of readdirSync(dirname(socket))) if (name.startsWith(proofPrefix(socket))) rmSync(join(dirname(socket), name), { force: true });
}

/** An empty file, known by what it is before anybody else can put something else under its name. */
function makeProof(file: string): FileIdentity {
  const fd = openSync(file, "wx", 0o600);
  try {
    return fstatSync(fd, { bigint: true });
  } finally {
    closeSync(fd);
  }
}

/**
 * Judges a greeting. The owner's token alone is not enough: whoever shows it opens a file made for this connection, names its process, and must not descend
 * from an agent. Where the system does not tell, the token decides. `prove` sends the path and gives back what the other side answers.
 */
export async function admit(token: unknown, prove: (file: string) => Promise<unknown>, { socket, identify, sessionProcesses }: Admitting): Promise<Admission> {
  const caller = typeof token === "string" ? await identify(token) : undefined;
  if (caller === undefined) return undefined;
  if (caller.kind === "agent" || !canProveHolding()) return { caller };
  const file = join(dirname(socket), `${proofPrefix(socket)}${randomBytes(16).toString("hex")}`);
  const identity = makeProof(file);
  try {
    const claim = await prove(file);
    if (!(await isHolding(claim, identity))) return { refused: CliError.NOT_PROVEN() };
    const descent = descentOf((claim as HeldFile).pid, sessionProcesses());
    if (descent.kind === "elsewhere") return { caller };
    return descent.kind === "agent" ? { refused: CliError.OWNER_ONLY("This"), mark: descent.mark } : { refused: CliError.NOT_PROVEN() };
  } finally {
    rmSync(file, { force: true });
  }
}
