import { systemClock } from "@instar/kernel";
import { defineCommand } from "@instar/kernel/command";
import { describeEntry } from "../audit/describe-entry.ts";
import { parseSince } from "../audit/since.ts";
import { Safety } from "../contract.ts";
import { SafetyError } from "../errors.ts";

export default defineCommand({
  summary: "List what was decided about the agent and by whom, newest first",
  flags: {
    what: { multiple: true, description: "only these (gate.denied), or subjects (gate, leak, agents, question, audit)" },
    session: { description: "only what is about this session" },
    since: { description: "from when on: 12h, 7d, 4w or a date; default everything" },
    limit: { type: "integer", default: 50, description: "how many, 1 to 1000" },
  },
  async run({ flags, service, print }) {
    const { session, limit } = flags;
    if (limit < 1 || limit > 1_000) throw SafetyError.BAD_LIMIT(limit);
    const since = flags.since === undefined ? {} : { since: parseSince(flags.since, systemClock.now()) };
    const entries = await (await service(Safety)).audit({
      limit,
      ...since,
      ...(session === undefined ? {} : { session }),
      ...(flags.what.length > 0 ? { what: flags.what } : {}),
    });
    const isFiltered = session !== undefined || flags.since !== undefined || flags.what.length > 0;
    print(
      entries,
      entries.length > 0
        ? entries.map(describeEntry).join("\n")
        : isFiltered
          ? "The audit has nothing of that kind; `instar audit show` without flags shows everything."
          : "The audit is empty: nothing has been decided yet. Every tool call of the agent will be in it.",
    );
  },
});
