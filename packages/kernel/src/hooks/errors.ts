import { defineErrors } from "../errors.ts";

export const HookError = defineErrors("HOOK", {
  REENTERED: (hook: string, by: string) => ({
    message: `"${by}" fired the hook ${hook} while it was answering the same hook.`,
    hint: "Do the work after the tap has returned, for example in a background loop.",
  }),
  TAP_REFUSED: (hook: string, by: string, why: string) => ({
    message: `"${by}" cannot tap ${hook}: ${why}.`,
    hint: 'Write `tap("ask before deleting", (event) => ...)`. Order is a Stage (a whole number), then the order of the config; `before` could put a tap ahead of a guard. `timeoutMs` is above 0.',
  }),
  TAP_FAILED: (hook: string, by: string, why: string) => ({ message: `"${by}" failed in ${hook}: ${why}` }),
  TAP_LATE: (hook: string, by: string, timeoutMs: number) => ({
    message: `"${by}" did not answer ${hook} within ${timeoutMs} ms.`,
    hint: "Give the tap a longer timeoutMs, or move slow work out of the hook.",
  }),
  NONSENSE: (hook: string, by: string, got: string) => ({
    message: `"${by}" answered ${hook} with ${got}, which means nothing there.`,
    hint: "A gate returns nothing, deny, ask or advise; a pipeline nothing, hold, or a copy of its event with the same identity; others nothing.",
  }),
  OVERFLOW: (hook: string, by: string, dropped: number) => ({
    message: `"${by}" is too slow for ${hook}: ${dropped} events waited, and older ones were dropped.`,
    hint: "Whoever must miss nothing follows the journal instead of a notice.",
  }),
});
