import { posix } from "node:path";
import type { Unwrapped } from "./unwrap.ts";

/** Where a path of a container lies outside of it; undefined when it is not shared, and lost with the container anyhow. */
export function sharedPath(path: string, mounts: Unwrapped["mounts"]): string | undefined {
  const certain = path.replace(/[\uE000-\uE00F].*$/s, "");
  for (const [inside, outside] of mounts) {
    if (path === inside || path.startsWith(`${inside === "/" ? "" : inside}/`)) return posix.join(outside, path.slice(inside.length));
    // What holds a shared folder takes it along.
    if (inside.startsWith(`${path === "/" ? "" : path}/`) || (certain !== path && inside.startsWith(certain))) return outside;
  }
  return undefined;
}
