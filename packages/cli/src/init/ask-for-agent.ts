import { cancel, isCancel, select, text } from "@clack/prompts";
import { CliError } from "../errors.ts";
import type { Choice } from "./choose-agent.ts";
import { chooseAgent } from "./choose-agent.ts";
import { nameFrom } from "./create-agent.ts";

/** The answer, or the end of the command when the person left. */
export function answered<T>(answer: T): Exclude<T, symbol> {
  if (!isCancel(answer)) return answer as Exclude<T, symbol>;
  cancel("Nothing was changed.");
  throw CliError.LEFT();
}

/** Asks for a name and who shall answer; `suggested` is what Enter takes. */
export async function askForAgent(suggested: Choice & { readonly name: string }): Promise<Choice & { readonly name: string }> {
  const name = answered(
    await text({
      message: "What is your agent called?",
      initialValue: suggested.name,
      validate: (value) => (nameFrom(value ?? "") === value ? undefined : "Small letters, digits and hyphens, please."),
    }),
  );
  const agent = answered(
    await select({
      message: "Who answers?",
      initialValue: suggested.agent,
      options: [
        { value: "claude" as const, label: "Claude Code", hint: suggested.agent === "claude" ? "installed and logged in" : suggested.because },
        { value: "offline" as const, label: "The offline agent", hint: "no model, no login; for a first look" },
      ],
    }),
  );
  return { ...(agent === suggested.agent ? suggested : await chooseAgent(agent)), name };
}
