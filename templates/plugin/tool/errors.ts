import { defineErrors } from "@instar/kernel";

/** An agent that used the tool wrongly reads both sentences, so that its next try is better. */
export const __pascal__Error = defineErrors("__constant__", {
  NO_SUCH_ZONE: (zone: string) => ({ message: `There is no time zone "${zone}".`, hint: "Name one as the IANA does, such as Europe/Oslo." }),
});
