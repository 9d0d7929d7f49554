import type { Message, SessionRef } from "@instar/kernel";
import type { SessionRecord, Sessions } from "@instar/kernel/contracts";
import { attributionOf, conversationOf, workerOf } from "../ledger/attribution.ts";
import type { Ledger } from "../ledger/ledger.ts";
import { type People, personOf } from "../ledger/people.ts";
import type { Subject } from "./budget.ts";

/** Of what something would be used, asked only while a budget is spent. */
export interface Subjects {
  ofRecord(record: SessionRecord, ref: SessionRef): Promise<Subject>;
  ofSession(ref: SessionRef): Promise<Subject>;
  ofMessage(message: Message): Promise<Subject>;
}

export function createSubjects(sessions: Pick<Sessions, "list">, people: People, ledger: Pick<Ledger, "base">): Subjects {
  async function of(ref: SessionRef, key: string, record: SessionRecord | undefined): Promise<Subject> {
    const base = await ledger.base(ref.id);
    const attribution = attributionOf(workerOf(ref, key, record, base?.delegation), people.in(ref.address) ?? base?.person);
    const { job, conversation, person, plugin, model, purpose } = attribution;
    return { job, conversation, person, plugin, model, purpose };
  }

  return {
    ofRecord: (record, ref) => of(ref, record.key, record),
    async ofSession(ref) {
      const record = (await sessions.list()).find(({ id }) => id === ref.id);
      return of(ref, record?.key ?? "", record);
    },
    async ofMessage(message) {
      const conversation = conversationOf(message.address);
      const record = (await sessions.list()).find(({ address, state }) => address && state !== "stopped" && conversationOf(address) === conversation);
      return { conversation, person: personOf(message), plugin: "conversations", purpose: "person", model: record?.model };
    },
  };
}
