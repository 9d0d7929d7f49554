import type { ParsedScript } from "unbash";
import type { Stream } from "./reading.ts";

/** What stands behind the number of an open file. */
export interface Opened {
  /** What is read from it. */
  readonly input?: Stream | undefined;
  /** The file that is written to it. */
  readonly file?: string | undefined;
  /** What reads that which is written to it: `>(…)`, a coprocess. */
  readonly readers?: readonly ParsedScript[];
}

/** The number of an open file in a path of one: `/dev/fd/3`. */
export function openNumberOf(path: string): number | undefined {
  if (path === "/dev/stdin") return 0;
  const [, digits] = /^\/(?:dev|proc\/self)\/fd\/(\d{1,4})$/.exec(path) ?? [];
  return digits === undefined ? undefined : Number(digits);
}
