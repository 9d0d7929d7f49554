import type { Records } from "@instar/kernel/contracts";

/** Undefined: there are none. */
export async function firstKey(records: Pick<Records<unknown>, "entries">): Promise<string | undefined> {
  for await (const [key] of records.entries()) return key;
  return undefined;
}
