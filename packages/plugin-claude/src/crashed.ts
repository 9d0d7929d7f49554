import type { TurnError } from "@instar/kernel/contracts";

/** Why the program ended although nobody had asked it to. `broken`: we ended it, because it could not be supervised. */
export function crashed(broken: Error | undefined, code: number | null, errors: string): TurnError {
  if (broken !== undefined) return { kind: "crashed", text: broken.message };
  const last = errors.trim().split("\n").at(-1)?.slice(0, 200);
  return {
    kind: "crashed",
    text: `Claude Code ended unexpectedly (${code === null ? "killed" : `exit code ${code}`}).`,
    ...(last && { hint: `It said: ${last}` }),
  };
}
