import type { Snapshot } from "@instar/kernel/contracts";
import { z } from "zod";

export const driverId = "local-model";

/** `answered` is null while the model was asked and has not answered. */
const turn = z.object({ id: z.string(), asked: z.string(), answered: z.string().nullable() });

/** All that a session remembers, oldest first. It is the snapshot, so a restart loses nothing. */
export type Conversation = readonly Readonly<z.output<typeof turn>>[];

export const snapshotOf = (conversation: Conversation): Snapshot => ({ driver: driverId, version: 1, data: conversation });

/** Throws when another driver, or a later version of this one, wrote it. */
export function readSnapshot({ driver, version, data }: Snapshot): Conversation {
  if (driver !== driverId || version !== 1) throw new Error(`A snapshot of ${driver} in version ${version} cannot be read here.`);
  return z.array(turn).parse(data);
}

export const withAnswer = (conversation: Conversation, id: string, answered: string): Conversation =>
  conversation.map((each) => (each.id === id ? { ...each, answered } : each));

/** What the model is sent for the question `id`: who it is, and what was said before. */
export function messagesFor(system: string, conversation: Conversation, id: string): readonly { readonly role: string; readonly content: string }[] {
  const upTo = conversation.findIndex((each) => each.id === id) + 1;
  const said = conversation
    .slice(0, upTo)
    .flatMap(({ asked, answered }) => [{ role: "user", content: asked }, ...(answered === null ? [] : [{ role: "assistant", content: answered }])]);
  return [...(system === "" ? [] : [{ role: "system", content: system }]), ...said];
}
