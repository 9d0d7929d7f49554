import { InstarError } from "@instar/kernel";
import type { HealthCheck } from "@instar/kernel/contracts";
import { findExecutable, readVersion } from "./executable.ts";
import { isTested, testedRange } from "./tested-versions.ts";

/** Whether the program is there and of a tested version. Starts `claude --version`, nothing else. */
export function claudeHealth(
  find: () => { readonly executable: string | undefined; readonly project: string; readonly env: Readonly<Record<string, string>> },
): HealthCheck {
  return {
    id: "claude",
    async run(signal) {
      try {
        const { executable, project, env } = find();
        const version = await readVersion(await findExecutable({ executable, path: env.PATH, project }), env, signal);
        if (!isTested(version))
          return {
            status: "warn",
            summary: `Claude Code ${version}; tested is ${testedRange}.`,
            why: "Whether its gate holds was not tried with this version.",
            hint: "Take a tested one (claude install VERSION), or an Instar that knows yours.",
          };
        return { status: "ok", summary: `Claude Code ${version}.` };
      } catch (error) {
        const hint = (InstarError.is(error) ? error.hint : undefined) ?? "See what it says: claude --version";
        return { status: "fail", summary: error instanceof Error ? error.message : String(error), why: "Without it nobody answers.", hint };
      }
    },
  };
}

/** Looks after the house alone: its folder, its config, its commands. */
const houseGuard = "access";

/** Whether no plugin looks at what the program does with anything but the house itself. */
export const isLeftToItself = (guards: readonly string[]): boolean => guards.every((name) => name === houseGuard);

/** Loud when nobody guards: with permissions bypassed, every command would run. */
export function guardHealth(guards: () => readonly string[]): HealthCheck {
  return {
    id: "claude-guard",
    run() {
      const names = guards();
      if (isLeftToItself(names))
        return {
          status: "warn",
          summary: `No plugin ${names.length === 0 ? "" : "but the house's own "}guards \`preToolUse\`: Claude Code may run every command of its model${names.length === 0 ? "" : " that leaves the house alone"}.`,
          why: "What a model does by mistake, or because a text that it read said so, is done on this machine.",
          hint: "Add a plugin that guards preToolUse to instar.config.ts; ten lines are enough for a first one (docs/tutorial.md).",
        };
      return { status: "ok", summary: `Guarded by ${names.join(", ")}.` };
    },
  };
}
