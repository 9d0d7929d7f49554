import { deny, type Logger, type PluginContext, type Service, systemClock, type TapOptions } from "@instar/kernel";
import { Store } from "@instar/kernel/contracts";
import type { PluginData, SetUpRequest } from "../apart/run-plugin.ts";
import { findCrossing } from "../crossings/crossings.ts";
import { createPassedFiles } from "../crossings/passed-files.ts";
import { IsolationError } from "../errors.ts";
import { limitLines } from "../limit-lines.ts";
import type { RemoteObject } from "../peer.ts";
import type { Methods } from "../plain-data.ts";
import { offerService, restoreService } from "../service-across.ts";
import { createBook, type Slot } from "./book.ts";
import type { Apart } from "./start-apart.ts";

const setUpWithinMs = 30_000;
const stopWithinMs = 5_000;

const levels: readonly string[] = ["debug", "info", "warn", "error"];
const gates: readonly string[] = ["preToolUse", "beforeJob"];
/** Whoever fires these does not wait for an answer, or has none to wait for from a process that is gone. */
const unanswered: readonly string[] = [
  "start",
  "stop",
  "ready",
  "sessionEnd",
  "afterMessage",
  "afterReply",
  "afterJob",
  "afterDecision",
  "agentEvent",
  "pluginError",
];

type Context = PluginContext<unknown, Readonly<Record<string, Service<unknown>>>>;
type Provided = { readonly object: RemoteObject; readonly values: readonly string[] } | undefined;

export interface Isolated {
  readonly data: PluginData;
  /** Options as they were given, secrets resolved. */
  readonly options: unknown;
  /** Its process, loaded; the first call gives the one that was asked about the plugin, if it still lives. */
  start(handlers: Methods, output: (line: string) => void): Promise<Apart>;
}

/** Such a service can't cross; a token of the plugin's own may leave out that it is one. */
const madeForEach = ({ id, scope }: { readonly id: string; readonly scope?: string }) => scope !== undefined || id === Store.id;

const aborted = (signal: AbortSignal) =>
  new Promise<void>((resolve) => (signal.aborted ? resolve() : signal.addEventListener("abort", () => resolve(), { once: true })));

