import type { SafetyParts } from "../parts.ts";

/** Looks at every tool before it runs. */
export function tapGuard(_parts: SafetyParts): Record<never, never> {
  return {};
}
