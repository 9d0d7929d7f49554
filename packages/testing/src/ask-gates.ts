import { resolve } from "node:path";
import type { Action, Json, Kernel, ToolCall } from "@instar/kernel";
import { type Decision, Lifecycle } from "@instar/kernel/contracts";
import type { TestKernel } from "./test-kernel.ts";

/** `reason` and `by` are there on a denial alone, and may be looked at before that is known: a test shows them when it fails. */
export type GatesDecision = Decision & { readonly reason?: string; readonly by?: string };

/**
 * Asks every gate of a house, as a session does before it uses a tool: `await askGates(kernel, { kind: "shell", command: "ls" })`. The call is made in
 * the kernel's project, and paths that are relative are made absolute, as drivers do. Where nothing is denied, expect `toEqual({ allow: true, advice: [] })`: a denial then shows who and why. `more` is what else the gate looks at (`cwd`, `tool`, `input`, ...).
 */
export function askGates(kernel: Kernel & Partial<Pick<TestKernel, "project">>, action: Action, more: Partial<ToolCall> = {}): Promise<GatesDecision> {
  const cwd = more.cwd ?? kernel.project ?? process.cwd();
  const named = "paths" in action ? { ...action, paths: action.paths.map((path) => resolve(cwd, path)) } : action;
  return kernel.service(Lifecycle).decide({
    id: "call-1",
    session: { id: "session-1", driver: "test" },
    cwd,
    tool: action.kind,
    input: { ...action } as { readonly [name: string]: Json },
    action: named,
    signal: new AbortController().signal,
    ...more,
  });
}
