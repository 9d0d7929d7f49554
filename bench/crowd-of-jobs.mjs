const timezones = ["Europe/Prague", "UTC", "America/New_York"];
const months = [1, 4, 7, 10];

export const timezoneOf = (index) => timezones[index % timezones.length];

/** `busy`: each once an hour, two or three in each second. `idle`: each once a year, in a month that is far away. */
export function expressionOf(kind, index) {
  if (kind === "busy") return `${index % 60} ${Math.floor(index / 60) % 60} * * * *`;
  const now = new Date().getUTCMonth() + 1;
  const far = months.filter((month) => ![0, 1, 11].includes((month - now + 12) % 12));
  return `${index % 60} ${index % 24} ${1 + (index % 28)} ${far[index % far.length]} *`;
}

/** The config of an agent with so many jobs in code; when it stops, `late.json` in its folder says how late each run began. */
export const configWith = (count, kind) => `import { writeFileSync } from "node:fs";
import { Jobs } from "@instar/kernel/contracts";
import claude from "@instar/plugin-claude";
import offline from "@instar/plugin-offline";
import scheduler from "@instar/plugin-scheduler";
import { defineConfig, definePlugin } from "instar";
import { expressionOf, timezoneOf } from ${JSON.stringify(import.meta.filename)};
const late: number[] = [];
const crowd = definePlugin({
  api: 1,
  name: "crowd",
  setup({ contribute, defer, paths }) {
    for (let index = 0; index < ${count}; index += 1)
      contribute(Jobs, {
        id: \`job-\${index}\`,
        schedule: expressionOf("${kind}", index),
        timezone: timezoneOf(index),
        run: async ({ dueAt }) => void late.push(Date.now() - dueAt),
      });
    defer(() => writeFileSync(\`\${paths.project}/late.json\`, JSON.stringify(late)));
  },
});
export default defineConfig({ name: "bench", plugins: [claude(), offline(), scheduler(), crowd()] });
`;

/** The same job as a file. */
export const fileOf = (index) => `---
name: Job ${index}
description: One of many.
schedule: "${expressionOf("idle", index)}"
timezone: ${timezoneOf(index)}
execute: script
---
true
`;
