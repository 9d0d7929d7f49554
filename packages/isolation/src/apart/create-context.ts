import { mkdirSync } from "node:fs";
import { type Clock, type Logger, type Needs, type PluginContext, systemClock, type TapOptions } from "@instar/kernel";
import { findCrossing } from "../crossings/crossings.ts";
import { IsolationError } from "../errors.ts";
import { limitLines } from "../limit-lines.ts";
import type { RemoteObject } from "../peer.ts";
import { offer } from "../plain-data.ts";
import { freezeDeep } from "./freeze-deep.ts";
import type { UndoList } from "./undo-list.ts";

export interface ContextParts {
  readonly name: string;
  readonly options: unknown;
  readonly services: Readonly<Record<string, unknown>>;
  readonly paths: { readonly project: string; readonly home: string; readonly state: string };
  readonly house: RemoteObject;
  readonly undo: UndoList;
  readonly signal: AbortSignal;
  /** What was asked of the house and is not settled yet: set-up is done when it is. */
  readonly asked: Set<Promise<unknown>>;
}

/** `setup`'s context in a process of its own: what it takes is taken in the house, in its name. */
export function createContext({ name, options, services, paths, house, undo, signal, asked }: ContextParts): PluginContext<unknown, Needs> {
  let count = 0;

  /** Asks the house for something that is given back by `drop`. */
  function take(method: string, ...args: readonly unknown[]): { readonly id: number; dispose(): Promise<void> } {
    count += 1;
    const id = count;
    const asking = house.call(method, id, ...args);
    asked.add(asking);
    asking.then(
      () => asked.delete(asking),
      (error: unknown) => log.error("The house refused what this plugin asked for.", { error }),
    );
    return { id, dispose: undo.add(() => house.call("drop", id)) };
  }
  const disposable = ({ dispose }: { dispose(): Promise<void> }): Disposable => ({ [Symbol.dispose]: () => void dispose() });

  const send =
    (level: keyof Logger) =>
    (text: string, fields: object = {}) => {
      try {
        house.tell("log", level, text, fields);
      } catch (error) {
        house.tell("log", level, text, { fields: error });
      }
    };
  // Here as well as in the house: reading them takes its time, too
  const write = limitLines({ debug: send("debug"), info: send("info"), warn: send("warn"), error: send("error") });
  const at =
    (level: keyof Logger) =>
    (text: string, fields: object = {}) =>
      write(level, text, fields);
  const log: Logger = { debug: at("debug"), info: at("info"), warn: at("warn"), error: at("error") };
  const clock: Clock = systemClock;

  const tapOf = (hook: string) => ({
    tap(reason: string | TapOptions, handler: (event: never) => unknown) {
      const { name: words, stage, timeoutMs, onError } = typeof reason === "string" ? ({ name: reason } as TapOptions) : reason;
      return disposable(take("tap", hook, { name: words, stage, timeoutMs, onError }, offer({ run: (event: never) => handler(freezeDeep(event)) })));
    },
  });

  return {
    name,
    options,
    services: services as never,
    // Which hooks there are is known in the house
    hooks: new Proxy({}, { get: (_, hook) => (typeof hook === "string" ? tapOf(hook) : undefined) }) as never,
    contribute(to, value) {
      const { data, methods } = findCrossing(to.id).dismantle(value);
      return disposable(take("contribute", to.id, data, offer(methods)));
    },
    contributions(from) {
      throw IsolationError.CONTRIBUTIONS_UNREADABLE(from.id);
    },
    own(resource) {
      undo.add(() => (Symbol.asyncDispose in resource ? resource[Symbol.asyncDispose]() : resource[Symbol.dispose]()));
      return resource;
    },
    defer: (step) => void undo.add(step),
    background(reason, task) {
      const { dispose } = take("loop", reason, offer({ run: (loopSignal: AbortSignal) => task(loopSignal) }));
      return { [Symbol.asyncDispose]: dispose };
    },
    log,
    clock,
    signal,
    paths: {
      project: paths.project,
      home: paths.home,
      get state() {
        mkdirSync(paths.state, { recursive: true, mode: 0o700 });
        return paths.state;
      },
    },
  };
}
