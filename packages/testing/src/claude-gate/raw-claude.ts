import { spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { EventEmitter, once } from "node:events";
import { createInterface } from "node:readline";

/** The program as a driver starts it. */
export interface RawLaunch {
  readonly executable: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly cwd: string;
  /** The `hooks` of the `initialize` request. */
  readonly hooks: object;
}

/** The real program under a supervisor without manners. */
export interface RawClaude extends AsyncDisposable {
  say(text: string): void;
  /** The id of the next question of this event; those of other events are waved through. */
  asked(event: string): Promise<string>;
  answer(id: string, response: object): void;
  write(line: string): void;
  end(last?: string): void;
  /** The turn or the process has ended. */
  readonly over: Promise<void>;
}

interface Line {
  readonly type: string;
  readonly request_id?: string;
  readonly request?: { readonly input?: { readonly hook_event_name?: string } };
}

export async function startRawClaude(launch: RawLaunch): Promise<RawClaude> {
  const child = spawn(launch.executable, launch.args, { cwd: launch.cwd, env: launch.env, stdio: ["pipe", "pipe", "ignore"] });
  child.stdin.on("error", () => {
    // A program that has ended takes no more lines; `over` tells.
  });
  const exited = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  const questions: { readonly event: string; readonly id: string }[] = [];
  const happened = new EventEmitter();
  const initialized = once(happened, "ready");
  const resulted = once(happened, "result");
  let wanted: { readonly event: string; resolve(id: string): void } | undefined;
  const write = (line: string) => void child.stdin.write(`${line}\n`);
  const answer = (id: string, response: object) => write(JSON.stringify({ type: "control_response", response: { request_id: id, ...response } }));

  createInterface({ input: child.stdout }).on("line", (text) => {
    const line = JSON.parse(text) as Line;
    if (line.type === "control_response") happened.emit("ready");
    if (line.type === "result") happened.emit("result");
    if (line.type !== "control_request" || line.request_id === undefined) return;
    const event = line.request?.input?.hook_event_name ?? "";
    if (event !== "PreToolUse") answer(line.request_id, { subtype: "success", response: {} });
    if (wanted?.event !== event) return void questions.push({ event, id: line.request_id });
    wanted.resolve(line.request_id);
    wanted = undefined;
  });
  write(JSON.stringify({ type: "control_request", request_id: "init", request: { subtype: "initialize", hooks: launch.hooks } }));
  await Promise.race([initialized, exited]);

  return {
    write,
    answer,
    say: (text) =>
      write(
        JSON.stringify({
          type: "user",
          message: { role: "user", content: text },
          parent_tool_use_id: null,
          session_id: "",
          uuid: randomUUID(),
          client_composed: true,
        }),
      ),
    asked: (event) =>
      new Promise((resolve) => {
        const seen = questions.findIndex((question) => question.event === event);
        if (seen === -1) wanted = { event, resolve };
        else resolve(questions.splice(seen, 1)[0]?.id ?? "");
      }),
    end: (last) => void child.stdin.end(last),
    over: Promise.race([resulted.then(() => undefined), exited]),
    async [Symbol.asyncDispose]() {
      child.kill("SIGKILL");
      await exited;
    },
  };
}
