import type { Clock, Contribution } from "@instar/kernel";
import { nearest } from "@instar/kernel/nearest";
import type { JobGate, SkipReason } from "../contract.ts";
import { runShell, type ShellRequest } from "./run-shell.ts";

/** How long a gate may take. */
const gateMs = 10_000;

export interface Closed {
  readonly skip: Extract<SkipReason, "gate" | "gate-timeout" | "gate-failed">;
  readonly why: string;
}

export interface GateRequest extends Omit<ShellRequest, "command" | "args"> {
  readonly gate: string;
  readonly gates: Iterable<Contribution<JobGate>>;
  readonly clock: Clock;
}

/** Why the run may not begin; undefined: it may. */
export async function askGate({ gate, gates, clock, signal, ...shell }: GateRequest): Promise<Closed | undefined> {
  const late = new AbortController();
  using _timer = clock.after(gateMs, () => late.abort(new Error("The gate took too long.")));
  const either = AbortSignal.any([signal, late.signal]);
  const timedOut: Closed = { skip: "gate-timeout", why: `The gate did not answer within ${gateMs / 1_000} s.` };
  try {
    if (gate.startsWith("@")) return await askNamed(gate.slice(1), gates, either);
    const { code, output, remains } = await runShell({ ...shell, command: gate, args: [], signal: either });
    if (late.signal.aborted) return timedOut;
    if (remains !== undefined) return { skip: "gate-failed", why: `What the gate began does not end: ${remains}` };
    if (code === 0) return undefined;
    if (code === null || code === 126 || code === 127)
      return { skip: "gate-failed", why: `The gate could not be asked: ${lastLine(output) || `it ended with ${code ?? "a signal"}`}.` };
    return { skip: "gate", why: `The gate is closed: it ended with exit code ${code}.` };
  } catch (error) {
    if (late.signal.aborted) return timedOut;
    return { skip: "gate-failed", why: `The gate failed: ${(error as Error).message}` };
  }
}

const lastLine = (output: string) => (output.trim().split("\n").at(-1) ?? "").slice(0, 300).replace(/\.$/, "");

async function askNamed(id: string, gates: Iterable<Contribution<JobGate>>, signal: AbortSignal): Promise<Closed | undefined> {
  const known = [...gates].map(({ value }) => value);
  const found = known.find((gate) => gate.id === id);
  if (found === undefined) {
    const near = nearest(
      id,
      known.map((gate) => gate.id),
    );
    return { skip: "gate-failed", why: `There is no gate "@${id}".${near === undefined ? "" : ` Did you mean "@${near}"?`}` };
  }
  const aborted = new Promise<never>((_, reject) => signal.addEventListener("abort", () => reject(signal.reason), { once: true }));
  const open = await Promise.race([found.open(signal), aborted]);
  return open === true ? undefined : { skip: "gate", why: `The gate "@${id}" is closed.` };
}
