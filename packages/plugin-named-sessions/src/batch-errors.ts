import { defineErrors } from "@instar/kernel/command";

export const BatchError = defineErrors("SESSION_BATCH", {
  NO_FILE: (file: string, why: string) => ({
    message: `The batch ${file} can't be read: ${why}`,
    hint: "Name a JSON or YAML file, or - for the standard input.",
  }),
  NOT_READABLE: (file: string, kind: string, why: string) => ({
    message: `The batch ${file} is not ${kind}: ${why}`,
    hint: 'A batch is a list: [{ "name": "reviewer", "prompt": "Read README.md and name its weakest sentence." }]',
  }),
  NO_LIST: (file: string, what: string) => ({
    message: `The batch ${file} holds ${what}, and a batch is a list of sessions.`,
    hint: 'Write it as [{ "name": "reviewer", "prompt": "Read README.md and name its weakest sentence." }]',
  }),
  INVALID: (file: string, problems: readonly string[], entries: number) => ({
    message: [
      `Nothing was started: ${problems.length === 1 ? "a mistake" : `${problems.length} mistakes`} in ${file}.`,
      ...problems.map((text) => `  ${text}`),
    ].join("\n"),
    hint: `The ${entries === 1 ? "entry counts" : `${entries} entries count`} from [0].`,
  }),
  BAD_PARALLEL: (value: number) => ({ message: `--parallel must be 1 to 64, not ${value}.` }),
});
