import { defineErrors } from "@instar/kernel/command";

export const JobCommandError = defineErrors("JOB_COMMAND", {
  MALFORMED: (why: string, hint: string) => ({ message: why, hint }),
  UNREADABLE: (file: string, why: string) => ({ message: `${file} can't be read: ${why}`, hint: "Name a file that is there." }),
});
