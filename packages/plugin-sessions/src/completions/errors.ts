import { defineErrors } from "@instar/kernel";

const usd = (amount: number) => `${amount.toFixed(2)} USD`;

export const CompletionsError = defineErrors("COMPLETIONS", {
  NONE: () => ({
    message: "No configured agent can answer a single question, so the model was not asked.",
    hint: "Add a plugin whose driver can, for example `claude()` from @instar/plugin-claude; everything else works without.",
  }),
  OFF: () => ({
    message: "Single questions to a model are turned off (`dailyUsd: 0`), so the model was not asked.",
    hint: "Give completions({ dailyUsd }) in instar.config.ts an amount to allow them.",
  }),
  SPENT: (dailyUsd: number, spentUsd: number) => ({
    message: `Single questions to a model have ${usd(dailyUsd)} a day; ${usd(spentUsd)} are spent or in use, so the model was not asked.`,
    hint: "Tomorrow there is a new budget. `instar completions spent` shows what it went to; raise `dailyUsd` of completions({ ... }) in instar.config.ts to allow more.",
  }),
  REFUSED: (plugin: string, why: string) => ({ message: `The model was not asked (${plugin}): ${why}`, hint: "Ask again then, or do without." }),
  ENDED: (why: string) => ({ message: `The question to the model was ended: ${why}`, hint: "Ask again later, or do without." }),
  NO_CAUSE: () => ({
    message: "A model is asked only for a cause that can be recorded, and none was given.",
    hint: 'Say in some words what the answer is for, for example `cause: "summary of a conversation"`.',
  }),
  BAD_REQUEST: (what: string, got: unknown) => ({ message: `The model was not asked: ${what}, and it was given ${String(got)}.` }),
  TOO_LONG: (length: number, most: number) => ({
    message: `The question is ${length} characters long and may have ${most}, so the model was not asked.`,
    hint: "Shorten it, or raise `maxPromptLength` of completions({ ... }).",
  }),
  BUSY: (waiting: number) => ({
    message: `${waiting} questions wait for the model already, so this one was not taken.`,
    hint: "Ask again later, or do without.",
  }),
  LATE: (timeoutMs: number) => ({
    message: `The model had not answered after ${timeoutMs} ms, so its answer is not waited for any longer.`,
    hint: "Ask again, ask for less, or raise `timeoutMs` of completions({ ... }).",
  }),
  FAILED: (driver: string, why: string, hint?: string) => ({ message: `The model could not answer (${driver}): ${why}`, ...(hint !== undefined && { hint }) }),
  NOT_SAVED: (conflict: string) => ({
    message: `What a question to the model costs could not be saved: ${conflict}`,
    hint: "Try again; `instar doctor` looks at the store.",
  }),
  STOPPING: () => ({ message: "The agent stops, so the model is not asked any more." }),
});
