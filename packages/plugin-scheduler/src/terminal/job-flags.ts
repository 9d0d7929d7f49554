import type { Flags, FlagValues } from "@instar/kernel/command";
import { JobCommandError } from "../command-errors.ts";
import type { JobFields } from "../contract.ts";

/** What can be said of a job in one line; everything else is written into its file. */
export const jobFlags = {
  schedule: { description: 'when: "0 8 * * *", "every 30m" or "at 2026-12-01 09:00"' },
  prompt: { description: "what an agent of its own is told" },
  script: { description: "a command line for the shell; no model" },
  skill: { description: "the skill that an agent of its own uses" },
  arg: { multiple: true, description: "an argument of the script or skill; may be given several times" },
  title: { description: "how it is called in lists" },
  description: { description: "a sentence about it" },
  timezone: { description: "an IANA name, such as Europe/Prague; default the agent's" },
  priority: { options: ["critical", "high", "medium", "normal", "low"], description: "which runs give way" },
  model: { description: "the model, in the driver's words" },
  timeout: { description: "how long a run may take: 90s, 10m or 2h" },
  "max-cost": { description: "US dollars that one run may cost, such as 0.50" },
  gate: { description: "a command; the run is skipped unless it ends with 0" },
  missed: { options: ["skip", "once", "all"], description: "what becomes of runs that were due while nobody was there" },
  overlap: { options: ["skip", "queue"], description: "what becomes of a run that is due while the former goes on" },
  jitter: { description: "begin up to that much later: 30s or 5m" },
  notify: { options: ["auto", "always", "failures", "never"], description: "when you are told of results" },
  topic: { description: "a topic of its own where you are told, by this name; true: the job's name" },
  tag: { multiple: true, description: "a word to find it by; may be given several times" },
  "context-file": { multiple: true, description: "a file of the project that the agent is given; may be given several times" },
  question: { multiple: true, description: "what the agent answers for itself before it begins; may be given several times" },
} as const satisfies Flags;

type Given = FlagValues<typeof jobFlags>;

const plain = ["schedule", "description", "timezone", "priority", "model", "timeout", "gate", "missed", "overlap", "jitter", "notify"] as const;

function costOf(text: string): number {
  const cost = Number(text.replace(/^\$/, ""));
  if (!Number.isFinite(cost) || cost <= 0)
    throw JobCommandError.MALFORMED(`--max-cost takes US dollars, not ${JSON.stringify(text)}.`, "Write such as --max-cost 0.50.");
  return cost;
}

/** What a job does, out of the flags: `fields.execute`, and the text below the front matter. */
function executionOf({ prompt, script, skill, arg }: Given): { readonly execute?: unknown; readonly body?: string } {
  const given = Object.entries({ prompt, script, skill }).filter(([, text]) => text !== undefined) as [string, string][];
  const [only, second] = given;
  if (second !== undefined)
    throw JobCommandError.MALFORMED(
      `A job does one thing, and ${given.map(([name]) => `--${name}`).join(" and ")} are given.`,
      "Give one of --prompt, --script and --skill.",
    );
  if (only === undefined) {
    if (arg.length > 0) throw JobCommandError.MALFORMED("--arg is given without --script or --skill.", "Give what the argument is for as well.");
    return {};
  }
  const [type, text] = only;
  const args = arg.length === 0 ? {} : { args: arg };
  return type === "skill" ? { execute: { type, value: text, ...args }, body: "" } : { execute: arg.length === 0 ? type : { type, ...args }, body: text };
}

/** The fields and the text of a job, out of what was given on the command line. */
export function readJobFlags(flags: Given): { readonly fields: JobFields; readonly body?: string } {
  const { execute, body } = executionOf(flags);
  const { title, topic, "max-cost": cost, tag, "context-file": contextFiles, question: questions } = flags;
  const grounding = { ...(contextFiles.length > 0 && { contextFiles }), ...(questions.length > 0 && { questions }) };
  return {
    fields: {
      ...(title !== undefined && { name: title }),
      ...(topic !== undefined && { topic: topic === "true" || topic }),
      ...Object.fromEntries(plain.flatMap((name) => (flags[name] === undefined ? [] : [[name, flags[name]]]))),
      ...(execute !== undefined && { execute }),
      ...(cost !== undefined && { maxCost: costOf(cost) }),
      ...(tag.length > 0 && { tags: tag }),
      ...(Object.keys(grounding).length > 0 && { grounding }),
    },
    ...(body !== undefined && { body }),
  };
}
