import type { Json } from "@instar/kernel";
import type { SessionEvent } from "@instar/kernel/contracts";
import { type CliLine, contentOf, listAt, numberAt, objectAt, textAt, textsAt } from "./protocol.ts";
import { toolAction } from "./tool-action.ts";
import { outputText } from "./tool-output.ts";
import { type ApiTrouble, apiTrouble, resetOf, retryError, turnError } from "./turn-error.ts";

/** A finished turn, in the program's own message ids. */
export interface FinishedTurn {
  readonly uuids: readonly string[];
  /** The outcome of a slash command of the house, which is nobody's turn. */
  readonly command?: string;
  readonly outcome: "done" | "interrupted" | "failed";
  readonly text: string;
  readonly error?: ReturnType<typeof turnError>;
}

export interface TurnStep {
  readonly events: readonly SessionEvent[];
  readonly finished?: FinishedTurn;
  /** A model request goes out for these messages (none: the agent began by itself). */
  readonly requesting?: readonly string[];
  /** Tool calls that have run and were not refused. */
  readonly ran?: readonly { readonly id: string; readonly tool: string; readonly text: string }[];
}

export interface TurnReader {
  read(line: CliLine): TurnStep;
  /** The next compaction is one that the house asked for. */
  compacting(): void;
  /** What the running compaction made of the conversation. */
  summarised(summary: string): void;
}

const silent = new Set(["command_lifecycle", "keep_alive", "prompt_suggestion"]);

/** Turns the program's lines into session events. Reads only; everything that it does not know becomes a `raw` event. `cwd`: where its tools run. */
export function createTurnReader(cwd = "/"): TurnReader {
  const tools = new Map<string, string>();
  let partial = "";
  let trouble: ApiTrouble | undefined;
  let resetsAt: number | undefined;
  let compaction: "auto" | "manual" = "auto";
  let summary = "";

  function assistant(line: CliLine): TurnStep {
    trouble = apiTrouble(line) ?? trouble;
    const events: SessionEvent[] = [];
    for (const block of contentOf(line)) {
      const id = textAt(block, "id");
      if (block.type !== "tool_use" || id === undefined || tools.has(id)) continue;
      const tool = textAt(block, "name") ?? "unknown";
      tools.set(id, tool);
      events.push({ type: "tool-start", id, tool, action: toolAction(tool, objectAt(block, "input"), cwd) });
    }
    return { events };
  }

  function user(line: CliLine): TurnStep {
    const events: SessionEvent[] = [];
    const ran: { id: string; tool: string; text: string }[] = [];
    for (const block of contentOf(line)) {
      const id = textAt(block, "tool_use_id");
      if (block.type !== "tool_result" || id === undefined) continue;
      const tool = tools.get(id) ?? "unknown";
      tools.delete(id);
      const ok = block.is_error !== true;
      if (line.isReplay === true) continue;
      events.push({ type: "tool-end", id, tool, ok });
      if (ok) ran.push({ id, tool, text: outputText(block.content ?? "") });
    }
    return { events, ran };
  }

  function system(line: CliLine): TurnStep {
    switch (line.subtype) {
      case "status": {
        if (line.status === "requesting") return { events: [], requesting: textsAt(line, "user_message_uuids") };
        if (line.status === "compacting") return { events: [{ type: "compaction-start", trigger: compaction }] };
        return { events: line.compact_result === "failed" ? [compacted(compaction)] : [] };
      }
      case "compact_boundary": {
        return { events: [compacted(textAt(line.compact_metadata, "trigger") === "manual" ? "manual" : "auto")] };
      }
      case "api_retry":
        return {
          events: [{ type: "retry", error: retryError(line), attempt: numberAt(line, "attempt") ?? 1, afterMs: numberAt(line, "retry_delay_ms") ?? 0 }],
        };
      case "init":
        return { events: [] };
      default:
        return { events: [raw(`system/${textAt(line, "subtype") ?? "unknown"}`, line)] };
    }
  }

  function compacted(trigger: "auto" | "manual"): SessionEvent {
    const event: SessionEvent = { type: "compaction-end", trigger, ...(summary !== "" && { summary }) };
    compaction = "auto";
    summary = "";
    return event;
  }

  function result(line: CliLine): TurnStep {
    const reason = textAt(line, "terminal_reason") ?? "";
    const interrupted = reason.startsWith("aborted");
    const failed = !interrupted && line.is_error === true;
    const events: SessionEvent[] = [];
    if (listAt(line, "permission_denials").length > 0) events.push(raw("permission-denials", line.permission_denials ?? []));
    const said = failed ? "" : interrupted ? partial : (textAt(line, "result") ?? "");
    const command = textAt(line, "local_command");
    const finished: FinishedTurn = {
      uuids: textsAt(line, "user_message_uuids"),
      ...(command !== undefined && { command }),
      outcome: interrupted ? "interrupted" : failed ? "failed" : "done",
      text: said,
      ...(failed && { error: turnError(line, trouble, resetsAt) }),
    };
    partial = "";
    trouble = undefined;
    tools.clear();
    return { events, finished };
  }

  function stream(line: CliLine): TurnStep {
    const delta = objectAt(objectAt(line, "event"), "delta");
    const text = delta.type === "text_delta" ? textAt(delta, "text") : undefined;
    if (text === undefined || text === "" || typeof line.parent_tool_use_id === "string") return { events: [] };
    partial += text;
    return { events: [{ type: "text", delta: text }] };
  }

  function limits(line: CliLine): TurnStep {
    const info = objectAt(line, "rate_limit_info");
    if (textAt(info, "status") === "rejected") resetsAt = resetOf(info) ?? resetsAt;
    return { events: [raw("rate-limit", info)] };
  }

  return {
    compacting() {
      compaction = "manual";
    },
    summarised(text) {
      summary = text;
    },
    read(line) {
      switch (line.type) {
        case "assistant":
          return assistant(line);
        case "user":
          return user(line);
        case "system":
          return system(line);
        case "result":
          return result(line);
        case "stream_event":
          return stream(line);
        case "rate_limit_event":
          return limits(line);
        default:
          return { events: silent.has(line.type) ? [] : [raw(line.type, line)] };
      }
    },
  };
}

const raw = (name: string, value: Json): SessionEvent => ({ type: "raw", name, value });
