import { systemClock } from "@instar/kernel";
import { defineCommand } from "@instar/kernel/command";
import { JobScheduler } from "../contract.ts";
import { jobRow, problemText } from "../terminal/describe-job.ts";
import { renderRows } from "../terminal/render-rows.ts";
import { relativeText } from "../terminal/time-text.ts";

const firstStep =
  'There is no job yet. Make one: instar job add NAME --schedule "0 8 * * *" --prompt "..."; `instar job defaults` shows those that come along.';

export default defineCommand({
  summary: "List the jobs, when they run next and how they ended last",
  flags: { tag: { description: "only those with this tag" } },
  async run({ flags, service, print }) {
    const list = await (await service(JobScheduler)).list(flags.tag === undefined ? {} : { tag: flags.tag });
    const now = systemClock.now();
    const nothing = flags.tag === undefined ? firstStep : `No job has the tag ${flags.tag}; without --tag all are listed.`;
    const broken = [...list.broken, ...list.jobs.flatMap(({ problems }) => problems)];
    print(
      list,
      [
        list.jobs.length === 0 ? nothing : renderRows(list.jobs.map((job) => jobRow(job, now))),
        ...(list.parkedUntil === undefined || list.parkedUntil <= now
          ? []
          : ["", `The model's limit is reached: what needs an agent begins ${relativeText(list.parkedUntil, now)}.`]),
        ...(broken.length === 0 ? [] : ["", "Broken files; where a good version is known, it goes on:", ...broken.map(problemText)]),
      ].join("\n"),
    );
  },
});
