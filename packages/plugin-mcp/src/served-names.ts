import type { McpOptions } from "./options.ts";

const fits = (pattern: string, name: string): boolean => new RegExp(`^${pattern.replaceAll("*", ".*")}$`).test(name);

/** Whether the options let a tool of this name be served. */
export function servesName({ allow, deny }: Pick<McpOptions, "allow" | "deny">, name: string): boolean {
  if (deny.some((pattern) => fits(pattern, name))) return false;
  return allow === undefined || allow.some((pattern) => fits(pattern, name));
}
