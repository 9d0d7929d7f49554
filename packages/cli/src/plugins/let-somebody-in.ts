import type { CheckedChannel } from "./check-report.ts";

type Deserted = Omit<CheckedChannel, "plugin">;

/** A command that leads somebody on, and the question whether to give it now. */
export interface NextStep {
  readonly words: readonly string[];
  readonly question: string;
  /** It has to find the agent running with the new config; a set-up of a plugin's own sees to that itself. */
  readonly needsAgent: boolean;
}

/** The set-up of a plugin's own, where it has one; else, for each of its channels on which nobody may write, the wait for the first message there. */
export function stepsAfterAdding(plugin: string, commands: readonly string[], channels: readonly Deserted[]): readonly NextStep[] {
  const own = `${plugin} setup`;
  if (commands.includes(own)) return [{ words: own.split(" "), question: `Set ${plugin} up now?`, needsAgent: false }];
  return channels
    .filter(({ deserted }) => deserted)
    .map(({ id }) => ({ words: ["access", "meet", id], question: `Nobody may write on ${id} yet. Let yourself in now?`, needsAgent: true }));
}

/** What to do so that somebody may write on the channels that a plugin has brought; nothing where somebody may already. `steps`: what leads there by itself. */
export function letSomebodyIn(channels: readonly Deserted[], steps: readonly NextStep[]): readonly string[] {
  return channels
    .filter(({ deserted }) => deserted)
    .flatMap(({ id, pairing }) => {
      const who = `${id}:<your id there>`;
      const led = steps.find(({ words }) => words.at(-1) === id) ?? steps[0];
      return [
        `Nobody may write on ${id} yet. Let yourself in, in one of these ways:`,
        ...(led ? [`  instar ${led.words.join(" ")}   (waits for your first message, and asks whether it is you)`] : []),
        `  instar access grant "${who}" --owner`,
        `  access({ owners: ["${who}"] }) in the config`,
        ...(pairing ? [`  write something there, and then: instar pair approve <the code that you are answered with> --owner`] : []),
      ];
    });
}
