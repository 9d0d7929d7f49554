import { randomUUID } from "node:crypto";
import { writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runShell } from "./shell.ts";
import type { Line } from "./wire.ts";
import { hookInput, type Queued, type World } from "./world.ts";

/** What the model reads, and whether it was an error. */
export interface ToolOutcome {
  readonly text: string;
  readonly failed: boolean;
  readonly stopped: boolean;
}

/** Asks whoever guards, runs the command, reports. The line with the call itself is written by the turn. */
export async function callTool(world: World, id: string, input: Line, signal: AbortSignal): Promise<ToolOutcome> {
  if (world.line.tools !== undefined && !world.line.tools.includes("Bash")) {
    const text = "<tool_use_error>Error: No such tool available: Bash. Bash is disabled for this session.</tool_use_error>";
    report(world, id, text, true, `Error: ${text}`, { id });
    return { text, failed: true, stopped: false };
  }
  const about = { tool: "Bash", toolUseId: id };
  const before = await world.callbacks.call("PreToolUse", hookInput(world, { tool_name: "Bash", tool_input: input, tool_use_id: id }), about);
  signal.throwIfAborted();
  world.told.push(...before.context);
  const permission =
    before.denied !== undefined
      ? { denied: `PreToolUse:Bash hook error: ${before.denied}` }
      : await askHost(world, id, before.updatedInput ?? input, before.asked, signal);
  if ("denied" in permission) {
    const meta = { id, non_execution_kind: "permission-rule", permission_decision: { decision: "reject", source: "hook", reason_type: "hook" } };
    report(world, id, permission.denied, true, `Error: ${permission.denied}`, meta);
    return { text: permission.denied, failed: true, stopped: before.stopped };
  }
  const command = String(permission.input.command);
  const meta = { id, permission_decision: { decision: "accept", source: "config", reason_type: "mode" } };
  if (permission.input.run_in_background === true) return runInBackground(world, id, permission.input, meta);
  const began = performance.now();
  const ran = await runShell(command, world.cwd, signal);
  signal.throwIfAborted();
  const failed = ran.code !== 0;
  const result = { stdout: ran.stdout, stderr: ran.stderr, interrupted: false, isImage: false, noOutputExpected: false };
  const text = failed
    ? [`Exit code ${ran.code}`, ran.stdout, ran.stderr].filter(Boolean).join("\n")
    : [ran.stdout, ran.stderr].filter(Boolean).join("\n") || "(Bash completed with no output)";
  const fields = { tool_name: "Bash", tool_input: permission.input, tool_use_id: id, duration_ms: Math.round(performance.now() - began) };
  const after = failed
    ? await world.callbacks.call("PostToolUseFailure", hookInput(world, { ...fields, error: text, is_interrupt: false }), about)
    : await world.callbacks.call("PostToolUse", hookInput(world, { ...fields, tool_response: result }), about);
  signal.throwIfAborted();
  world.told.push(...after.context);
  const read = after.updatedOutput === undefined ? text : readable(after.updatedOutput);
  report(world, id, read, failed, failed ? `Error: ${text}` : result, meta);
  return { text: read, failed, stopped: before.stopped || after.stopped };
}

export async function askHost(
  world: World,
  id: string,
  input: Line,
  asked: string | undefined,
  signal: AbortSignal,
  tool = "Bash",
): Promise<{ denied: string } | { input: Line }> {
  if (world.permissionMode === "bypassPermissions" && asked === undefined) return { input };
  if (world.permissionMode === "dontAsk") return { denied: `Permission to use ${tool} has been denied because Claude Code is running in don't ask mode.` };
  if (!world.line.asksHost) return { denied: `Permission to use ${tool} has been denied because nobody can be asked.` };
  const reason = asked === undefined ? {} : { decision_reason: asked, decision_reason_type: "hook" };
  const reply = await world.wire.ask({ subtype: "can_use_tool", tool_name: tool, display_name: tool, input, tool_use_id: id, ...reason });
  signal.throwIfAborted();
  if (reply.ok !== true) return { denied: "The user doesn't want to proceed with this tool use." };
  if (reply.response.behavior !== "allow") return { denied: String(reply.response.message ?? "denied") };
  return { input: (reply.response.updatedInput as Line | undefined) ?? input };
}

async function runInBackground(world: World, id: string, input: Line, meta: Line): Promise<ToolOutcome> {
  const task = `b${randomUUID().replaceAll("-", "").slice(0, 8)}`;
  const outputFile = join(process.env.CLAUDE_CODE_TMPDIR ?? tmpdir(), `${task}.output`);
  const started = { task_id: task, tool_use_id: id, description: "scripted", task_type: "local_bash" };
  world.wire.write({ type: "system", subtype: "background_tasks_changed", tasks: [{ task_id: task, task_type: "local_bash", description: "scripted" }] });
  world.wire.write({ type: "system", subtype: "task_started", ...started, is_backgrounded: true });
  const done = runShell(String(input.command), world.cwd, world.ending).then((ran): Queued => {
    writeFileSync(outputFile, ran.stdout);
    const status = ran.code === 0 ? "completed" : "failed";
    const summary = `Background command "scripted" ${status} (exit code ${ran.code})`;
    world.wire.write({ type: "system", subtype: "task_updated", task_id: task, patch: { status, end_time: Date.now() } });
    world.wire.write({ type: "system", subtype: "task_notification", task_id: task, tool_use_id: id, status, output_file: outputFile, summary });
    world.wire.write({ type: "system", subtype: "background_tasks_changed", tasks: [] });
    const text = `<task-notification>\n<task-id>${task}</task-id>\n<tool-use-id>${id}</tool-use-id>\n<output-file>${outputFile}</output-file>\n<status>${status}</status>\n<summary>${summary}</summary>\n</task-notification>`;
    return { text, composed: true, origin: { kind: "task-notification", producer: "session-task" } };
  });
  world.background(done);
  const text = `Command running in background with ID: ${task}. Output is being written to: ${outputFile}`;
  const result = { stdout: "", stderr: "", interrupted: false, isImage: false, noOutputExpected: false, backgroundTaskId: task };
  const after = await world.callbacks.call("PostToolUse", hookInput(world, { tool_name: "Bash", tool_input: input, tool_use_id: id, tool_response: result }), {
    tool: "Bash",
    toolUseId: id,
  });
  world.told.push(...after.context);
  report(world, id, text, false, result, meta);
  return { text, failed: false, stopped: after.stopped };
}

/** The result of a call, on the wire and in the transcript. */
export function report(world: World, id: string, text: string, isError: boolean, result: unknown, meta: Line): void {
  const message = { role: "user", content: [{ type: "tool_result", tool_use_id: id, content: text, is_error: isError }] };
  const uuid = world.transcript.append({ type: "user", message, toolUseResult: result });
  world.wire.write({
    type: "user",
    message,
    parent_tool_use_id: null,
    uuid,
    timestamp: new Date().toISOString(),
    tool_use_result: result,
    tool_result_meta: [meta],
  });
}

function readable(output: unknown): string {
  if (typeof output === "string") return output;
  const { stdout } = output as { stdout?: unknown };
  return typeof stdout === "string" ? stdout : JSON.stringify(output);
}
