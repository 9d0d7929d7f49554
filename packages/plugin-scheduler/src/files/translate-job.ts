import type { JobFields, JobImport } from "../contract.ts";

export type FieldReport = JobImport["report"][number]["fields"][number];

export interface TranslatedJob {
  readonly fields: JobFields;
  readonly body: string;
  readonly report: readonly FieldReport[];
}

interface Draft {
  fields: Record<string, unknown>;
  body: string;
  /** Why it must not run before somebody looked at it. */
  halted?: string;
}

type Outcome = Omit<FieldReport, "field">;
type Translate = (value: unknown, draft: Draft, isZone: (zone: string) => boolean) => Outcome | readonly FieldReport[];

const kept: Outcome = { outcome: "kept" };
const changed = (text: string): Outcome => ({ outcome: "changed", text });
const dropped = (text: string): Outcome => ({ outcome: "dropped", text });
const refused = (text: string): Outcome => ({ outcome: "refused", text });

const same =
  (field: string): Translate =>
  (value, { fields }) => {
    fields[field] = value;
    return kept;
  };
const gone =
  (text: string): Translate =>
  () =>
    dropped(text);

/** A call of the first Instar's own API, which is not here. */
const callsApi = /\b(curl|wget|http|fetch)\b[^\n]*(localhost|127\.0\.0\.1|\[::1\]|INSTAR_(URL|PORT)|instar_port)/i;
const asksHealth = /\/health\b/;

