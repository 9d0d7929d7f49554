import { randomUUID } from "node:crypto";
import { InstarError } from "@instar/kernel/command";
import { CliError } from "../errors.ts";
import { projectPaths } from "../project/project-paths.ts";
import { type AgentConnection, connect } from "../socket/connect.ts";
import type { Push } from "../socket/protocol.ts";
import { wait } from "../wait.ts";
import type { ChatPart } from "./chat-part.ts";
import { openSeenParts } from "./seen-parts.ts";

export interface ChatEvents {
  /** Shows a part. When it returns, the part counts as shown, now and for every later terminal. */
  onPart(part: ChatPart): void;
  onTyping?(): void;
  /** The agent is away, or back again. */
  onConnection?(connected: boolean): void;
}

export interface ChatOptions extends ChatEvents {
  readonly project: string;
  readonly conversation: string;
  /** How long to go on looking for an agent that is away before giving up. */
  readonly patienceMs: number;
}

export interface Chat extends AsyncDisposable {
  /** Resolves once the message is durable, with the key that its answers carry. Outlasts restarts of the agent; one key is handled once. */
  say(text: string, key?: string): Promise<{ readonly key: string; readonly id?: string }>;
  /** Asks a service of the agent; waits for an agent that is away. */
  call(service: string, method: string, args: readonly unknown[]): Promise<unknown>;
  /** Rejects when the agent stayed away for longer than `patienceMs`. */
  readonly lost: Promise<never>;
}

const retryEveryMs = 150;

const isPassing = (error: unknown) =>
  InstarError.is(error, "CLI_NOT_RUNNING") ||
  InstarError.is(error, "CLI_NOT_ANSWERING") ||
  InstarError.is(error, "CLI_SOCKET_GONE") ||
  InstarError.is(error, "CLI_CONNECTION_LOST");

/** A terminal's side of a conversation. Rejects at once when no agent runs; later it waits for one that restarts. */
export async function openChat(options: ChatOptions): Promise<Chat> {
  const { project, conversation, patienceMs } = options;
  const seen = openSeenParts(projectPaths(project), conversation);
  const closing = new AbortController();
  const { signal } = closing;

  const show = (agent: AgentConnection | undefined, part: ChatPart) => {
    if (!seen.has(part.key)) {
      options.onPart(part);
      seen.add(part.key);
    }
    // When the connection breaks before this arrives, the next `attach` tells it.
    agent?.call("chat", "seen", [conversation, part.key]).catch(() => undefined);
  };

  async function attach(): Promise<AgentConnection> {
    let agent: AgentConnection | undefined;
    const early: ChatPart[] = [];
    const onPush = ({ event, data }: Push) => {
      if (event === "typing") options.onTyping?.();
      else if (event !== "part") return;
      else if (agent === undefined) early.push(data as ChatPart);
      else show(agent, data as ChatPart);
    };
    const connection = await connect(project, { onPush });
    try {
      await connection.call("chat", "attach", [conversation, seen.recent()]);
    } catch (error) {
      connection[Symbol.dispose]();
      throw error;
    }
    agent = connection;
    for (const part of early) show(agent, part);
    return connection;
  }

  async function attachAgain(): Promise<AgentConnection> {
    options.onConnection?.(false);
    for (let waitedMs = 0; ; waitedMs += retryEveryMs) {
      signal.throwIfAborted();
      try {
        const agent = await attach();
        options.onConnection?.(true);
        return agent;
      } catch (error) {
        if (!isPassing(error) || waitedMs >= patienceMs) throw error;
        await wait(retryEveryMs, signal);
      }
    }
  }

  let lose: (error: unknown) => void;
  const lost = new Promise<never>((_, reject) => {
    lose = reject;
  });
  lost.catch(() => undefined);
  let current = Promise.resolve(await attach());
  const follow = async () => {
    try {
      for (;;) {
        await (await current).closed;
        if (signal.aborted) return;
        current = attachAgain();
        await current;
      }
    } catch (error) {
      if (!signal.aborted) lose(error);
    }
  };
  const following = follow();

  const call: Chat["call"] = async (service, method, args) => {
    for (;;) {
      signal.throwIfAborted();
      const agent = await current;
      try {
        return await agent.call(service, method, args);
      } catch (error) {
        if (!isPassing(error) || signal.aborted) throw error;
        await agent.closed;
        // `follow` learns of the end in the same moment; the next look finds its new attempt.
        await wait(1, signal);
      }
    }
  };

  return {
    lost,
    call,
    async say(text, key = randomUUID()) {
      const said = (await call("chat", "say", [conversation, key, text])) as { id?: string } | undefined;
      return { key, ...(said?.id === undefined ? {} : { id: said.id }) };
    },
    async [Symbol.asyncDispose]() {
      closing.abort(CliError.CONNECTION_LOST());
      // An attempt to come back that is under way ends with the abort.
      (await current.catch(() => undefined))?.[Symbol.dispose]();
      await following;
    },
  };
}
