import type { CheckedChannel } from "./check-report.ts";

/** What to do so that somebody may write on the channels that a plugin has brought; nothing where somebody may already. */
export function letSomebodyIn(channels: readonly Omit<CheckedChannel, "plugin">[]): readonly string[] {
  return channels
    .filter(({ deserted }) => deserted)
    .flatMap(({ id, pairing }) => {
      const who = `${id}:<your id there>`;
      return [
        `Nobody may write on ${id} yet. Let yourself in, in one of these ways:`,
        `  instar access grant "${who}" --owner`,
        `  access({ owners: ["${who}"] }) in the config`,
        ...(pairing ? [`  write something there, and then: instar pair approve <the code that you are answered with> --owner`] : []),
      ];
    });
}
