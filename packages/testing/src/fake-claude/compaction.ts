import { init } from "./init.ts";
import type { Line } from "./wire.ts";
import { hookInput, type World } from "./world.ts";

/** Asks before, forgets, asks after. False when a callback forbade it. */
export async function compact(world: World, trigger: "auto" | "manual", instructions: string): Promise<boolean> {
  const { wire, callbacks } = world;
  wire.write({ type: "system", subtype: "status", status: "compacting" });
  const before = await callbacks.call("PreCompact", hookInput(world, { trigger, custom_instructions: instructions }));
  if (before.denied !== undefined) {
    wire.write({ type: "system", subtype: "status", status: null, compact_result: "failed" });
    return false;
  }
  const summary = `Summary. Kept: ${[instructions, ...before.context].filter(Boolean).join("; ")}`;
  await callbacks.call("SubagentStop", hookInput(world, { agent_id: "compaction", agent_type: "", stop_hook_active: false, last_assistant_message: summary }));
  const started = await callbacks.call("SessionStart", hookInput(world, { source: "compact", model: world.model }));
  await callbacks.call("PostCompact", hookInput(world, { trigger, compact_summary: summary }));
  // A compaction drops what hooks had added before; only what they say now is kept.
  world.told.splice(0, world.told.length, ...started.context);
  const metadata: Line = { trigger, pre_tokens: 5000, post_tokens: 500, duration_ms: 1 };
  world.transcript.append({ type: "system", subtype: "compact_boundary", content: "Conversation compacted", compactMetadata: metadata });
  const message = { role: "user", content: `This session is being continued from a previous conversation that ran out of context. ${summary}` };
  const uuid = world.transcript.append({ type: "user", message, isCompactSummary: true });
  wire.write({ type: "system", subtype: "status", status: null, compact_result: "success" });
  if (trigger === "manual") wire.write(init(world));
  wire.write({ type: "system", subtype: "compact_boundary", compact_metadata: metadata });
  wire.write({ type: "user", message, parent_tool_use_id: null, uuid, isSynthetic: true });
  return true;
}
