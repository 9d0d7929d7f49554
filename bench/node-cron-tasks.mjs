// What a program of a few lines does with node-cron: `node node-cron-tasks.mjs <how many> <idle|busy>`. When it is told to end, it prints how late each task began.
import { createRequire } from "node:module";
import { expressionOf, timezoneOf } from "./crowd-of-jobs.mjs";

/** The one that the scheduler uses. */
const { schedule } = createRequire(new URL("../packages/plugin-scheduler/package.json", import.meta.url))("node-cron");

const [count, kind] = [Number(process.argv[2]), process.argv[3]];
const quiet = { info() {}, warn() {}, debug() {}, error() {} };
const late = [];
for (let index = 0; index < count; index += 1)
  schedule(expressionOf(kind, index), ({ date }) => void late.push(Date.now() - date.getTime()), {
    timezone: timezoneOf(index),
    suppressMissedWarning: true,
    logger: quiet,
  });
const alive = setInterval(() => undefined, 60_000);
process.once("SIGTERM", () => {
  clearInterval(alive);
  process.stdout.write(JSON.stringify(late), () => process.exit(0));
});
process.send?.("ready");
