import { randomUUID } from "node:crypto";
import type { Clock } from "@instar/kernel";
import { isHeld, type ToolCall } from "@instar/kernel";
import type { Decision, SessionHost, SessionSpec } from "@instar/kernel/contracts";
import type { Place, PlannedTool } from "./tools.ts";

/** Asks the gate, obeys, runs, and gives what may be said about it. Rejects only when the signal aborts or the host does not take an event. */
export async function callTool(planned: PlannedTool, spec: SessionSpec, host: SessionHost, place: Place, clock: Clock): Promise<string> {
  const { tool, input, action, purpose } = planned;
  const call: ToolCall = { id: randomUUID(), session: spec.ref, cwd: spec.cwd, tool, input, action, signal: place.signal };
  await host.emit({ type: "tool-start", id: call.id, tool, action });
  const decision = await askGate(host, call);
  place.signal.throwIfAborted();
  const advice = decision.advice.map((text) => ` (${text})`).join("");
  if (!decision.allow) {
    await host.emit({ type: "tool-end", id: call.id, tool, ok: false });
    return `I wanted to ${purpose}, but it was denied by ${decision.by}: ${decision.reason}${advice}`;
  }
  const began = clock.now();
  const outcome = await planned.run(place).catch((error: Error) => ({ ok: false, output: `It failed: ${error.message}` }));
  place.signal.throwIfAborted();
  const done = await host.toolDone({ call, output: outcome.output, ok: outcome.ok, elapsedMs: clock.now() - began });
  await host.emit({ type: "tool-end", id: call.id, tool, ok: outcome.ok });
  return isHeld(done) ? `I did ${purpose}; its output was withheld: ${done.reason}${advice}` : `${done.output}${advice}`;
}

/** A question that fails is a no; one that never comes back ends with the turn. */
function askGate(host: SessionHost, call: ToolCall): Promise<Decision> {
  const aborted = new Promise<Decision>((_, reject) => {
    call.signal.addEventListener("abort", () => reject(call.signal.reason), { once: true });
    if (call.signal.aborted) reject(call.signal.reason);
  });
  const refused = (error: unknown): Decision => ({
    allow: false,
    by: "the gate",
    reason: `it could not be asked (${error instanceof Error ? error.message : String(error)})`,
    advice: [],
  });
  return Promise.race([host.decide(call).catch(refused), aborted]);
}
