import { service } from "@instar/kernel";

/** What words mean in this house. Whoever needs it imports this file alone, so that another plugin may provide it. */
export interface __pascal__ {
  /** Undefined when nobody has explained the word. Capital letters make no difference. */
  explain(word: string): Promise<string | undefined>;
  /** In alphabetical order, in small letters. */
  words(): Promise<readonly string[]>;
}

export const __pascal__ = service<__pascal__>("__name__");
