import type { ToolCall } from "@instar/kernel";

const most = 1_000;

/** Which rule spoke against a call, until its decision is kept in the audit. At most the latest thousand. */
export interface FoundRules {
  note(call: Pick<ToolCall, "id" | "session">, rule: string): void;
  /** Undefined where none did. It is told once. */
  take(session: string, call: string): string | undefined;
}

export function createFoundRules(): FoundRules {
  const rules = new Map<string, string>();
  const keyOf = (session: string, call: string) => JSON.stringify([session, call]);
  return {
    note({ id, session }, rule) {
      rules.set(keyOf(session.id, id), rule);
      const [oldest] = rules.keys();
      if (oldest !== undefined && rules.size > most) rules.delete(oldest);
    },
    take(session, call) {
      const key = keyOf(session, call);
      const rule = rules.get(key);
      rules.delete(key);
      return rule;
    },
  };
}
