import type { HealthCheck } from "@instar/kernel/contracts";
import { InstarError } from "@instar/kernel";
import { findExecutable, readVersion } from "./executable.ts";
import { isTested, testedRange } from "./tested-versions.ts";

/** Whether the program is there and of a tested version. Starts `claude --version`, nothing else. */
export function claudeHealth(find: () => { readonly executable: string | undefined; readonly project: string; readonly env: Readonly<Record<string, string>> }): HealthCheck {
  return {
    id: "claude",
    async run(signal) {
      try {
        const { executable, project, env } = find();
        const version = await readVersion(await findExecutable({ executable, path: env.PATH, project }), env, signal);
        if (!isTested(version)) return { status: "warn", summary: `Claude Code ${version}; tested is ${testedRange}.`, hint: "Its gate was not tried with this version." };
        return { status: "ok", summary: `Claude Code ${version}.` };
      } catch (error) {
        const hint = InstarError.is(error) ? error.hint : undefined;
        return { status: "fail", summary: error instanceof Error ? error.message : String(error), ...(hint !== undefined && { hint }) };
      }
    },
  };
}

/** Loud when nobody guards: with permissions bypassed, every command would run. */
export function guardHealth(guarded: () => boolean | undefined): HealthCheck {
  return {
    id: "claude-guard",
    run: () =>
      guarded() === false
        ? { status: "warn", summary: "No plugin guards `preToolUse`: Claude Code may run every command of its model.", hint: "Add safety() to the plugins of instar.config.ts." }
        : { status: "ok", summary: guarded() === undefined ? "Whether a plugin guards `preToolUse` is not known here." : "A plugin guards `preToolUse`." },
  };
}
