import { type Clock, InstarError } from "@instar/kernel";
import type { OpenOptions, Session, Sessions } from "@instar/kernel/contracts";
import type { NamedTurn } from "./contract.ts";
import { NamedSessionsError } from "./errors.ts";
import type { NamedBook } from "./named-book.ts";
import { toError } from "./run-turn.ts";
import { keyOf, type StoredNamed, unmarked } from "./stored-session.ts";

/** Somebody ended what was about to begin. */
export class Cut extends Error {}

/** Why a turn could not begin. */
export function failure(error: unknown): NonNullable<NamedTurn["error"]> {
  const kind = InstarError.is(error, "NAMED_SESSIONS_OVER") ? "limit" : "start";
  if (InstarError.is(error)) return toError({ kind, text: error.message, ...(error.hint !== undefined && { hint: error.hint }) });
  return { kind, text: error instanceof Error ? error.message : String(error) };
}

/** Brings one session's processes up, as it was asked for. */
export interface Opener {
  readonly opening: boolean;
  /** Rejects with a `Cut` when it was given up. Why it failed otherwise is on the session's record. */
  open(stored: StoredNamed): Promise<Session>;
  /** Gives up what is being opened; whether there was something. */
  cut(reason: string): boolean;
  /** Keeps how it ended by itself, or that it lives again. */
  mark(as: "failed" | undefined, error?: string): Promise<void>;
}

export interface OpenerHouse {
  readonly book: NamedBook;
  readonly sessions: Sessions;
  readonly clock: Clock;
  /** Rejects when no session may work there by now: a link may lead elsewhere than when it was asked for. */
  readonly checkFolder: (folder: string) => Promise<unknown>;
  readonly closing: AbortSignal;
}

/** `begun`: it has a past of its own, and no longer branches off. */
function optionsOf({ workDir, purpose, model, permissionMode, tools, agent, instructions, limits, from }: StoredNamed, begun: boolean): OpenOptions {
  return {
    cwd: workDir,
    purpose,
    ...(model !== undefined && { model }),
    ...(permissionMode !== undefined && { permissionMode }),
    ...(tools && { tools }),
    ...(agent !== undefined && { agent }),
    ...(instructions !== undefined && { instructions }),
    ...(limits && { limits }),
    ...(from && !begun && { from }),
  };
}

export function createOpener(name: string, { book, sessions, clock, checkFolder, closing }: OpenerHouse): Opener {
  const key = keyOf(name);
  const openings = new Set<AbortController>();

  async function mark(as: "failed" | undefined, error?: string): Promise<void> {
    await book.update(name, (stored) => {
      if (!stored || stored.mark === "paused" || (stored.mark === as && stored.error === error)) return undefined;
      return { ...unmarked(stored), ...(as && { mark: as }), ...(error !== undefined && { error }), usedAt: clock.now() };
    });
  }

  return {
    get opening() {
      return openings.size > 0;
    },
    mark,
    async open(stored) {
      const abort = new AbortController();
      openings.add(abort);
      try {
        await checkFolder(stored.workDir);
        const begun = (await sessions.record(key)) !== undefined;
        return await sessions.open(key, optionsOf(stored, begun), AbortSignal.any([abort.signal, closing]));
      } catch (refused) {
        const over = InstarError.is(refused, "SESSIONS_OVER_LIMIT") ? (await sessions.record(key))?.over : undefined;
        const error = over === undefined ? refused : NamedSessionsError.OVER(name, over.text, { cause: refused });
        if (!abort.signal.aborted && !closing.aborted) await mark("failed", failure(error).text);
        throw error;
      } finally {
        openings.delete(abort);
      }
    },
    cut(reason) {
      for (const opening of openings) opening.abort(new Cut(reason));
      return openings.size > 0;
    },
  };
}
