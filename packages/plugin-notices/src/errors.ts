import { defineErrors } from "@instar/kernel/command";

export const NoticesError = defineErrors("NOTICES", {
  MALFORMED: (what: string) => ({
    message: `A notice could not be taken: ${what}.`,
    hint: 'A notice has a key of 1 to 200 characters, a level ("info", "attention" or "urgent"), a title and a text.',
  }),
  NO_SUCH_ITEM: (id: string) => ({
    message: `There is no attention item "${id}".`,
    hint: "`instar attention` lists those that are not done; in a chat, `/attention` does.",
  }),
});
