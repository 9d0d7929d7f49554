import { type Invocation, valuesOf } from "../invocation.ts";

/** Files whose content is put where others read it: a gist, a release, the text of an issue, a field of a request. */
export function sentToHost(call: Invocation): readonly string[] {
  const { plain } = call;
  const files = /^(gist|snippet) (create|new|edit)$|^release (create|upload)$/.test(plain.slice(0, 2).join(" ")) ? plain.slice(2) : [];
  if (plain[0] === "api")
    return [...valuesOf(call, "-f|-F|--field|--raw-field").flatMap((value) => /=@(.+)$/.exec(value)?.[1] ?? []), ...valuesOf(call, "--input")];
  return [...files, ...valuesOf(call, "-F|--body-file|--notes-file")];
}
