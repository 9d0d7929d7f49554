import type { Clock } from "@instar/kernel";
import type { SessionEvent } from "@instar/kernel/contracts";
import { describeDoing } from "./describe-doing.ts";
import type { Doing } from "./plan-progress.ts";

const minuteMs = 60_000;

export interface FollowedDoing {
  readonly now: () => Doing;
  readonly heard: (event: SessionEvent) => void;
  /** It says nothing, or has trouble, until it is heard of again. */
  readonly silent: (minutes: number) => void;
  readonly trouble: (sentence: string) => void;
  readonly forget: () => void;
}

/** Follows what an agent does in a turn. */
export function createDoing(clock: () => Pick<Clock, "now">): FollowedDoing {
  const tools = new Map<string, string>();
  let last: string | undefined;
  let silentSince: number | undefined;
  let trouble: string | undefined;

  return {
    now() {
      const what = [...tools.values()].at(-1) ?? last;
      return {
        running: tools.size > 0,
        ...(what === undefined ? {} : { what }),
        ...(silentSince === undefined ? {} : { silentMinutes: Math.round((clock().now() - silentSince) / minuteMs) }),
        ...(trouble === undefined ? {} : { trouble }),
      };
    },
    heard(event) {
      silentSince = undefined;
      if (event.type !== "retry") trouble = undefined;
      if (event.type === "tool-start") {
        last = describeDoing(event.tool, event.action);
        tools.set(event.id, last);
      }
      if (event.type === "tool-end") tools.delete(event.id);
    },
    silent(minutes) {
      silentSince = clock().now() - minutes * minuteMs;
    },
    trouble(sentence) {
      trouble = sentence;
    },
    forget() {
      tools.clear();
      last = undefined;
      silentSince = undefined;
      trouble = undefined;
    },
  };
}