/** A plugin's set-up when it runs in a process of its own: everything that it takes is taken here, in its name, and asked for there. */
export async function runIsolated(context: Context, { data, options, start }: Isolated): Promise<unknown> {
  const { name, log } = context;
  const writeLine = limitLines(log);
  let apart: Apart;
  let away: Error | undefined;
  let why = "";
  let stopping = false;
  let provided: Provided;
  let ready: Promise<void> = Promise.resolve();
  let round = 0;
  const book = createBook(() => away);
  const files = createPassedFiles(() => context.paths.state);

  function answerTap(hook: string, { remote }: Slot, event: unknown): unknown {
    if (away && gates.includes(hook)) return deny(`The guard ${name} is not in place: its process ended (${why}), and it is being started again.`);
    if (away && unanswered.includes(hook)) return undefined;
    if (away) throw away;
    const answer = remote.call("run", event);
    return unanswered.includes(hook) ? answer.catch((error: unknown) => (away ? undefined : Promise.reject(error))) : answer;
  }

  function tap(id: number, hook: string, { name: reason, stage, timeoutMs, onError }: TapOptions, remote: RemoteObject) {
    const { [hook]: target } = context.hooks as unknown as Readonly<Record<string, { tap(options: object, handler: (event: unknown) => unknown): Disposable }>>;
    if (!target || !Object.hasOwn(context.hooks, hook)) throw IsolationError.HOOK_UNKNOWN(hook);
    const how = {
      name: reason,
      ...(stage === undefined ? {} : { stage }),
      ...(timeoutMs === undefined ? {} : { timeoutMs }),
      ...(onError === undefined ? {} : { onError }),
    };
    book.take(id, `tap ${hook} ${JSON.stringify(how)}`, remote, (slot) => target.tap(how, (event) => answerTap(hook, slot, event)));
  }

  /** A loop belongs to the process that began it, and begins when that is set up. */
  function loop(id: number, reason: string, remote: RemoteObject) {
    const { peer } = apart;
    const began = ready;
    book.take(id, `loop ${round} ${reason}`, remote, () =>
      context.background(reason, async (signal) => {
        await Promise.race([began, aborted(signal)]);
        try {
          if (!signal.aborted) await remote.call("run", signal);
        } catch (error) {
          if (!peer.closed) throw error;
          // Its process ended, which is reported once; the next one brings its own loop
          await aborted(signal);
        }
      }),
    );
  }

  const handlers: Methods = {
    log(level: keyof Logger, text: string, fields: object) {
      if (levels.includes(level)) writeLine(level, text, fields);
    },
    tap,
    contribute(id: number, point: string, contributed: unknown, remote: RemoteObject) {
      const { restore } = findCrossing(point);
      book.take(id, `contribution ${point} ${JSON.stringify(contributed)}`, remote, (slot) =>
        context.contribute({ kind: "point", id: point }, restore(contributed, slot, files)),
      );
    },
    loop,
    drop: (id: number) => book.drop(id),
  };

  const refused = (error: Error) => log.warn("A plugin in a process of its own asked for what cannot cross.", { error });
  const offerNeeds = () =>
    Object.fromEntries(
      Object.entries(data.needs).map(([key, { token }]) => {
        const found = madeForEach(token) ? undefined : context.services[key];
        return [key, found === undefined ? undefined : { id: token.id, ...offerService(token.id, found as object, refused) }];
      }),
    );

  async function adopt() {
    const begun = await start(handlers, (line) => log.debug("A plugin wrote to its output.", { line }));
    apart = begun;
    const { peer, ended } = begun;
    const giveUp = () => begun.kill("the plugin was stopped while it was set up");
    if (context.signal.aborted) giveUp();
    context.signal.addEventListener("abort", giveUp, { once: true });
    begun.watch();
    let begin: () => void = () => undefined;
    ready = new Promise((resolve) => {
      begin = resolve;
    });
    round += 1;
    book.begin();
    void ended.then((ending) => {
      if (stopping || peer !== apart.peer) return;
      why = ending.why;
      away = IsolationError.AWAY(name, why);
      book.tellAway(ending.error);
    });
    using _late = systemClock.after(setUpWithinMs, () => begun.kill(`it was not set up within ${setUpWithinMs} ms`));
    const request = { options, paths: { project: context.paths.project, home: context.paths.home, state: context.paths.state }, services: offerNeeds() };
    try {
      provided = (await peer.root.call("setUp", request satisfies Record<keyof SetUpRequest, unknown>)) as Provided;
      await book.settle();
    } finally {
      context.signal.removeEventListener("abort", giveUp);
    }
    away = undefined;
    begin();
  }

  async function restart() {
    await adopt();
    log.info("A plugin's process was started again.");
    for (const remote of book.find("tap start ")) await remote.call("run", { reason: "reload" });
  }

  async function end() {
    stopping = true;
    if (apart.peer.closed) return;
    using _late = systemClock.after(stopWithinMs, () => apart.kill(`it did not give back what it took within ${stopWithinMs} ms`));
    const errors = (await apart.peer.root.call("dispose", "The plugin stops.")) as readonly Error[];
    await apart.end(stopWithinMs);
    if (errors.length > 0) throw new AggregateError(errors, errors.map(({ message }) => message).join(" "));
  }

  const refusedNeed = Object.values(data.needs).find(({ token, optional }) => madeForEach(token) && !optional);
  if (refusedNeed) throw IsolationError.NEED_REFUSED(name, refusedNeed.token.id);
  context.defer(() => (apart ? end() : undefined));
  await adopt();

  context.background("keep its process running", async (signal) => {
    if (apart.peer.closed)
      await restart().catch((error: unknown) => {
        apart.kill("it could not be set up again");
        throw error;
      });
    const ending = await Promise.race([apart.ended, aborted(signal)]);
    if (ending && !signal.aborted) throw ending.error;
  });

  if (!data.provides || !provided) return undefined;
  return restoreService(data.provides.id, provided.object.methods, provided.values, (method, ...args) =>
    away ? Promise.reject(away) : (provided as NonNullable<Provided>).object.call(method, ...args),
  );
}
