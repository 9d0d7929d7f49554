import type { SessionPurpose } from "@instar/kernel/contracts";
import type { BudgetState } from "../contract.ts";
import type { BudgetOption } from "../options.ts";

/** Of what something was, or would be, used: what a budget's `of` is held against. */
export interface Subject {
  readonly job?: string | undefined;
  readonly conversation?: string | undefined;
  readonly person?: string | undefined;
  readonly plugin?: string | undefined;
  readonly model?: string | undefined;
  readonly purpose?: SessionPurpose | undefined;
}

export interface Budget {
  readonly name: string;
  readonly per: BudgetState["per"];
  readonly usd?: number;
  readonly tokens?: number;
  /** Absent: it concerns everything. */
  readonly of?: Subject;
}

/** A conversation has its threads in it. */
const isWithin = (conversation: string, which: string) => conversation === which || conversation.startsWith(`${which}:`);

/** What is not known of the subject does not fit. */
export const concerns = ({ of = {} }: Budget, subject: Subject): boolean =>
  Object.entries(of).every(([what, which]) => {
    const its = subject[what as keyof Subject];
    if (which === undefined) return true;
    return what === "conversation" && its !== undefined ? isWithin(its, which) : its === which;
  });

export const describeOf = (of: Subject | undefined): string =>
  Object.entries(of ?? {})
    .flatMap(([what, which]) => (which === undefined ? [] : [what === "purpose" ? `work for ${which}s` : `${what} ${which}`]))
    .join(", ");

/** Each with a name of its own: what nobody named is called after its time and what it is for. */
export function namedBudgets(options: readonly BudgetOption[]): readonly Budget[] {
  const taken = new Set<string>();
  return options.map(({ name, per, usd, tokens, of }) => {
    const what = describeOf(of);
    const plain = name ?? (what === "" ? per : `${per}, ${what}`);
    let given = plain;
    for (let number = 2; taken.has(given); number++) given = `${plain} (${number})`;
    taken.add(given);
    return { name: given, per, ...(usd === undefined ? {} : { usd }), ...(tokens === undefined ? {} : { tokens }), ...(of === undefined ? {} : { of }) };
  });
}
