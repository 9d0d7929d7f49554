import type { Ask } from "@instar/kernel/command";

/** The time that is left, on one line that is written over; on what is no terminal nothing. */
export function showLeft(output: { readonly isTTY?: boolean; write(text: string): unknown }) {
  let shown = false;

  function clear() {
    if (shown) output.write("\r\u001b[K");
    shown = false;
  }

  return {
    left(ms: number) {
      if (output.isTTY !== true) return;
      const seconds = Math.ceil(ms / 1_000);
      output.write(`\r\u001b[KWaiting, for ${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")} more. Ctrl-C ends it and changes nothing.`);
      shown = true;
    },
    clear,
    /** Questions stand where the line was. */
    around: (ask: Ask): Ask => ({
      ...ask,
      confirm(...asked) {
        clear();
        return ask.confirm(...asked);
      },
      choose(...asked) {
        clear();
        return ask.choose(...asked);
      },
    }),
  };
}
