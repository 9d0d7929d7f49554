import { defineCommand } from "@instar/kernel/command";
import { type JobImport, JobScheduler } from "../contract.ts";
import { readTextFile } from "../terminal/read-text-file.ts";

const outcomes = {
  imported: "imported",
  exists: "is there already, and stays as it is (--replace puts the imported one in its place)",
  refused: "can't be imported",
} as const;

const isPlain = ({ outcome, text }: JobImport["report"][number]["fields"][number]): boolean => outcome === "kept" && text === undefined;

function describeReport({ report }: JobImport, checked: boolean): string {
  const lines = report.flatMap(({ slug, outcome, fields }) => [
    `${slug}: ${outcome === "imported" && checked ? "would be imported" : outcomes[outcome]}`,
    ...(fields.some(isPlain)
      ? [
          `  kept     ${fields
            .filter(isPlain)
            .map(({ field }) => field)
            .join(", ")}`,
        ]
      : []),
    ...fields
      .filter((each) => !isPlain(each))
      .map(({ field, outcome: became, text }) => `  ${became.padEnd(7)}  ${field}${text === undefined ? "" : `: ${text}`}`),
  ]);
  const count = (wanted: string) => report.filter(({ outcome }) => outcome === wanted).length;
  return [
    ...lines,
    "",
    `${count("imported")} ${checked ? "would be imported" : "imported"}, ${count("exists")} there already, ${count("refused")} refused.`,
  ].join("\n");
}

export default defineCommand({
  summary: "Take over the jobs of the first Instar's jobs.json, field by field",
  args: { file: { required: true, description: "the file; - for the standard input" } },
  flags: {
    check: { type: "boolean", description: "only tell what would become of each field" },
    replace: { type: "boolean", description: "put imported jobs in the place of those of the same name" },
  },
  async run({ args, flags, service, print }) {
    const text = await readTextFile(args.file);
    const done = await (await service(JobScheduler)).import(text, { check: flags.check, replace: flags.replace });
    print(done, done.report.length === 0 ? `There is no job in ${args.file}.` : describeReport(done, flags.check));
    return done.report.some(({ outcome }) => outcome === "refused") ? 1 : 0;
  },
});