function execute(value: unknown, draft: Draft): Outcome | readonly FieldReport[] {
  if (typeof value !== "object" || value === null) return refused("It is no { type, value }.");
  const { type, value: what, args } = value as { readonly type?: unknown; readonly value?: unknown; readonly args?: unknown };
  if (type === "agentmd") return refused("Its text is in a file of its own: add it with `instar job add`, with that text.");
  if (type !== "prompt" && type !== "script" && type !== "skill") return refused(`${JSON.stringify(type)} is none of prompt, script, skill.`);
  if (typeof what !== "string" || what.trim() === "") return refused(`It has no ${type}.`);
  const list = args === undefined || args === "" ? [] : (Array.isArray(args) ? args : [args]).map(String);
  const withArgs = (text: string): readonly FieldReport[] => [
    { field: "execute", ...(text === "" ? kept : changed(text)) },
    ...(list.length === 0 ? [] : [{ field: "execute.args", ...(type === "skill" ? kept : changed("They stand behind it now.")) }]),
  ];
  if (type === "skill") {
    draft.fields["execute"] = { type, value: what.trim().replace(/^\//, ""), ...(list.length === 0 ? {} : { args: list }) };
    return withArgs("");
  }
  draft.body = [what.trim(), ...list].join(" ");
  draft.fields["execute"] = type;
  const asks = callsApi.test(what) ? " It calls the first Instar's API, which is not here: look it through." : "";
  return withArgs(type === "script" ? `It is run by itself; the first Instar asked an agent to run it.${asks}` : asks.trim());
}

function gate(value: unknown, draft: Draft): Outcome {
  if (typeof value !== "string" || value.trim() === "") return dropped("It was empty.");
  if (!callsApi.test(value)) {
    draft.fields["gate"] = value;
    return kept;
  }
  if (asksHealth.test(value)) return dropped("It asked whether the first Instar was up. Jobs run in the house itself now.");
  draft.halted = "its gate asks the first Instar's API";
  return dropped(`It asks the first Instar's API, which is not here: ${JSON.stringify(value.slice(0, 200))}. Write another gate, then \`instar job enable\`.`);
}

function grounding(value: unknown, draft: Draft): readonly FieldReport[] {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return [{ field: "grounding", ...dropped("It was no object.") }];
  const rest = Object.fromEntries(Object.entries(value).filter(([key]) => key === "contextFiles" || key === "questions"));
  if (Object.keys(rest).length > 0) draft.fields["grounding"] = rest;
  return Object.keys(value).map((key) => ({
    field: `grounding.${key}`,
    ...(key in rest
      ? kept
      : key === "requiresIdentity"
        ? dropped("Every agent knows who it is.")
        : key === "processesExternalInput"
          ? dropped("What comes from outside is always marked as data.")
          : dropped("It is not a field any more.")),
  }));
}

/** What becomes of each field of the first Instar's; what is not here is unknown and dropped. */
const translations: Readonly<Record<string, Translate>> = {
  name: same("name"),
  description: (value, { fields }) => {
    if (typeof value === "string" && value.trim() === "") return dropped("It was empty.");
    fields["description"] = value;
    return kept;
  },
  schedule: same("schedule"),
  timezone: (value, { fields }, isZone) => {
    if (typeof value !== "string" || !isZone(value)) return refused(`${JSON.stringify(value)} is not a time zone.`);
    fields["timezone"] = value;
    return kept;
  },
  priority: (value, { fields }) => {
    fields["priority"] = value === "medium" ? "normal" : value;
    return value === "medium" ? changed("medium is called normal.") : kept;
  },
  model: (value, { fields }) => {
    if (value === null || value === "") return dropped("It was empty.");
    fields["model"] = value;
    return kept;
  },
  enabled: same("enabled"),
  execute,
  expectedDurationMinutes: (value, { fields }) => {
    if (typeof value !== "number" || !(value > 0)) return dropped("It was no number of minutes.");
    fields["timeout"] = Number.isInteger(value) ? `${value}m` : `${Math.max(1, Math.round(value * 60))}s`;
    return changed(`timeout: ${String(fields["timeout"])}`);
  },
  gate,
  tags: (value, { fields }) => {
    fields["tags"] = value;
    return kept;
  },
  telegramNotify: (value, { fields }) => {
    if (value === false || value === "on-alert") {
      fields["notify"] = "failures";
      return changed("notify: failures");
    }
    return dropped("Results are told when there is something to say: notify: auto.");
  },
  topicId: (value, { fields }) => {
    if (value === null || value === "") return dropped("It was empty.");
    fields["topic"] = true;
    return changed("topic: true. It gets a new topic of its own when there is something to say; the old one is not taken over.");
  },
  grounding,
  supervision: gone("There are no tiers: a run is held by its timeout, its costs and the guards."),
  gateRetries: gone("A gate is asked once a run."),
  gateRetryDelayMs: gone("A gate is asked once a run."),
  machines: gone("The agent runs on one machine."),
  perMachineIndependent: gone("The agent runs on one machine."),
  mcpAccess: gone("An agent's tools are those of the config."),
  unrestrictedTools: gone("An agent's tools are those of the config, behind its guards."),
  origin: gone("It is a file of yours now."),
  manifestVersion: gone("It is a file of yours now."),
};

/** An entry of the first Instar's `jobs.json`, without its slug, as fields of a file. */
export function translateJob(old: Readonly<Record<string, unknown>>, isZone: (zone: string) => boolean): TranslatedJob {
  const draft: Draft = { fields: {}, body: "" };
  const report: FieldReport[] = [];
  for (const [field, value] of Object.entries(old)) {
    const found = Object.hasOwn(translations, field) ? translations[field]?.(value, draft, isZone) : dropped("It is not a field of a job any more.");
    if (Array.isArray(found)) report.push(...(found as readonly FieldReport[]));
    else report.push({ field, ...(found as Outcome) });
  }
  if (draft.halted !== undefined && draft.fields["enabled"] !== false) {
    draft.fields["enabled"] = false;
    report.push({ field: "enabled", outcome: "changed", text: `Switched off, because ${draft.halted}.` });
  }
  return { fields: draft.fields, body: draft.body, report: lastOf(report) };
}

/** One report for each field: the last that was said. */
const lastOf = (report: readonly FieldReport[]) => [...new Map(report.map((entry) => [entry.field, entry])).values()];
