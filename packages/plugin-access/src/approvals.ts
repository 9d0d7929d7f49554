import { definePlugin, optional, scopedService } from "@instar/kernel";
import { Access, Approvals, ChatCommands, Events, Store } from "@instar/kernel/contracts";
import { Conversations } from "@instar/plugin-conversations/contract";
import { answerCommands } from "./answer-commands.ts";
import { approvalsOptions } from "./approvals-options.ts";
import { Tellers } from "./contract.ts";
import { ownerOnly } from "./owner-only.ts";
import { createQuestionDesk } from "./question-desk.ts";
import { questionShape } from "./stored-question.ts";

export { Approvals } from "@instar/kernel/contracts";

/** Puts what the gates ask before the owner, where they are, and lets one answer allow one call once. */
export default definePlugin({
  api: 1,
  name: "approvals",
  options: approvalsOptions,
  needs: { store: Store, conversations: Conversations, access: optional(Access), events: optional(Events) },
  provides: scopedService<Approvals>(Approvals.id),
  setup({ options, services, hooks, contribute, own, clock, log }) {
    const { store, conversations, access, events } = services;
    const desk = own(createQuestionDesk({ ...options, records: store.records("questions", questionShape), store, conversations, access, events, clock, log }));

    for (const command of answerCommands(desk)) contribute(ChatCommands, command);
    contribute(Tellers, conversations.tell);
    hooks.start.tap("withdraw the questions that a restart left open", () =>
      desk.takeUp().catch((error: Error) => log.error("What a restart left open could not be withdrawn; it does not run all the same.", { error })),
    );
    hooks.sessionEnd.tap("withdraw the questions of a session that ended", ({ session }) => desk.sessionEnded(session.id));
    hooks.stop.tap("withdraw what is open", () => desk.close());
    const { request, list, answer } = desk;
    return ownerOnly<Approvals>({ request, list, answer }, ["answer"], { events, log });
  },
});
