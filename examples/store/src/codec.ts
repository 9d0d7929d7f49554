import type { Versioned } from "@instar/kernel/contracts";
import { JsonStoreError } from "./errors.ts";
import type { Kept } from "./state.ts";

const reasonOf = (error: unknown) => (error instanceof Error ? error.message : String(error));

/** Validates what goes in, and migrates and validates what comes out. A value that cannot be read stays in the file. */
export function codecOf<T>(space: string, shape: Versioned<T>) {
  const validate = (value: unknown): T => {
    const outcome = shape.schema["~standard"].validate(value);
    if ("then" in outcome) throw new Error("its schema answers with a promise");
    if (outcome.issues !== undefined) throw new Error(outcome.issues.map(({ message }) => message).join("; "));
    return outcome.value;
  };

  return {
    /** A copy: what the caller changes later is not stored. */
    encode(key: string, value: T): Kept {
      try {
        return { version: shape.version, value: JSON.parse(JSON.stringify(validate(JSON.parse(JSON.stringify(value))))) as unknown };
      } catch (error) {
        throw JsonStoreError.VALUE_INVALID(space, key, reasonOf(error), { cause: error });
      }
    },
    decode(key: string, { version, value }: Kept): T {
      if (version > shape.version) throw JsonStoreError.SHAPE_NEWER(space, key, version, shape.version);
      try {
        let current: unknown = structuredClone(value);
        for (let at = version; at < shape.version; at += 1) {
          const step = shape.migrate?.[at];
          if (step === undefined) throw new Error(`there is no migration from version ${at}`);
          current = step(current);
        }
        return validate(current);
      } catch (error) {
        throw JsonStoreError.VALUE_UNREADABLE(space, key, reasonOf(error), { cause: error });
      }
    },
  };
}
