import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";

export type Line = Record<string, unknown> & { type: string; subtype?: string };

/** Speaks stream-json with a Claude Code program, real or not, as a supervisor would. */
export interface DrivenClaude {
  readonly lines: readonly Line[];
  /** Says a text; resolves with its result line. */
  say(text: string, options?: { uuid?: string; composed?: boolean }): Promise<Line>;
  send(line: object): void;
  control(request: object): Promise<Line>;
  next(fits: (line: Line) => boolean): Promise<Line>;
  /** What a PreToolUse callback answers. `undefined`: nothing at all. */
  onPreToolUse(answer: (input: Line) => object | undefined): void;
  onCanUseTool(answer: object): void;
  end(): Promise<number | null>;
  kill(signal: NodeJS.Signals): Promise<number | null>;
}

const hookEvents = ["PreToolUse", "PostToolUse", "PostToolUseFailure", "PreCompact", "PostCompact", "SessionStart", "UserPromptSubmit", "Stop"];

export function driveClaude(executable: string, options: { cwd: string; env: Record<string, string>; args?: readonly string[] }): DrivenClaude {
  const flags = [
    "-p",
    "--input-format",
    "stream-json",
    "--output-format",
    "stream-json",
    "--verbose",
    "--permission-prompt-tool",
    "stdio",
    "--include-partial-messages",
    "--replay-user-messages",
    "--strict-mcp-config",
  ];
  const closed = [
    "--setting-sources",
    "",
    "--settings",
    '{"disableAllHooks":false,"disableSkillShellExecution":true}',
    "--permission-mode",
    "bypassPermissions",
  ];
  const child = spawn(executable, [...flags, ...closed, ...(options.args ?? [])], { cwd: options.cwd, env: options.env, stdio: ["pipe", "pipe", "pipe"] });
  const exit = once(child, "close").then(([code]) => code as number | null);
  const lines: Line[] = [];
  const waiting = new Set<{ fits(line: Line): boolean; resolve(line: Line): void; reject(error: Error): void }>();
  let stderr = "";
  let preToolUse: (input: Line) => object | undefined = () => ({});
  let canUseTool: object = { behavior: "allow" };
  let count = 0;
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    stderr += text;
  });
  const send = (line: object) => void child.stdin.write(`${JSON.stringify(line)}\n`);
  const answer = (id: unknown, response: object) => send({ type: "control_response", response: { subtype: "success", request_id: id, response } });
  createInterface({ input: child.stdout }).on("line", (text) => {
    let line: Line;
    try {
      line = JSON.parse(text) as Line;
    } catch {
      line = { type: "no-json", text };
    }
    lines.push(line);
    const request = line.request as { subtype: string; input: Line & { hook_event_name?: string } } | undefined;
    if (line.type === "control_request" && request) {
      if (request.subtype === "can_use_tool") answer(line.request_id, { updatedInput: request.input, ...canUseTool });
      else {
        const response = request.input.hook_event_name === "PreToolUse" ? preToolUse(request.input) : {};
        if (response) answer(line.request_id, response);
      }
    }
    for (const waiter of waiting) {
      if (!waiter.fits(line)) continue;
      waiting.delete(waiter);
      waiter.resolve(line);
    }
  });
  void exit.then((code) => {
    for (const waiter of waiting) waiter.reject(new Error(`The program ended with ${code} while a line was awaited: ${stderr}`));
  });
  const next = (fits: (line: Line) => boolean) => new Promise<Line>((resolve, reject) => waiting.add({ fits, resolve, reject }));
  const driven: DrivenClaude = {
    lines,
    send,
    next,
    say(text, { uuid, composed = true } = {}) {
      count += 1;
      const id = uuid ?? `aaaaaaaa-0000-4000-8000-${String(count).padStart(12, "0")}`;
      const result = next((line) => line.type === "result" && ((line.user_message_uuids as string[] | undefined) ?? []).includes(id));
      send({
        type: "user",
        message: { role: "user", content: text },
        parent_tool_use_id: null,
        session_id: "",
        uuid: id,
        ...(composed && { client_composed: true }),
      });
      return result;
    },
    control(request) {
      count += 1;
      const id = `r${count}`;
      const reply = next((line) => line.type === "control_response" && (line.response as { request_id: string }).request_id === id);
      send({ type: "control_request", request_id: id, request });
      return reply;
    },
    onPreToolUse: (next) => {
      preToolUse = next;
    },
    onCanUseTool: (next) => {
      canUseTool = next;
    },
    end: () => {
      child.stdin.end();
      return exit;
    },
    kill: (signal) => {
      child.kill(signal);
      return exit;
    },
  };
  return driven;
}

/** The handshake: every hook answered by us. */
export function initialize(claude: DrivenClaude): Promise<Line> {
  return claude.control({
    subtype: "initialize",
    hooks: Object.fromEntries(hookEvents.map((event) => [event, [{ hookCallbackIds: [`cb-${event}`], timeout: 30, onFailure: "block" }]])),
  });
}

/** A line in a word or two, for comparing sequences. */
export function shapeOf(line: Line): string {
  const request = line.request as { subtype: string; input?: { hook_event_name?: string } } | undefined;
  if (line.type === "control_request") return `ask ${request?.input?.hook_event_name ?? request?.subtype}`;
  if (line.type === "command_lifecycle") return `lifecycle ${String(line.state)}`;
  if (line.type === "result")
    return `result ${line.subtype} ${String(line.terminal_reason ?? "")} ${line.origin ? "by itself" : ((line.user_message_uuids as string[]) ?? []).length}`;
  if (line.type === "assistant" || line.type === "user") {
    const { content } = line.message as { content: string | { type: string; is_error?: boolean }[] };
    const kind = typeof content === "string" ? "text" : content.map((block) => (block.is_error ? `${block.type} error` : block.type)).join(",");
    return `${line.type} ${kind}${line.isReplay ? " replay" : ""}`;
  }
  return line.subtype ? `${line.type} ${line.subtype} ${String(line.status ?? "")}`.trim() : line.type;
}
