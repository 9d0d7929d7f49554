import { openNumberOf } from "./open-files.ts";
import type { Place, Stream } from "./reading.ts";

const runsFile = /^((.*\/)?(ba|z|da|k|a)?sh|source|\.)$/;

/** The script that a shell is given as a file which the line itself has written. */
export function scriptOf([name = "", ...args]: readonly string[], { reading, scope }: Place): Stream | undefined {
  if (reading.written.size + scope.open.size === 0) return undefined;
  const path = runsFile.test(name) ? args.find((word) => !word.startsWith("-")) : name;
  const number = path === undefined ? undefined : openNumberOf(path);
  if (number !== undefined) return scope.open.get(number)?.input;
  const content = path === undefined ? undefined : (reading.written.get(path) ?? reading.written.get(path.replace(/^\.\//, "")));
  return content && { content, from: undefined, at: 0 };
}
