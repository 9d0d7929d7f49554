import { relative, sep } from "node:path";
import { fileURLToPath } from "node:url";

interface Thrown {
  readonly stack?: unknown;
  readonly cause?: unknown;
}

const frame = /(?:\(|at (?:async )?)(file:\/\/.+|\/.+|[A-Za-z]:[\\/].+):(\d+):\d+\)?$/;
const notOwn = /(^|[\\/])(node_modules|\.instar)[\\/]/;
/** A chain of causes may be a ring. */
const deepest = 10;

function firstOwn(stack: string, project: string): string | undefined {
  for (const line of stack.split("\n")) {
    const [, named = "", row] = frame.exec(line) ?? [];
    const file = named.startsWith("file://") ? fileURLToPath(named) : named;
    const path = relative(project, file);
    if (file !== "" && !path.startsWith(`..${sep}`) && !notOwn.test(path)) return `${path}:${row}`;
  }
  return undefined;
}

/** Where in the agent's own files something was thrown, as `plugins/mine.ts:9`: the first cause knows best. Packages are nobody's own. A config is compiled line by line, so columns say nothing. */
export function placeOf(thrown: unknown, project: string, depth = 0): string | undefined {
  if (typeof thrown !== "object" || thrown === null || depth > deepest) return undefined;
  const { stack, cause } = thrown as Thrown;
  return placeOf(cause, project, depth + 1) ?? (typeof stack === "string" ? firstOwn(stack, project) : undefined);
}

/** The sentence with the place behind it, unless it names a line already. */
export const withPlace = (message: string, place: string | undefined): string =>
  place === undefined || /:\d+:\d+/.test(message) ? message : `${message} (${place})`;
