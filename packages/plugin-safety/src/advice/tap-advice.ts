import { type Advice, advise, type ToolCall } from "@instar/kernel";
import { SessionServers } from "@instar/kernel/contracts";
import type { SafetyParts } from "../parts.ts";
import { findPhrases } from "./find-phrases.ts";
import { finishesWork } from "./finished-work.ts";
import { claimsOfLooking, convergences, deferrals, forPeopleOnly } from "./phrases.ts";
import { type AdviceKind, convergenceReminder, deferralReminder, externalReminder, reflectionReminder, repeatReminder } from "./reminders.ts";
import { countFailure, repeats } from "./repeats.ts";
import { readSending, type Sending } from "./sending.ts";
import { shellCommands } from "./shell-commands.ts";
import { createTurns, type Turn } from "./turns.ts";

/** What the agent wrote is kept from its end. */
const mostText = 8_000;

/** What a job answers when all is well, by agreement; not somebody who gave up looking. */
const agreedSilence = /^nothing to report\.?$/i;

/** Reminds the agent, each time at most once per turn, and never stands in its way. */
export function tapAdvice({ options, services, hooks, contributions, own, log }: SafetyParts): void {
  const wanted = options.advice;
  const turns = createTurns();
  const ownServers = contributions(SessionServers);
  const isOwnServer = (name: string) => [...ownServers].some(({ value }) => value.name === name);

  function remindersFor(call: ToolCall, turn: Turn): readonly string[] {
    const said = turn.text;
    turn.text = "";
    const commands = shellCommands(call);
    const sending = readSending(call, commands, isOwnServer);
    const circle = repeats(turn, call);
    const reminders: readonly (readonly [AdviceKind, () => string | undefined])[] = [
      ["deferral", () => deferralIn([said, sending?.text ?? ""].join("\n\n"))],
      ["external", () => (sending?.to === "outside" ? externalReminder : undefined)],
      ["reflection", () => (finishesWork(commands) ? reflectionReminder : undefined)],
      ["convergence", () => (circle ? repeatReminder : convergenceIn(sending, turn))],
    ];
    if (sending === undefined && call.action.kind !== "write") turn.looked = true;
    return reminders.flatMap(([kind, remind]) => {
      const text = wanted[kind] && !turn.said.has(kind) ? remind() : undefined;
      if (text === undefined) return [];
      turn.said.add(kind);
      return [text];
    });
  }

  hooks.preToolUse.tap("remind", (call): Advice | undefined => {
    try {
      const texts = remindersFor(call, turns.of(call.session.id));
      return texts.length === 0 ? undefined : advise(texts.join("\n"));
    } catch (error) {
      // A gate that fails denies, and a reminder is not worth that.
      log.warn("No reminder could be given.", { tool: call.tool, error });
      return undefined;
    }
  });
  hooks.postToolUse.tap("count failures", ({ call, ok }) => {
    const turn = turns.find(call.session.id);
    if (turn !== undefined) countFailure(turn, call, ok);
  });
  own(
    services.sessions.listen(async (session, _key, event) => {
      if (event.type === "turn-end" || event.type === "exit") turns.end(session.id);
      else if (event.type === "text" && wanted.deferral) {
        const turn = turns.of(session.id);
        turn.text = (turn.text + event.delta).slice(-mostText);
      }
    }),
  );
  hooks.sessionEnd.tap("forget its turn", ({ session }) => turns.end(session.id));
}

function deferralIn(text: string): string | undefined {
  const kinds = findPhrases(text, deferrals, forPeopleOnly);
  return kinds.length === 0 ? undefined : deferralReminder(kinds);
}

function convergenceIn(sending: Sending | undefined, { looked }: Turn): string | undefined {
  if (sending === undefined || agreedSilence.test(sending.text.trim())) return undefined;
  const kinds = findPhrases(sending.text, looked ? convergences : { ...convergences, experience: [...convergences.experience, ...claimsOfLooking] });
  return kinds.length === 0 ? undefined : convergenceReminder(kinds);
}
