import { randomUUID } from "node:crypto";
import type { Input } from "@instar/kernel/contracts";
import { type CliLine, textAt } from "./protocol.ts";

export interface QueuedInput {
  /** The id under which the program knows the message. */
  readonly uuid: string;
  readonly texts: readonly string[];
}

export interface InputQueue {
  readonly busy: boolean;
  /** The inputs that are with the program, by the house's ids. */
  readonly open: readonly string[];
  /** Resolves when the program has taken the input. A `turn` waits for the end of the running one. */
  send(input: Input, delivery: "turn" | "steer"): Promise<void>;
  /** Claims the next free moment for something of the house's own; released by `free`. */
  claim(): Promise<{ free(): void }>;
  /** A `command_lifecycle` line. */
  lifecycle(line: CliLine): void;
  /** A model request went out; without messages of ours the agent began by itself. */
  requesting(uuids: readonly string[]): void;
  /** A turn ended: the inputs that it answers, by the house's ids. */
  finished(uuids: readonly string[]): readonly string[];
  close(error: Error): void;
}

export interface InputQueueOptions {
  /** Ids that the program knows already: it drops a message whose id it has seen, without a word. */
  readonly known: ReadonlySet<string>;
  /** Called before the message is written; it is not written when this rejects. */
  taken(uuid: string, input: string): Promise<void>;
  write(input: QueuedInput): void;
}

const uuidPattern = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** Which input is with the program, which waits for the end of the turn, and under which id the program knows it. */
export function createInputQueue({ known, taken, write }: InputQueueOptions): InputQueue {
  const inputs = new Map<string, string>();
  const used = new Set(known);
  const acknowledge = new Map<string, { resolve(): void; reject(error: Error): void }>();
  const turns: { run(): void; reject(error: Error): void }[] = [];
  let selfStarted = false;
  let claims = 0;
  let closed: Error | undefined;

  const busy = () => inputs.size > 0 || selfStarted || claims > 0;

  const next = () => {
    if (busy() || closed) return;
    const waiting = turns.shift();
    if (waiting === undefined) return;
    claims += 1;
    waiting.run();
  };

  /** Resolves holding a claim, so that nobody slips in between. */
  const turn = async (): Promise<void> => {
    if (busy() || turns.length > 0) return new Promise((resolve, reject) => turns.push({ run: resolve, reject }));
    claims += 1;
  };

  const release = () => {
    claims -= 1;
    next();
  };

  async function deliver(input: Input): Promise<void> {
    if (closed) throw closed;
    const uuid = uuidPattern.test(input.id) && !used.has(input.id) ? input.id : randomUUID();
    used.add(input.id).add(uuid);
    inputs.set(uuid, input.id);
    try {
      await taken(uuid, input.id);
      if (closed) throw closed;
    } catch (error) {
      inputs.delete(uuid);
      next();
      throw error;
    }
    const acknowledged = new Promise<void>((resolve, reject) => acknowledge.set(uuid, { resolve, reject }));
    write({
      uuid,
      texts: [...(input.context ?? []), input.text, ...(input.attachments ?? []).map((path) => `Attached file: ${path}`)].filter((text) => text !== ""),
    });
    await acknowledged;
  }

  return {
    get busy() {
      return busy();
    },
    get open() {
      return [...inputs.values()];
    },
    async send(input, delivery) {
      if (closed) throw closed;
      if (delivery === "steer") return deliver(input);
      await turn();
      const delivered = deliver(input);
      release();
      await delivered;
    },
    async claim() {
      if (closed) throw closed;
      await turn();
      let freed = false;
      return {
        free() {
          if (freed) return;
          freed = true;
          release();
        },
      };
    },
    lifecycle(line) {
      const uuid = textAt(line, "command_uuid") ?? "";
      acknowledge.get(uuid)?.resolve();
      acknowledge.delete(uuid);
    },
    requesting(uuids) {
      if (uuids.length === 0 && inputs.size === 0) selfStarted = true;
    },
    finished(uuids) {
      selfStarted = false;
      const answered = uuids.flatMap((uuid) => inputs.get(uuid) ?? []);
      for (const uuid of uuids) inputs.delete(uuid);
      next();
      return answered;
    },
    close(error) {
      closed = error;
      for (const entry of acknowledge.values()) entry.reject(error);
      for (const entry of turns.splice(0)) entry.reject(error);
    },
  };
}
