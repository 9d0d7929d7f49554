import type { Ask, CheckAnswer } from "@instar/kernel/command";
import { CliError } from "./errors.ts";
import { printable } from "./printable.ts";
import { typeHidden } from "./read-hidden.ts";

/** Loaded with the first question: most commands ask none. */
const prompts = () => import("@clack/prompts");

/** Puts questions at this terminal. Rejects with CLI_GAVE_UP when the person leaves, also by aborting `signal`. */
export function createAsk(signal: AbortSignal): Ask {
  /** A question that was left, or that nobody waits for any more. */
  async function answered<T>(answer: T): Promise<Exclude<T, symbol>> {
    const { isCancel } = await prompts();
    if (isCancel(answer) || signal.aborted) throw CliError.GAVE_UP();
    return answer as Exclude<T, symbol>;
  }

  async function checked(put: () => Promise<string>, check: CheckAnswer | undefined): Promise<string> {
    for (;;) {
      const answer = await put();
      const problem = await check?.(answer);
      if (problem === undefined) return answer;
      (await prompts()).log.warn(printable(problem));
    }
  }

  return {
    text: (question, { default: initialValue, check } = {}) =>
      checked(async () => {
        const { text } = await prompts();
        const answer = await text({ message: printable(question), ...(initialValue === undefined ? {} : { initialValue }), signal });
        return (await answered(answer)) ?? "";
      }, check),
    secret: (question, { check } = {}) =>
      checked(
        async () => {
          const typed = await typeHidden(`${printable(question)}: `);
          if (typed === undefined || signal.aborted) throw CliError.GAVE_UP();
          return typed.trim();
        },
        (answer) => (answer === "" ? "Nothing was typed." : check?.(answer)),
      ),
    async confirm(question, { default: initialValue = true } = {}) {
      const { confirm } = await prompts();
      return answered(await confirm({ message: printable(question), initialValue, signal }));
    },
    async choose<T>(question: string, choices: readonly { readonly value: T; readonly label: string; readonly hint?: string }[]): Promise<T> {
      const { select } = await prompts();
      // By number: what a choice stands for may be anything, and only some of it is compared by what it is
      const options = choices.map(({ label, hint }, value) => ({ value, label: printable(label), ...(hint === undefined ? {} : { hint: printable(hint) }) }));
      const chosen = await answered(await select({ message: printable(question), options, signal }));
      return (choices[chosen] as (typeof choices)[number]).value;
    },
  };
}
