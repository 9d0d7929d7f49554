import type { Lifecycle } from "@instar/kernel/contracts";

/** The plugins that guard `preToolUse`; undefined when this kernel doesn't tell. */
export function guardsOf(lifecycle: Lifecycle): readonly string[] | undefined {
  const { guards } = lifecycle as Lifecycle & { guards?(gate: "preToolUse"): readonly string[] };
  return guards?.("preToolUse");
}
