import { homedir, release } from "node:os";
import type { KernelDescription } from "@instar/kernel";
import type { RecordedEvent } from "@instar/kernel/contracts";
import type { InboxRow, OutboxRow } from "@instar/plugin-conversations/contract";
import { createHouse, type House } from "../daemon/create-house.ts";
import { defaultPackages } from "../daemon/default-providers.ts";
import { type Examination, examine } from "../doctor/examine.ts";
import { readLogLines } from "../logs/read-log-lines.ts";
import { listPluginPackages } from "../project/plugin-packages.ts";
import { projectPaths } from "../project/project-paths.ts";
import { version } from "../version.ts";
import { configShape } from "./config-shape.ts";
import { createMask } from "./create-mask.ts";
import { configLiterals, knownSecrets } from "./known-secrets.ts";
import { shownLog } from "./shown-log.ts";

const logLines = 500;
const eventsCounted = 1_000;
const rowsMasked = 200;

export interface Entry {
  readonly name: string;
  /** What it is, for whoever decides about passing it on. */
  readonly about: string;
  readonly text: string;
}

const json = (value: unknown) => `${JSON.stringify(value, null, 2)}\n`;

/** What cannot be had is left out: a report is made when something is broken. */
async function ifPossible<T>(work: () => Promise<T> | undefined): Promise<T | undefined> {
  try {
    return await work();
  } catch {
    // The findings say what is broken; the rest of the report is made without this part.
    return undefined;
  }
}

function countEvents(events: readonly RecordedEvent[]) {
  const types: Record<string, number> = {};
  for (const { type } of events) types[type] = (types[type] ?? 0) + 1;
  const at = (event: RecordedEvent | undefined) => (event === undefined ? undefined : new Date(event.at).toISOString());
  return { newest: at(events[0]), oldest: at(events.at(-1)), types };
}

/** What people and the agent said lately, so that no line of the log can carry it out. */
async function saidLately(house: NonNullable<Examination["house"]>): Promise<readonly string[]> {
  const limit = rowsMasked;
  const inbox = (await ifPossible(() => house.call("conversations", "inbox", [{ limit }]) as Promise<readonly InboxRow[]>)) ?? [];
  const outbox = (await ifPossible(() => house.call("conversations", "outbox", [{ limit }]) as Promise<readonly OutboxRow[]>)) ?? [];
  const texts = [...inbox.flatMap(({ text, prepared, quoted }) => [text, prepared ?? "", quoted ?? ""]), ...outbox.flatMap(({ part }) => textsOf(part.body))];
  return texts.flatMap((text) => text.split("\n")).filter((line) => line.trim().length >= 8);
}

function versions(project: string, house: House | undefined) {
  return {
    instar: version,
    node: process.versions.node,
    platform: `${process.platform} ${release()} ${process.arch}`,
    packages: Object.fromEntries(listPluginPackages(project, defaultPackages).map((found) => [found.package, found.version])),
    plugins: house?.plugins.map(({ name }) => name),
  };
}

const namesOf = (description: KernelDescription | undefined, house: House | undefined): readonly string[] => [
  ...(description?.plugins ?? []).map(({ name }) => name),
  ...Object.keys(description?.hooks ?? {}),
  ...(house?.plugins ?? []).map(({ name }) => name),
];

/** The texts of a message, whatever its channel made of it. */
const textsOf = (body: unknown): readonly string[] => {
  if (typeof body === "string") return [body];
  return typeof body === "object" && body !== null ? Object.values(body).flatMap(textsOf) : [];
};

/** Everything that helps to understand what is wrong, and nothing that is anybody's secret or word. */
export async function collect(project: string): Promise<readonly Entry[]> {
  const paths = projectPaths(project);
  await using examination = await examine(project);
  const { house } = examination;
  const description = await ifPossible(() => house?.describe());
  const broken = examination.findings.some(({ id, status }) => id === "config" && status === "fail");
  const config = broken ? undefined : await ifPossible(() => createHouse(project, { command: "diagnose" }));
  const events = await ifPossible(() => house?.call("events", "list", [{ limit: eventsCounted }]) as Promise<readonly RecordedEvent[]> | undefined);
  const { shape, hidden, shown } = configShape(config?.plugins ?? []);
  const spared = new Set([...namesOf(description, config), ...shown]);
  const places = [
    [project, "<agent>"],
    [homedir(), "~"],
  ] as const;
  const secrets = knownSecrets(project, paths);
  const written = [...hidden, ...configLiterals(project)].filter((text) => !spared.has(text));
  const mask = createMask({ secrets: [...secrets, ...written, ...(house === undefined ? [] : await saidLately(house))], places });
  // Its texts are masked by what they are; the words that are left must not be taken for what stands in the config.
  const maskShape = createMask({ secrets, places });
  const log = readLogLines(paths.log, { limit: logLines, level: "info" }).flatMap((line) => shownLog(line) ?? []);
  const entries: readonly Entry[] = [
    { name: "versions.json", about: "versions of Instar, Node.js, the system and the plugins", text: json(versions(project, config)) },
    { name: "doctor.json", about: "what `instar doctor` found", text: json(examination.findings) },
    { name: "house.json", about: "plugins, hooks, services and points, and what failed", text: json(description ?? "The house could not be opened.") },
    {
      name: "config.json",
      about: "the shape of the config: every text is masked",
      text: json(config === undefined ? "The config could not be run." : shape),
    },
    { name: "events.json", about: "how many events of each type there were", text: json(events === undefined ? "There are none." : countEvents(events)) },
    { name: "log.jsonl", about: `the last ${log.length} lines of the log, without prose`, text: log.length === 0 ? "" : `${log.join("\n")}\n` },
  ];
  return entries.map((entry) => ({ ...entry, text: entry.name === "config.json" ? maskShape(entry.text) : mask(entry.text) }));
}
