import { mkdtempSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createFileView, judgeCommand } from "@instar/command-guard";
import { createKernel, defineConfig, definePlugin } from "@instar/kernel";
import { Lifecycle } from "@instar/kernel/contracts";
import access from "@instar/plugin-access";
import conversations from "@instar/plugin-conversations";
import events from "@instar/plugin-events";
import safety from "@instar/plugin-safety";
import sessions from "@instar/plugin-sessions";
import store from "@instar/plugin-store";
import { median, percentile } from "./measure.mjs";
import { openNineHooks } from "./nine-hooks.mjs";

/** What an agent does all day. The old way would block none of it. */
const ordinary = [
  "npm test",
  "git status --short && git diff --stat",
  "grep -rn 'createServer' src --include='*.ts' | head -20",
  "sed -i 's/const limit = 10/const limit = 20/' src/limits.ts && npx tsc -p .",
  'for file in $(ls src/*.ts); do wc -l "$file"; done | sort -n | tail -5',
  "cat > notes.md <<'END'\n# Notes\nThe folder is read once, and then watched.\nEND",
  'cd packages/web && NODE_ENV=test npx vitest run --reporter=dot 2>&1 | tee "$TMPDIR/out.log" | tail -40',
  'git add -A && git commit -m "Keep the order of what was said" && git log --oneline | head -3',
  "find . -name '*.snap' -newer package.json -not -path './node_modules/*' | xargs wc -l",
  "python3 - <<'END'\nimport json\nprint(len(json.load(open('package.json'))['dependencies']))\nEND",
];
/** Both must deny this. */
const catastrophic = "rm -rf /";
/** The old way does not see these. */
const disguised = ["rm -fr ~", "find / -delete", `bash -c "rm -r --force /"`];
/** The old way blocks these, though nothing is lost. */
const mistaken = ['git commit -m "Explain why DROP TABLE is asked about"', "grep -rn 'git reset --hard' docs", "rm -rf /tmp/instar-bench-that-is-not-there"];

const output = Array.from({ length: 200 }, (_, line) => `src/lines/part-${line}.ts:${line}: export const part${line} = createPart({ at: ${line} });`).join(
  "\n",
);
const rounds = 8;
const callsEach = 100;

/** A house with all that looks at a tool call: the owner's guard, the guard of commands, leaks, advice and the audit. */
async function openHouse(folder) {
  let lifecycle;
  const look = definePlugin({
    api: 1,
    name: "bench",
    needs: { lifecycle: Lifecycle },
    setup({ services }) {
      ({ lifecycle } = services);
    },
  });
  const kernel = createKernel(defineConfig({ name: "bench", plugins: [store(), access(), sessions(), conversations(), events(), safety(), look()] }), {
    project: folder,
  });
  await kernel.setup();
  await kernel.start();
  const signal = new AbortController().signal;
  let calls = 0;
  const callOf = (command) => {
    calls += 1;
    return {
      id: `t${calls}`,
      session: { id: "s1", driver: "bench" },
      cwd: folder,
      tool: "Bash",
      input: { command },
      action: { kind: "shell", command },
      signal,
    };
  };
  return {
    decide: (command) => lifecycle.decide(callOf(command)),
    /** Our share of one call: the question before it, and the look at what it printed. */
    async share(command) {
      const call = callOf(command);
      const began = performance.now();
      const { allow, reason } = await lifecycle.decide(call);
      await lifecycle.toolDone({ call, output, ok: true, elapsedMs: 1 });
      const elapsedMs = performance.now() - began;
      if (!allow) throw new Error(`\`${command}\` was denied: ${reason}`);
      return elapsedMs;
    },
    close: () => kernel.stop("the bench is over"),
  };
}

/** Fast and wrong is no figure. */
async function expectRight(house, hooks) {
  const expect = (holds, what) => {
    if (!holds) throw new Error(`Wrong: ${what}`);
  };
  expect(!(await hooks.decide(catastrophic)), `the nine hooks let \`${catastrophic}\` pass`);
  for (const command of [catastrophic, ...disguised]) expect(!(await house.decide(command)).allow, `we let \`${command}\` pass`);
  for (const command of mistaken) {
    expect(!(await hooks.decide(command)), `the nine hooks no longer block \`${command}\``);
    const { allow, reason } = await house.decide(command);
    expect(allow, `we deny \`${command}\`: ${reason}`);
  }
}

/** Every figure comes from one run: our calls and theirs in turns. */
async function measure() {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "instar-bench-guard-")));
  const house = await openHouse(folder);
  const hooks = await openNineHooks(folder);
  try {
    await expectRight(house, hooks);
    const times = { ours: [], theirs: [] };
    for (let round = 0; round <= rounds; round += 1) {
      const command = ordinary[round % ordinary.length];
      const began = performance.now();
      const allowed = await hooks.decide(command);
      await hooks.toolDone(command, output);
      if (!allowed) throw new Error(`The nine hooks denied \`${command}\`.`);
      if (round > 0) times.theirs.push(performance.now() - began);
      for (let call = 0; call < callsEach; call += 1) {
        const shareMs = await house.share(ordinary[call % ordinary.length]);
        if (round > 0) times.ours.push(shareMs);
      }
    }
    return times;
  } finally {
    await Promise.all([house.close(), hooks.close()]);
    rmSync(folder, { recursive: true, force: true });
  }
}

function judgeAll() {
  const surroundings = { cwd: "/home/kira/agent", project: "/home/kira/agent", home: "/home/kira", temporary: ["/tmp"], files: createFileView() };
  const lines = [...ordinary, catastrophic, ...disguised, ...mistaken];
  const times = [];
  for (let call = 0; call < 6_000; call += 1) {
    const began = performance.now();
    judgeCommand(lines[call % lines.length], surroundings);
    if (call >= 1_000) times.push(performance.now() - began);
  }
  return times;
}

let measured;

/** Both figures come from one run; a miss is measured anew. */
const bench = (name, max, of) => ({
  name: `guard: our share of a tool call with all of safety on, ${name}`,
  budget: { max, of: "value" },
  async run() {
    const { ours, theirs } = measured?.seen.has(name) === false ? measured.times : (measured = { times: await measure(), seen: new Set() }).times;
    measured.seen.add(name);
    return { value: of(ours), ratio: of(ours) / of(theirs), unit: "ms", against: "nine hook processes", note: `theirs: ${of(theirs).toFixed(0)} ms` };
  },
});

export default [
  bench("median", 1, median),
  bench("99 of 100", 10, (times) => percentile(times, 0.99)),
  { name: "guard: judging a command, 99 of 100", budget: { max: 2, of: "value" }, run: async () => ({ value: percentile(judgeAll(), 0.99), unit: "ms" }) },
];
