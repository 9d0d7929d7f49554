import { InstarError } from "@instar/kernel";
import type { SessionRecord } from "@instar/kernel/contracts";
import { addressKey } from "../address-key.ts";
import { reasonOf } from "../reason-of.ts";
import type { CommandDoors, HouseCommand } from "./house-command.ts";

/** As drivers name them (`opus`, `claude-sonnet-4-5`, `sonnet[1m]`, `vendor/name:tag`), and nothing that a program would take for a switch. */
const modelName = /^[\p{L}\p{N}][\p{L}\p{N}._:@/[\]-]{0,99}$/u;

/** `opus (claude)`, or whose own choice it is. */
export const modelText = ({ model, driver }: Pick<SessionRecord, "model" | "driver">): string =>
  model === undefined ? `the one that ${driver} chooses` : `${model} (${driver})`;

/** `/model` says which model answers here; `/model NAME` changes it, from now on. */
export function chooseModel({ house: { sessions, log, closing } }: CommandDoors): HouseCommand {
  /** Where nobody has spoken yet there is nothing to change: a session begins with it. */
  async function change(key: string, model: string, address: Parameters<HouseCommand>[0]["row"]["address"]): Promise<void> {
    if (await sessions.record(key)) await sessions.amend(key, { model });
    else await sessions.open(key, { address, model }, closing);
  }

  return async ({ words, row, conversation: { address } }) => {
    const key = addressKey(address);
    if (words === "") {
      const record = await sessions.record(key);
      const more = row.from.trust === "owner" ? " /model NAME changes it." : "";
      return record ? `The model here is ${modelText(record)}.${more}` : `There is no session here yet.${more}`;
    }
    if (!modelName.test(words)) return "A model's name is one word, such as in: /model opus. Nothing was changed.";
    try {
      await change(key, words, address);
    } catch (error) {
      if (closing.aborted) throw error; // it is done at the next start
      log.warn("A model was not changed.", { error });
      return `The model was not changed. ${reasonOf(error)}${error instanceof InstarError && error.hint ? ` ${error.hint}` : ""}`;
    }
    return `From now on ${words} answers here.`;
  };
}
