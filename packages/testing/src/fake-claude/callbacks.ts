import type { Line, Reply, Wire } from "./wire.ts";

interface Registered {
  readonly matcher?: string;
  readonly hookCallbackIds: readonly string[];
  /** Seconds. */
  readonly timeout?: number;
  readonly onFailure?: "block";
}

/** What the callbacks of one moment decided together. */
export interface CallbackOutcome {
  readonly denied?: string;
  readonly asked?: string;
  readonly stopped: boolean;
  readonly updatedInput?: Line;
  readonly updatedOutput?: unknown;
  readonly context: readonly string[];
}

export interface Callbacks {
  register(hooks: Readonly<Record<string, readonly Registered[]>>): void;
  call(event: string, input: Line, options?: { tool?: string; toolUseId?: string }): Promise<CallbackOutcome>;
}

/** The hooks of `initialize`: asked over the wire; unanswered ones block, as in the real program. */
export function createCallbacks(wire: Wire): Callbacks {
  let registered: Readonly<Record<string, readonly Registered[]>> = {};
  return {
    register(hooks) {
      registered = hooks;
    },
    async call(event, input, { tool, toolUseId } = {}) {
      let outcome: CallbackOutcome = { stopped: false, context: [] };
      for (const entry of registered[event] ?? []) {
        if (tool !== undefined && entry.matcher && entry.matcher !== "*" && !new RegExp(`^(?:${entry.matcher})$`).test(tool)) continue;
        for (const id of entry.hookCallbackIds) {
          const reply = await withTimeout(
            wire.ask({ subtype: "hook_callback", callback_id: id, input: { ...input, hook_event_name: event } }, toolUseId),
            entry.timeout ?? 60,
          );
          outcome = merge(outcome, reply, event, entry.onFailure === "block");
        }
      }
      return outcome;
    },
  };
}

async function withTimeout(reply: Promise<Reply>, seconds: number): Promise<Reply> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<Reply>((resolve) => {
    timer = setTimeout(() => resolve({ ok: "gone" }), seconds * 1000);
  });
  const first = await Promise.race([reply, late]);
  clearTimeout(timer);
  return first;
}

function merge(before: CallbackOutcome, reply: Reply, event: string, failsClosed: boolean): CallbackOutcome {
  if (reply.ok === "gone") return { ...before, denied: before.denied ?? `${event} hook did not respond before its timeout` };
  if (!reply.ok) return failsClosed ? { ...before, denied: before.denied ?? `${event} hook failed` } : before;
  const { response } = reply;
  const specific = (response.hookSpecificOutput ?? {}) as Record<string, unknown>;
  const reason = String(specific.permissionDecisionReason ?? response.reason ?? "");
  const denies =
    specific.permissionDecision === "deny" ||
    (event === "PreToolUse" && response.decision === "block") ||
    (event === "PreCompact" && (response.decision === "block" || response.continue === false));
  return {
    stopped: before.stopped || response.continue === false,
    context: typeof specific.additionalContext === "string" ? [...before.context, specific.additionalContext] : before.context,
    ...pick("denied", before.denied ?? (denies ? reason : undefined)),
    ...pick("asked", before.asked ?? (specific.permissionDecision === "ask" ? reason : undefined)),
    ...pick("updatedInput", (specific.updatedInput as Line | undefined) ?? before.updatedInput),
    ...pick("updatedOutput", specific.updatedToolOutput ?? before.updatedOutput),
  };
}

function pick<K extends string, V>(key: K, value: V | undefined): { [P in K]?: V } {
  return value === undefined ? {} : ({ [key]: value } as { [P in K]?: V });
}
