import { compact } from "./compaction.ts";
import { init } from "./init.ts";
import { runTurn } from "./turn.ts";
import type { Line } from "./wire.ts";
import { lifecycle, type Queued, type World } from "./world.ts";

export interface Agent {
  /** One line from stdin, parsed. */
  take(line: Line): void;
  /** Stops the turn that runs. */
  interrupt(): void;
  /** Resolves when nothing runs or waits any more; true when the last turn failed. */
  settled(): Promise<boolean>;
}

const permissionModes = new Set(["acceptEdits", "auto", "bypassPermissions", "default", "dontAsk", "plan"]);

/** Turns one after another, from the queue; control requests at once. */
export function createAgent(world: World, work: Set<Promise<void>>, fail: (error: unknown) => void): Agent {
  let running: Promise<void> | undefined;
  let turn: AbortController | undefined;
  let lastFailed = false;

  async function drain(): Promise<void> {
    for (;;) {
      const first = world.queue.shift();
      if (!first) break;
      turn = new AbortController();
      if (isCommand(first)) {
        await runCommand(first);
        continue;
      }
      const together = [first];
      while (first.origin === undefined && world.queue[0] && world.queue[0].origin === undefined && !isCommand(world.queue[0]))
        together.push(world.queue.shift() as Queued);
      lastFailed = await runTurn(world, together, turn.signal);
    }
    running = undefined;
    turn = undefined;
  }

  async function runCommand(message: Queued): Promise<void> {
    const name = message.text.split(" ")[0]?.slice(1) ?? "";
    lifecycle(world, message, "started");
    const done = await compact(world, "manual", message.text.slice(name.length + 2));
    if (!done) world.wire.write(init(world));
    const out = `<local-command-stdout>${done ? "Compacted" : "Compaction blocked by PreCompact hook"}</local-command-stdout>`;
    const command = `<command-name>/${name}</command-name>`;
    if (world.line.replay)
      for (const content of [out, command]) world.wire.write({ type: "user", message: { role: "user", content }, parent_tool_use_id: null, isReplay: true });
    // Its record carries the message's id, so that whoever looks it up later finds it.
    world.transcript.append({ type: "user", message: { role: "user", content: command }, ...(message.uuid !== undefined && { uuid: message.uuid }) });
    const uuids = message.uuid === undefined ? {} : { user_message_uuid: message.uuid, user_message_uuids: [message.uuid] };
    world.wire.write({
      type: "result",
      subtype: "success",
      is_error: false,
      result: "",
      num_turns: 0,
      local_command: name,
      permission_denials: [],
      ...world.ledger.settle(),
      ...uuids,
      queued_turn_count: world.queue.length,
    });
    lifecycle(world, message, "completed");
  }

  function enqueue(message: Queued): void {
    world.queue.push(message);
    world.transcript.note({ type: "queue-operation", operation: "enqueue", content: message.text });
    lifecycle(world, message, "queued");
    running ??= drain().catch(fail);
  }

  function control(id: string, request: Line): void {
    const succeed = (response: Line) =>
      world.wire.writeRaw(`${JSON.stringify({ type: "control_response", response: { subtype: "success", request_id: id, response } })}\n`);
    const fail = (error: string, code: string) =>
      world.wire.writeRaw(`${JSON.stringify({ type: "control_response", response: { subtype: "error", request_id: id, error, error_code: code } })}\n`);
    if (request.subtype === "initialize") {
      world.servers.connect(Array.isArray(request.sdkMcpServers) ? (request.sdkMcpServers as string[]) : []);
      world.callbacks.register((request.hooks ?? {}) as Parameters<World["callbacks"]["register"]>[0]);
      const about = {
        output_style: "default",
        account: { tokenSource: "none", apiKeySource: "none", apiProvider: "firstParty" },
        pid: process.pid,
        claude_code_version: world.version,
        current_permission_mode: world.permissionMode,
      };
      succeed({
        commands: [],
        agents: world.line.agents.map((name) => ({ name, description: name })),
        models: [],
        ...about,
        hooks_applied: request.hooks !== undefined,
        hook_on_failure_supported: true,
        session_state: "idle",
      });
    } else if (request.subtype === "interrupt") {
      turn?.abort(new Error("interrupted"));
      succeed({ still_queued: world.queue.flatMap((message) => message.uuid ?? []) });
    } else if (request.subtype === "set_model") {
      world.model = String(request.model);
      if (world.line.replay)
        world.wire.write({
          type: "user",
          message: { role: "user", content: `<local-command-stdout>Set model to \`${world.model}\`</local-command-stdout>` },
          parent_tool_use_id: null,
          isReplay: true,
        });
      succeed({ model: world.model });
    } else if (request.subtype === "set_permission_mode") {
      const mode = request.mode === "manual" ? "default" : String(request.mode);
      if (!permissionModes.has(mode)) fail(`Cannot set permission mode: must be one of ${[...permissionModes].join(", ")}`, "invalid_mode");
      else if (mode === "bypassPermissions" && world.line.permissionMode !== mode)
        fail("Cannot set permission mode to bypassPermissions because the session was not launched with --dangerously-skip-permissions", "bypass_not_launched");
      else {
        world.permissionMode = mode;
        succeed({ mode });
      }
    } else if (request.subtype === "get_session_cost") {
      const cost = world.ledger.cost();
      succeed({ text: `Estimated cost:        $${cost.toFixed(cost > 0.5 ? 2 : 4)}\nTotal duration (API):  0s` });
    } else {
      fail(`Unsupported control request subtype: ${String(request.subtype)}`, "unsupported_request");
    }
  }

  return {
    take(line) {
      if (line.type === "control_response") world.wire.answered(line);
      else if (line.type === "control_request") control(String(line.request_id), (line.request ?? {}) as Line);
      else if (line.type === "user") {
        const { content } = line.message as { content: unknown };
        const text = typeof content === "string" ? content : (content as { text?: string }[]).map((block) => block.text ?? "").join("\n");
        enqueue({ text, composed: line.client_composed === true, ...(typeof line.uuid === "string" && { uuid: line.uuid }) });
      } else if (line.type === "notification") enqueue(line.message as unknown as Queued);
    },
    interrupt: () => turn?.abort(new Error("interrupted")),
    async settled() {
      while (running || work.size > 0) await Promise.race(running ? [running, ...work] : [...work]);
      return lastFailed;
    },
  };

  function isCommand(message: Queued): boolean {
    return !message.composed && /^\/compact\b/.test(message.text);
  }
}
