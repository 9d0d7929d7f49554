import type { Versioned } from "@instar/kernel/contracts";
import { StoreError } from "./errors.ts";

/** Turns values of one namespace into stored text and back. Both ways are validated, so what was written can be read. */
export interface Codec<T> {
  readonly version: number;
  /** Throws STORE_VALUE_INVALID. */
  encode(key: string, value: T): string;
  /** Migrates an older version. Throws STORE_SHAPE_NEWER or STORE_VALUE_UNREADABLE; the stored text stays as it is. */
  decode(key: string, version: number, text: string): T;
}

export function codecOf<T>(space: string, shape: Versioned<T>): Codec<T> {
  if (!Number.isInteger(shape.version) || shape.version < 1) throw StoreError.SHAPE_INVALID(space, shape.version);

  const validate = (value: unknown): { readonly value: T } | { readonly reason: string } => {
    const outcome = shape.schema["~standard"].validate(value);
    if ("then" in outcome) throw StoreError.SCHEMA_ASYNC(space);
    if (outcome.issues === undefined) return { value: outcome.value };
    return { reason: outcome.issues.slice(0, 3).map(describeIssue).join("; ") };
  };

  return {
    version: shape.version,
    encode(key, value) {
      let plain: unknown;
      try {
        const text = JSON.stringify(value);
        if (text === undefined) throw new TypeError("it is not JSON");
        plain = JSON.parse(text);
      } catch (cause) {
        throw StoreError.VALUE_INVALID(space, key, reasonOf(cause), { cause });
      }
      const outcome = validate(plain);
      if ("reason" in outcome) throw StoreError.VALUE_INVALID(space, key, outcome.reason);
      return JSON.stringify(outcome.value);
    },
    decode(key, version, text) {
      if (version > shape.version) throw StoreError.SHAPE_NEWER(space, key, version, shape.version);
      let value: unknown;
      try {
        value = JSON.parse(text);
        for (let at = version; at < shape.version; at++) {
          const step = shape.migrate?.[at];
          if (step === undefined) throw new TypeError(`there is no migration from version ${at}`);
          value = step(value);
        }
      } catch (cause) {
        throw StoreError.VALUE_UNREADABLE(space, key, cause instanceof SyntaxError ? "it is not JSON" : reasonOf(cause), { cause });
      }
      const outcome = validate(value);
      if ("reason" in outcome) throw StoreError.VALUE_UNREADABLE(space, key, outcome.reason);
      return outcome.value;
    },
  };
}

type Issue = { readonly message: string; readonly path?: readonly (PropertyKey | { readonly key: PropertyKey })[] | undefined };

function describeIssue(issue: Issue): string {
  const path = (issue.path ?? []).map((part) => String(typeof part === "object" ? part.key : part)).join(".");
  return path === "" ? issue.message : `${path}: ${issue.message}`;
}

const reasonOf = (error: unknown) => (error instanceof Error ? error.message : String(error));
