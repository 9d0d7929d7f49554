import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { compact } from "./compaction.ts";
import { init } from "./init.ts";
import { type Act, parseActs } from "./script.ts";
import { callServerTool } from "./servers.ts";
import { speak, speakError } from "./speak.ts";
import { callTool, report } from "./tool-call.ts";
import type { Line } from "./wire.ts";
import { hookInput, lifecycle, type Queued, type World } from "./world.ts";

/** Long enough for every deadline of a test; not for ever, so that a forgotten one ends by itself. */
const frozenMs = 10 * 60_000;

/** One turn: everything from `started` to `result`. Gives whether it failed. */
export async function runTurn(world: World, taken: readonly Queued[], signal: AbortSignal): Promise<boolean> {
  const messages = [...taken];
  const uuids = () => messages.flatMap((message) => message.uuid ?? []);
  const began = performance.now();
  const last = taken.at(-1) as Queued;
  const text = taken.map((message) => message.text).join("\n");
  const said: string[] = [];
  let step = 0;
  let tool: string | undefined;
  const finish = (line: Line, state: "completed" | "cancelled") => {
    // The real program says so of folded messages before the result, of the others after it.
    for (const message of messages.slice(taken.length)) lifecycle(world, message, state);
    const figures = {
      type: "result",
      num_turns: step,
      duration_ms: Math.round(performance.now() - began),
      permission_denials: [],
      queued_turn_count: world.queue.length,
    };
    world.wire.write({
      ...figures,
      ...world.ledger.settle(),
      ...(last.origin && { origin: last.origin }),
      ...(uuids().length > 0 && { user_message_uuid: uuids()[0], user_message_uuids: uuids() }),
      ...line,
    });
    for (const message of taken) lifecycle(world, message, state);
  };

  for (const earlier of taken.slice(0, -1)) replay(world, earlier);
  for (const message of taken) lifecycle(world, message, "started");
  const submitted = await world.callbacks.call("UserPromptSubmit", hookInput(world, { prompt: text }));
  world.told.push(...submitted.context);
  await world.servers.connected();
  world.wire.write(init(world));
  const before = world.transcript.said();
  const merged = taken.slice(0, -1).flatMap((message) => message.uuid ?? []);
  world.transcript.append({
    type: "user",
    message: { role: "user", content: text },
    uuid: last.uuid ?? randomUUID(),
    permissionMode: world.permissionMode,
    ...(merged.length > 0 && { mergedSendUuids: merged }),
  });
  requesting(world, uuids());
  if (last.origin === undefined) replay(world, { ...last, text });

  try {
    const acts: Act[] = [...parseActs(text)];
    for (let act = acts.shift(); act; act = acts.shift()) {
      if (act.kind === "tool" || act.kind === "bg" || act.kind === "mcp") {
        step += 1;
        tool = `toolu_${randomUUID()}`;
        const input = act.kind === "mcp" ? act.input : { command: act.command, description: "scripted", ...(act.kind === "bg" && { run_in_background: true }) };
        const name = act.kind === "mcp" ? `mcp__${act.server}__${act.tool}` : "Bash";
        speak(world, { type: "tool_use", id: tool, name, input }, uuids(), text);
        const calling = act.kind === "mcp" ? callServerTool(world, tool, act.server, act.tool, input, signal) : callTool(world, tool, input, signal);
        const outcome = await interruptible(calling, signal);
        tool = undefined;
        said.push(`The tool gave: ${outcome.text}`);
        if (outcome.stopped) {
          finish({ subtype: "success", is_error: false, result: "", stop_reason: "tool_use", terminal_reason: "hook_stopped" }, "completed");
          return false;
        }
        for (const folded of await fold(world)) {
          messages.push(folded);
          acts.push(...parseActs(folded.text));
          said.push(`You also said: ${folded.text}`);
        }
        requesting(world, uuids());
      } else if (act.kind === "say") said.push(act.text);
      else if (act.kind === "told") said.push([world.line.system, ...world.told].join("\n"));
      else if (act.kind === "compact") await compact(world, "auto", "");
      else if (act.kind === "slow") await sleep(act.ms, undefined, { signal });
      else if (act.kind === "hang") await new Promise((_, reject) => signal.addEventListener("abort", reject, { once: true }));
      else if (act.kind === "freeze") Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, frozenMs);
      else if (act.kind === "garbage") world.wire.writeRaw("this is { no JSON\n");
      else if (act.kind === "retry") for (let attempt = 1; attempt <= act.times; attempt += 1) retried(world, attempt, act.status);
      else if (act.kind === "crash") crash(act.code);
      else {
        const failure = act.kind === "limit" ? limited(world, act.resetsAt) : failed(act.status);
        speakError(world, failure.text, failure.fields);
        finish(
          { subtype: "success", is_error: true, result: failure.text, stop_reason: "stop_sequence", terminal_reason: "api_error", ...failure.result },
          "cancelled",
        );
        return true;
      }
    }
    if (said.length === 0) said.push(recall(text, before));
    step += 1;
    speak(world, { type: "text", text: said.join("\n") }, uuids(), text);
    await world.callbacks.call(
      "Stop",
      hookInput(world, { stop_hook_active: false, last_assistant_message: said.join("\n"), background_tasks: [], session_crons: [] }),
    );
    finish(
      { subtype: "success", is_error: false, result: said.join("\n"), stop_reason: "end_turn", terminal_reason: "completed", api_error_status: null },
      "completed",
    );
    return false;
  } catch (error) {
    if (!signal.aborted) throw error;
    if (tool !== undefined)
      report(world, tool, "The user doesn't want to proceed with this tool use.", true, "User rejected tool use", {
        id: tool,
        non_execution_kind: "user-rejected",
      });
    const words = tool === undefined ? "[Request interrupted by user]" : "[Request interrupted by user for tool use]";
    const message = { role: "user", content: [{ type: "text", text: words }] };
    world.wire.write({ type: "user", message, parent_tool_use_id: null, uuid: world.transcript.append({ type: "user", message }) });
    finish(
      {
        subtype: "error_during_execution",
        is_error: true,
        errors: [],
        stop_reason: null,
        terminal_reason: tool === undefined ? "aborted_streaming" : "aborted_tools",
      },
      "cancelled",
    );
    return true;
  }
}

