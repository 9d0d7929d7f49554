import type { SessionShape } from "@instar/kernel/contracts";
import { NamedSessionsError } from "./errors.ts";

/** From the narrowest on, in the words of Claude Code's driver. A word that is not among them is only as wide as itself. */
const modes: readonly (readonly string[])[] = [["plan"], ["manual", "default", "dontAsk"], ["acceptEdits"], ["auto"], ["bypassPermissions"]];

const rank = (mode: string): number => modes.findIndex((same) => same.includes(mode));

const isWithinMode = (asked: string, own: string): boolean => asked === own || (rank(asked) >= 0 && rank(asked) <= rank(own));

/** A pattern of a tool (`Read(src/**)`) is within the tool. */
const isWithinTools = (asked: string, own: readonly string[]): boolean => own.includes(asked) || own.includes(asked.replace(/\(.*$/s, "").trim());

/** What a session of this shape may give to one that it begins: where nothing is asked for, its own. Throws NAMED_SESSIONS_WIDER for more. */
export function noWider(asked: SessionShape, own: SessionShape | undefined): SessionShape {
  const { permissionMode = own?.permissionMode, tools = own?.tools, agent = own?.agent } = asked;
  if (own?.permissionMode !== undefined && permissionMode !== undefined && !isWithinMode(permissionMode, own.permissionMode))
    throw NamedSessionsError.WIDER("permission mode", permissionMode, own.permissionMode);
  const more = own?.tools && tools?.find((tool) => !isWithinTools(tool, own.tools ?? []));
  if (more !== undefined) throw NamedSessionsError.WIDER("tool", more, own?.tools?.join(", ") || "none");
  if (own?.agent !== undefined && agent !== undefined && agent !== own.agent) throw NamedSessionsError.WIDER("agent", agent, own.agent);
  return { ...(permissionMode !== undefined && { permissionMode }), ...(tools && { tools }), ...(agent !== undefined && { agent }) };
}
