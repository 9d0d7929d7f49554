import { join } from "node:path";
import { confirm, isCancel } from "@clack/prompts";
import { InstarError } from "@instar/kernel/command";
import { openLock } from "@instar/plugin-store";
import { CliError } from "../errors.ts";
import { makePrivateFolder, projectPaths } from "../project/project-paths.ts";

/** Held while a command changes the plugins of a folder or reloads them. Rejects with CLI_CHANGE_UNDER_WAY. */
export async function holdChanges(project: string): Promise<AsyncDisposable> {
  const { home } = projectPaths(project);
  makePrivateFolder(home);
  try {
    return await openLock(join(home, "change.db"));
  } catch (error) {
    throw InstarError.is(error, "STORE_LOCKED") ? CliError.CHANGE_UNDER_WAY(project) : error;
  }
}

/** How a command gets its yes. */
export interface Consent {
  readonly yes: boolean;
  /** Somebody sits at a terminal and may be asked. */
  readonly asking: boolean;
  /** For what has to be read before. */
  say(text: string): void;
}

/** `unasked`: nobody was there to say yes. */
export async function agree({ yes, asking }: Consent, question: string): Promise<"yes" | "no" | "unasked"> {
  if (yes) return "yes";
  if (!asking) return "unasked";
  const answer = await confirm({ message: question });
  return !isCancel(answer) && answer ? "yes" : "no";
}

/** Steps that are taken back, newest first, unless the change is kept. */
export function createUndo() {
  const steps: (() => Promise<string | undefined> | string | undefined)[] = [];
  return {
    push: (step: (typeof steps)[number]) => void steps.push(step),
    keep: () => void steps.splice(0),
    /** What could not be taken back, for people. */
    async run(): Promise<readonly string[]> {
      const left: string[] = [];
      for (const step of steps.splice(0).reverse()) {
        try {
          const note = await step();
          if (note !== undefined) left.push(note);
        } catch (error) {
          left.push(`Not everything could be put back: ${(error as Error).message}`);
        }
      }
      return left;
    },
  };
}
