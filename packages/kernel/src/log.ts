import type { Logger } from "./plugin.ts";
import type { Redactor } from "./redact.ts";

/** A logger that adds `fields` to every line and removes secrets before `sink` sees them. */
export function createLog(sink: Logger, redactor: Redactor, fields: object): Logger {
  const at = (level: keyof Logger) => (text: string, more?: object) => sink[level](redactor.redactText(text), redactor.redact({ ...fields, ...more }));
  return { debug: at("debug"), info: at("info"), warn: at("warn"), error: at("error") };
}

const quiet = () => {};

/** For embedders that want no log. */
export const silentLog: Logger = { debug: quiet, info: quiet, warn: quiet, error: quiet };
