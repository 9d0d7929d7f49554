import type { KernelDescription } from "@instar/kernel";
import { connect } from "./connect.ts";

/** What the running agent consists of. Rejects with CLI_NOT_RUNNING. */
export async function describeRunning(project: string): Promise<KernelDescription> {
  using agent = await connect(project);
  return (await agent.call("instar", "describe", [])) as KernelDescription;
}
