import { type Job, Jobs } from "@instar/kernel/contracts";
import type { Crossing } from "./crossing.ts";

export const jobCrossing: Crossing<Job, Omit<Job, "run">> = {
  point: Jobs,
  dismantle: (job) => {
    const { run: _, ...data } = job;
    return { data, methods: { run: (context: Parameters<Job["run"]>[0]) => job.run(context) } };
  },
  restore: (data, far) => ({ ...data, run: async (context) => (await far.call("run", context)) as string | undefined }),
};
