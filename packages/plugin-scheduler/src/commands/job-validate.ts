import { defineCommand } from "@instar/kernel/command";
import { JobScheduler } from "../contract.ts";
import { problemText } from "../terminal/describe-job.ts";

export default defineCommand({
  summary: "Look for mistakes in files of jobs; with a path, without an agent",
  args: { path: { description: "a file or a folder of jobs; without it those of this agent" } },
  async run({ args, service, print }) {
    const { validatePath } = await import("../terminal/validate-path.ts");
    const { problems, files } =
      args.path === undefined ? { problems: await (await service(JobScheduler)).validate(), files: undefined } : await validatePath(args.path);
    const good =
      files === undefined
        ? "All files of jobs are good."
        : files === 0
          ? `There is no file of a job in ${args.path}: they end in .md.`
          : `${files === 1 ? "It is" : `All ${files} are`} good.`;
    print(problems, problems.length === 0 ? good : problems.map(problemText).join("\n"));
    return problems.length === 0 ? 0 : 1;
  },
});
