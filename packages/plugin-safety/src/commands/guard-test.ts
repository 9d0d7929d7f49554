import { resolve } from "node:path";
import { defineCommand } from "@instar/kernel/command";
import { Safety } from "../contract.ts";
import { SafetyError } from "../errors.ts";
import { answer, answerLine, asLine } from "../guard/answer-lines.ts";
import { drawJudgement } from "../guard/draw-judgement.ts";
import { createJudge } from "../guard/judge-as-guards.ts";
import { readLines } from "../guard/read-lines.ts";

const write = (text: string): Promise<void> => new Promise((done) => void process.stdout.write(text, () => done()));

export default defineCommand({
  summary: "Say what the agent's guards would do about a command, and why; nothing is run",
  args: { command: { description: "the command, as one word: 'git push --force'" } },
  flags: {
    cwd: { description: "where it would run (default: here)" },
    stdin: { type: "boolean", description: "read commands from stdin, one a line; with --json each as a JSON string, and answered with one line" },
  },
  async run({ args, flags, service, print, json, project, signal }) {
    if (flags.stdin === (args.command !== undefined)) throw flags.stdin ? SafetyError.COMMAND_TWICE() : SafetyError.NO_COMMAND();
    const cwd = resolve(flags.cwd ?? process.cwd());
    const settings = project === undefined ? undefined : await (await service(Safety)).guardSettings();
    const judge = createJudge(project ?? cwd, cwd, settings);
    if (args.command !== undefined) {
      if (json) await write(`${asLine(answer(judge, args.command))}\n`);
      else {
        const judged = judge(args.command);
        print(judged, drawJudgement(judged, settings?.level ?? 1));
      }
      return;
    }
    for await (const line of readLines(process.stdin)) {
      if (signal.aborted) return;
      if (json) await write(`${asLine(answerLine(judge, line))}\n`);
      else if (line.trim() !== "") {
        const { verdict, rule } = answer(judge, line);
        print({ verdict, rule, line }, `${verdict.padEnd(5)}  ${(rule ?? "").padEnd(28)}  ${line}`);
      }
    }
  },
});
