/** Why a shell line is not run: it reaches `target`, is the owner's command `target`, or ends `target`. */
export interface ShellRefusal {
  readonly what: "reaches" | "owner" | "kills";
  readonly target: string;
}

export const reaches = (target: string | undefined): ShellRefusal | undefined => (target === undefined ? undefined : { what: "reaches", target });

export const owner = (verb: readonly string[]): ShellRefusal => ({ what: "owner", target: verb.slice(0, 2).join(" ") });

/** The first refusal, without asking further. */
export function firstOf<T>(values: Iterable<T>, judge: (value: T) => ShellRefusal | undefined): ShellRefusal | undefined {
  for (const value of values) {
    const refusal = judge(value);
    if (refusal !== undefined) return refusal;
  }
  return undefined;
}
