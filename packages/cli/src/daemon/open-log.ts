import { closeSync, fchmodSync, fstatSync, mkdirSync, openSync, renameSync, writeSync } from "node:fs";
import { dirname } from "node:path";
import type { Logger } from "@instar/kernel";
import { pino } from "pino";
import { printableJson } from "../printable.ts";
import { makePrivateFolder, type ProjectPaths } from "../project/project-paths.ts";

/** A log file is put aside when it is this long; three former ones are kept. */
const maxBytes = 5 * 1_024 * 1_024;
const kept = 3;

/** Appends lines to a file that only its owner reads, and puts it aside when it has grown. Written at once, so that a crash loses none. */
export function openRotatingFile(file: string, limitBytes = maxBytes): { write(line: string): void } & Disposable {
  const open = () => {
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
    const descriptor = openSync(file, "a", 0o600);
    fchmodSync(descriptor, 0o600);
    return { descriptor, size: fstatSync(descriptor).size };
  };
  const aside = (number: number) => file.replace(/(\.[^./]+)?$/, `.${number}$1`);
  let current = open();
  const rotate = () => {
    for (let number = kept; number >= 1; number--) {
      try {
        renameSync(number === 1 ? file : aside(number - 1), aside(number));
      } catch {
        // There are not that many former files yet.
      }
    }
    const former = current.descriptor;
    current = open();
    closeSync(former);
  };
  return {
    write(line) {
      try {
        if (current.size > 0 && current.size + line.length > limitBytes) rotate();
      } catch {
        // No new file can be begun: the former one goes on, and as much later it is tried again.
        current.size = 0;
      }
      try {
        current.size += writeSync(current.descriptor, line);
      } catch {
        // A full disk must not stop the agent; it is told where the disk matters, by the store.
      }
    },
    [Symbol.dispose]: () => closeSync(current.descriptor),
  };
}

export interface DaemonLog extends Logger, Disposable {
  /** From now on every line goes through this: the kernel knows the secrets, and not every line comes from it. */
  redactWith(redact: (text: string) => string): void;
  /** The same for what else is written down. */
  redact(text: string): string;
}

/** The daemon's log: one JSON line each. */
export function openLog(paths: ProjectPaths, { echo, level = "info" }: { readonly echo: boolean; readonly level?: string }): DaemonLog {
  makePrivateFolder(paths.logs);
  const file = openRotatingFile(paths.log);
  let redact = (text: string) => text;
  // Its terminal may go away first; an error that is thrown here would be logged, and thrown again.
  if (echo) process.stderr.on("error", () => undefined);
  const write = (line: string) => {
    const clean = printableJson(redact(line));
    file.write(clean);
    if (echo) process.stderr.write(clean);
  };
  const lines = pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: {
        level: (label) => ({ level: label }),
        // The log's own: a reader of JSON takes the last of two, so a line could give itself another hour or another rank
        log: ({ level: _level, time: _time, msg: _msg, ...fields }) => fields,
      },
      serializers: { error: (error: unknown) => (error instanceof Error ? pino.stdSerializers.err(error) : error) },
    },
    { write },
  );
  const at = (name: "debug" | "info" | "warn" | "error") => (text: string, fields?: object) => lines[name](fields ?? {}, text);
  return {
    debug: at("debug"),
    info: at("info"),
    warn: at("warn"),
    error: at("error"),
    redactWith: (change) => {
      redact = change;
    },
    redact: (text) => redact(text),
    [Symbol.dispose]: () => file[Symbol.dispose](),
  };
}
