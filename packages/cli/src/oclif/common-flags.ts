import type { FlagDeclaration } from "@instar/kernel/command";

/** Every command has these beside its own. */
export const commonFlags: Readonly<Record<string, FlagDeclaration>> = {
  json: { type: "boolean", description: "print the result as JSON" },
  dir: { description: "the agent's folder (default: the nearest one upward)" },
};
