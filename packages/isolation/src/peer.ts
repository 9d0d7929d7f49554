import { IsolationError } from "./errors.ts";
import { type Keeper, type Methods, type Packed, pack, unpack } from "./plain-data.ts";
import { fromWireError, toWireError, type WireError } from "./wire-error.ts";

/** What travels between the house and a plugin's process. Object 0 is the one that each side begins with. */
export type Message =
  | { readonly type: "call"; readonly id: number; readonly ref: number; readonly method: string; readonly args: Packed }
  | { readonly type: "tell"; readonly ref: number; readonly method: string; readonly args: Packed }
  | { readonly type: "answer"; readonly id: number; readonly result: Packed }
  | { readonly type: "failure"; readonly id: number; readonly error: WireError }
  | { readonly type: "abort"; readonly signal: number; readonly reason: WireError };

/** An object on the other side. */
export interface RemoteObject {
  readonly methods: readonly string[];
  /** Rejects as the method does, and with the reason of the end when the other side ends first. */
  call(method: string, ...args: readonly unknown[]): Promise<unknown>;
  /** The same without an answer; lost when the other side has ended. */
  tell(method: string, ...args: readonly unknown[]): void;
}

export interface Peer {
  /** What the other side begins with. */
  readonly root: RemoteObject;
  receive(message: Message): void;
  /** The other side has ended: everything that waits for it, now or later, fails with `reason`. */
  close(reason: Error): void;
  /** Why it was closed. */
  readonly closed: Error | undefined;
}

interface Waiting {
  resolve(result: unknown): void;
  reject(error: Error): void;
  settled(): void;
}

const nothing = () => undefined;

/** One end of a conversation between two processes: either may call the other's objects. `busy` hears whether answers are waited for. */
export function createPeer({ send, root, busy = nothing }: { send(message: Message): void; readonly root: Methods; busy?: (waiting: boolean) => void }): Peer {
  const waiting = new Map<number, Waiting>();
  const objects = new Map<number, Methods>([[0, root]]);
  const ourSignals = new Map<number, AbortSignal>();
  const theirSignals = new Map<number, AbortController>();
  const theirIds = new WeakMap<AbortSignal, number>();
  let count = 0;
  let closed: Error | undefined;

  /** Keeps signals for the time of one call. */
  function openKeeper(): Keeper & { release(): void } {
    const undo: (() => void)[] = [];
    return {
      keepSignal(signal) {
        const known = theirIds.get(signal);
        if (known !== undefined) return { id: known, whose: "receiver" };
        const id = ++count;
        const abort = () => post({ type: "abort", signal: id, reason: toWireError(signal.reason) });
        ourSignals.set(id, signal);
        signal.addEventListener("abort", abort, { once: true });
        undo.push(() => {
          ourSignals.delete(id);
          signal.removeEventListener("abort", abort);
        });
        return { id, whose: "sender" };
      },
      keepObject(methods) {
        const ref = ++count;
        objects.set(ref, methods);
        return ref;
      },
      findSignal(id, whose, aborted) {
        const ours = whose === "receiver" ? ourSignals.get(id) : undefined;
        if (ours) return ours;
        const controller = new AbortController();
        if (aborted) controller.abort(aborted);
        else if (whose === "sender") {
          theirSignals.set(id, controller);
          undo.push(() => theirSignals.delete(id));
        }
        theirIds.set(controller.signal, id);
        return controller.signal;
      },
      findObject: remote,
      release() {
        for (const step of undo.splice(0)) step();
      },
    };
  }

  function post(message: Message) {
    if (!closed) send(message);
  }

  function remote(ref: number, methods: readonly string[]): RemoteObject {
    return {
      methods,
      call(method, ...args) {
        if (closed) return Promise.reject(closed);
        const keeper = openKeeper();
        return new Promise((resolve, reject) => {
          const id = ++count;
          try {
            const packed = pack(args, method, keeper);
            waiting.set(id, { resolve, reject, settled: keeper.release });
            if (waiting.size === 1) busy(true);
            post({ type: "call", id, ref, method, args: packed });
          } catch (error) {
            settle(id);
            keeper.release();
            reject(error as Error);
          }
        });
      },
      tell(method, ...args) {
        post({ type: "tell", ref, method, args: pack(args, method, openKeeper()) });
      },
    };
  }

  function settle(id: number): Waiting | undefined {
    const found = waiting.get(id);
    if (!waiting.delete(id)) return undefined;
    if (waiting.size === 0) busy(false);
    return found;
  }

  async function run(ref: number, method: string, args: Packed, keeper: Keeper): Promise<Packed> {
    const methods = objects.get(ref);
    const found = methods && Object.hasOwn(methods, method) ? methods[method] : undefined;
    if (!found) throw IsolationError.NO_METHOD(method);
    return pack(await found(...(unpack(args, keeper) as readonly unknown[])), `The answer of ${method}`, keeper);
  }

  function answer(id: number, ref: number, method: string, args: Packed) {
    const keeper = openKeeper();
    run(ref, method, args, keeper).then(
      (result) => {
        post({ type: "answer", id, result });
        keeper.release();
      },
      (error: unknown) => {
        post({ type: "failure", id, error: toWireError(error) });
        keeper.release();
      },
    );
  }

  return {
    root: remote(0, []),
    receive(message) {
      if (closed) return;
      if (message.type === "call") answer(message.id, message.ref, message.method, message.args);
      else if (message.type === "tell") {
        const keeper = openKeeper();
        // Nobody waits for it, and the other side has no use for a failure of ours
        void run(message.ref, message.method, message.args, keeper).then(keeper.release, keeper.release);
      } else if (message.type === "abort") theirSignals.get(message.signal)?.abort(fromWireError(message.reason));
      else {
        const found = settle(message.id);
        if (!found) return;
        try {
          if (message.type === "answer") found.resolve(unpack(message.result, openKeeper()));
          else found.reject(fromWireError(message.error));
        } catch (error) {
          // An answer that makes no sense is a failure of whoever gave it, and nobody may wait for another one
          found.reject(error as Error);
        }
        found.settled();
      }
    },
    close(reason) {
      if (closed) return;
      closed = reason;
      for (const id of [...waiting.keys()]) {
        const found = settle(id);
        found?.settled();
        found?.reject(reason);
      }
      for (const controller of theirSignals.values()) controller.abort(reason);
      theirSignals.clear();
      ourSignals.clear();
    },
    get closed() {
      return closed;
    },
  };
}
