import { definePlugin } from "@instar/kernel";
import { Jobs } from "@instar/kernel/contracts";
import { z } from "zod";

const dayMs = 24 * 60 * 60 * 1_000;

/** Counts the days to a date, every morning. What a run gives back is kept as its result. */
export default definePlugin({
  api: 1,
  name: "__name__",
  options: z.object({
    date: z.iso.date().default("2030-01-01").describe("the day that is counted to, as 2030-01-01"),
    schedule: z.string().default("0 7 * * *").describe("when it runs, in cron's words"),
  }),
  setup({ options, contribute, clock }) {
    contribute(Jobs, {
      id: "__name__",
      schedule: options.schedule,
      async run() {
        const days = Math.ceil((Date.parse(options.date) - clock.now()) / dayMs);
        return days > 0 ? `${days} days to ${options.date}.` : `${options.date} has come.`;
      },
    });
  },
});
