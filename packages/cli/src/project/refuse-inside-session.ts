import { isOwnerVerb } from "@instar/command-guard/owner-verbs";
import { CliError } from "../errors.ts";

const variables = ["INSTAR_MARK", "INSTAR_SESSION", "INSTAR_TOKEN"];

/** Whether this process belongs to an agent's session, of whatever house. */
async function isInsideSession(): Promise<boolean> {
  if (variables.some((name) => process.env[name])) return true;
  const { descentOf } = await import("@instar/process");
  return descentOf(process.pid).kind === "agent";
}

/** Throws CLI_OWNER_ONLY for work on an agent's folder that the running agent is not asked about, when an agent wants it. */
export async function refuseInsideSession(what = "This"): Promise<void> {
  if (await isInsideSession()) throw CliError.OWNER_ONLY(what);
}

/** Throws CLI_OWNER_ONLY when this process belongs to a session and the command is the owner's. What the others ask of the agent is judged by the agent. */
export async function refuseOwnerCommand(id: string): Promise<void> {
  if (isOwnerVerb(id.split(" "))) await refuseInsideSession(`"instar ${id}"`);
}
