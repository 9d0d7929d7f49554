import { type Logger, systemClock } from "@instar/kernel";

const windowMs = 1_000;
const linesPerWindow = 500;

/** A log that takes so many lines a second and says once when it drops more: writing them down must not keep the house busy. */
export function limitLines(log: Logger): (level: keyof Logger, text: string, fields: object) => void {
  let began = 0;
  let lines = 0;
  return (level, text, fields) => {
    const now = systemClock.now();
    if (now - began >= windowMs || now < began) {
      began = now;
      lines = 0;
    }
    lines += 1;
    if (lines <= linesPerWindow) log[level](text, fields);
    else if (lines === linesPerWindow + 1) log.warn("A plugin writes more lines than are kept.", { keptPerSecond: linesPerWindow });
  };
}
