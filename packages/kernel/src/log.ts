import type { Logger } from "./plugin.ts";
import type { Redactor } from "./redact.ts";

/** A logger that adds `fields` to every line, whatever the line says of them, and removes secrets before `sink` sees them. Logging never fails. */
export function createLog(sink: Logger | undefined, redactor: Redactor, fields: object): Logger {
  const at = (level: keyof Logger) => (text: string, more?: object) => {
    try {
      sink?.[level](redactor.redactText(text), redactor.redact({ ...more, ...fields }));
    } catch {
      // A line that cannot be written must not open a gate or stop a plugin, and there is nowhere left to say so.
    }
  };
  return { debug: at("debug"), info: at("info"), warn: at("warn"), error: at("error") };
}
