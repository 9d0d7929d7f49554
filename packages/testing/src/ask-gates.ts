import type { Action, Json, Kernel, ToolCall } from "@instar/kernel";
import { type Decision, Lifecycle } from "@instar/kernel/contracts";

/**
 * Asks every gate of a house, as a session does before it uses a tool: `await askGates(kernel, { kind: "shell", command: "ls" })`.
 * `more` is what else the gate looks at (`cwd`, `tool`, `input`, ...).
 */
export const askGates = (kernel: Kernel, action: Action, more: Partial<ToolCall> = {}): Promise<Decision> =>
  kernel.service(Lifecycle).decide({
    id: "call-1",
    session: { id: "session-1", driver: "test" },
    cwd: "/",
    tool: action.kind,
    input: { ...action } as { readonly [name: string]: Json },
    action,
    signal: new AbortController().signal,
    ...more,
  });
