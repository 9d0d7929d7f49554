import { statfs } from "node:fs/promises";
import { definePlugin } from "@instar/kernel";
import { Jobs, Notices } from "@instar/kernel/contracts";
import { z } from "zod";

const gigabyte = 1_000_000_000;

/** Looks each morning whether the disk is nearly full. No model is asked, and a healthy day says nothing. */
export default definePlugin({
  api: 1,
  name: "low-disk",
  options: z.strictObject({
    leastGb: z.number().positive().default(5).describe("how much must be free, in GB"),
    schedule: z.string().default("0 8 * * *").describe("when it looks, as cron says it"),
  }),
  needs: { notices: Notices },
  setup({ options: { leastGb, schedule }, services, contribute, paths }) {
    contribute(Jobs, {
      id: "low-disk",
      schedule,
      timeoutMs: 10_000,
      missed: "once", // the machine slept: look when it is awake, not once for each morning
      async run() {
        const { bavail, bsize } = await statfs(paths.project);
        const free = `${((bavail * bsize) / gigabyte).toFixed(1)} GB are free.`;
        if (bavail * bsize < leastGb * gigabyte)
          await services.notices.notify({ key: "low-disk", level: "attention", title: "The disk is nearly full", text: `${free} ${leastGb} GB should be.` });
        return free;
      },
    });
  },
});