/** Messages that came while a tool ran join the turn; commands wait for its end. */
async function fold(world: World): Promise<Queued[]> {
  const folded: Queued[] = [];
  while (world.queue[0] && (world.queue[0].composed || !world.queue[0].text.startsWith("/"))) {
    const message = world.queue.shift() as Queued;
    const submitted = await world.callbacks.call("UserPromptSubmit", hookInput(world, { prompt: message.text }));
    world.told.push(...submitted.context);
    replay(world, message);
    lifecycle(world, message, "started");
    world.transcript.append({
      type: "attachment",
      attachment: { type: "queued_command", prompt: message.text, source_uuid: message.uuid, commandMode: "prompt" },
    });
    folded.push(message);
  }
  return folded;
}

function interruptible<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    signal.addEventListener("abort", () => reject(signal.reason), { once: true });
    work.then(resolve, reject);
  });
}

function recall(text: string, before: readonly string[]): string {
  if (!/what did I say/i.test(text)) return `You said: ${text}`;
  return before.length === 0 ? "You have said nothing before." : `You said before: ${before.join(" | ")}`;
}

function requesting(world: World, uuids: readonly string[]): void {
  if (world.line.partialMessages)
    world.wire.write({ type: "system", subtype: "status", status: "requesting", ...(uuids.length > 0 && { user_message_uuids: uuids }) });
}

function replay(world: World, message: Queued): void {
  if (world.line.replay)
    world.wire.write({ type: "user", message: { role: "user", content: message.text }, parent_tool_use_id: null, uuid: message.uuid, isReplay: true });
}

const errorNames: Readonly<Record<number, string>> = { 401: "authentication_failed", 429: "rate_limit", 529: "overloaded" };

function retried(world: World, attempt: number, status: number): void {
  world.wire.write({
    type: "system",
    subtype: "api_retry",
    attempt,
    max_retries: 10,
    retry_delay_ms: 500,
    error_status: status,
    error: errorNames[status] ?? "server_error",
  });
}

function failed(status: number): { text: string; fields: Line; result: Line } {
  const text = status === 401 ? "Invalid API key · Fix external API key" : `API Error: ${status} the stand-in was told to fail`;
  return { text, fields: { error: errorNames[status] ?? "server_error", api_error_status: status }, result: { api_error_status: status } };
}

function limited(world: World, resetsAt: number): { text: string; fields: Line; result: Line } {
  const info = {
    status: "rejected",
    resetsAt,
    rateLimitType: "five_hour",
    overageStatus: "rejected",
    isUsingOverage: false,
    unifiedWindows: { five_hour: { utilization: 1, resetsAt, status: "rejected" } },
  };
  world.wire.write({ type: "rate_limit_event", rate_limit_info: info });
  return {
    text: "You've hit your 5-hour limit",
    fields: { error: "rate_limit", api_error_status: 429, api_error: "usage_limit_reached", api_error_params: { rate_limit_info: info } },
    result: { api_error_status: 429, api_error_type: "rate_limit_error", api_error: "usage_limit_reached" },
  };
}

function crash(code: number | undefined): never {
  if (code === undefined) process.kill(process.pid, "SIGKILL");
  process.exit(code);
}
