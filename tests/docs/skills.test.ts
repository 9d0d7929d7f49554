import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { listFiles, root } from "../source-files.ts";
import { parseBlocks } from "./read-blocks.ts";
import { openSkillStage, type SkillStage } from "./skill-stage.ts";
import { type Outcome, openWorkshop } from "./workshop.ts";

/** Every skill that comes with a package, or helps with Instar; a new one is tried out without being named here. Those that stand alone have a test of their own. */
const skills = listFiles(".").filter((file) => /(^|\/)SKILL\.md$/.test(file) && !/(^|\/)test\/|^skills\//.test(file));
const workshop = openWorkshop();
afterAll(async () => workshop[Symbol.asyncDispose]());

/** Tells the test the token of every session, as the session's own processes have it. */
const tellToken = `import { writeFileSync } from "node:fs";
import { definePlugin } from "@instar/kernel";
import { Access } from "@instar/kernel/contracts";

export default definePlugin({
  api: 1,
  name: "tell-token",
  needs: { access: Access },
  setup({ services, hooks, paths }) {
    hooks.sessionStart.tap("tell the token", async ({ session }) => writeFileSync(\`\${paths.project}/token-of-session\`, await services.access.tokenFor(session.id)));
  },
});
`;

interface House {
  readonly folder: string;
  readonly url: string;
  /** Variables as a process of a session has them. */
  readonly session: readonly string[];
  readonly ownerToken: string;
}

const bash = (text: string, folder: string, variables: readonly string[] = []): Promise<Outcome> =>
  workshop.execute("env", [...variables, "bash", "-euo", "pipefail", "-c", text], folder);

/** The package that brings a skill; undefined for one that stands alone. */
const homeOf = (skill: string): string | undefined => /^(packages\/[^/]+)\//.exec(skill)?.[1];
const manifestOf = (home: string) =>
  JSON.parse(readFileSync(join(root, home, "package.json"), "utf8")) as { readonly name: string; readonly files: readonly string[] };

async function startHouse(skill: string, { imports, plugins, converse }: SkillStage): Promise<House> {
  const home = homeOf(skill);
  const [load, use] = home === undefined ? ["", ""] : [`${imports}import brings from "${manifestOf(home).name}";\n`, `, ${plugins}`];
  workshop.write(
    skill,
    "instar.config.ts",
    `import offline from "@instar/plugin-offline";\n${load}import { defineConfig } from "instar";\nimport tellToken from "./tell-token.ts";\n\nexport default defineConfig({ name: "kira", plugins: [offline(), tellToken()${use}] });\n`,
  );
  workshop.write(skill, "tell-token.ts", tellToken);
  // The commands of a plugin are those of a package that the agent names.
  const dependencies = home === undefined ? {} : { [manifestOf(home).name]: "*" };
  workshop.write(skill, "package.json", JSON.stringify({ name: "kira", private: true, type: "module", dependencies }));
  const folder = workshop.desk(skill);
  const started = await bash("instar start", folder);
  expect(started.code, started.output).toBe(0);
  const said = await bash("printf 'hello\\n' | instar chat", folder);
  expect(said.code, said.output).toBe(0);
  const { url } = JSON.parse(readFileSync(join(folder, ".instar", "http.json"), "utf8")) as { url: string };
  const read = () => readFileSync(join(folder, "token-of-session"), "utf8");
  const inTerminal = read();
  converse?.();
  if (converse) await vi.waitUntil(() => read() !== inTerminal, { timeout: 30_000, interval: 50 });
  const token = read();
  return {
    folder,
    url,
    session: [`INSTAR_URL=${url}`, `INSTAR_TOKEN=${token}`],
    ownerToken: readFileSync(join(folder, ".instar/secrets/owner-token"), "utf8").trim(),
  };
}

test("there are skills to try out", () => {
  expect(skills).toContain("packages/plugin-named-sessions/skills/instar-session/SKILL.md");
});

describe.each(skills)("%s", (skill) => {
  const source = readFileSync(join(root, skill), "utf8");
  const prose = source.replace(/^(`{3,})[\s\S]*?^\1/gm, "");
  const spans = [...prose.matchAll(/`([^`\n]+)`/g)].map((match) => match[1] ?? "");
  const blocks = parseBlocks(skill, source).filter(({ language }) => language === "sh");
  const isSetUp = (text: string) => /\binstar (init|start)\b/.test(text);
  let house: House;
  let stage: SkillStage;

  beforeAll(async () => {
    // What a set-up installs is in reach already; a journey test installs it for real.
    workshop.write(skill, "bin/npx", '#!/bin/sh\n[ "$1" = instar ] || exit 1\nshift\n[ "$1" = init ] && set -- "$@" --skip-install\nexec instar "$@"\n');
    await bash("chmod +x bin/npx", workshop.desk(skill));
    const home = homeOf(skill);
    stage = await openSkillStage(home && manifestOf(home).name);
    house = await startHouse(skill, stage);
  }, 60_000);
  afterAll(async () => {
    await bash("instar stop", workshop.desk(skill));
    await stage[Symbol.asyncDispose]();
  }, 60_000);

  async function runAll(which: (text: string) => boolean, variables: readonly string[]): Promise<void> {
    for (const block of blocks.filter(({ text }) => which(text))) {
      const { code, output } = await bash(block.text, house.folder, variables);
      expect(code, `${skill}:${block.line}\n${block.text}\n${output}`).toBe(0);
    }
  }

  test("is a skill by the standard, and comes with its package", async () => {
    const { code, output } = await workshop.execute("instar", ["skills", "validate", join(root, dirname(skill))], workshop.folder);
    expect(code, output).toBe(0);
    const home = homeOf(skill);
    if (home !== undefined) expect(manifestOf(home).files).toContain("skills");
  });

  test("runs every shell block", () => {
    expect(blocks.filter(({ noRun }) => noRun !== undefined).map(({ line }) => `${skill}:${line}`)).toEqual([]);
  });

  test("sets Instar up where it is not", async () => {
    const { folder } = house;
    for (const { text, line } of blocks.filter((block) => isSetUp(block.text))) {
      const { code, output } = await bash(text, folder, [`PATH=${join(folder, "bin")}:${join(workshop.folder, "bin")}:${process.env.PATH}`]);
      expect(code, `${skill}:${line}\n${text}\n${output}`).toBe(0);
    }
  }, 60_000);

  test("works in a session of the house, with what a session may do", () => runAll((text) => !isSetUp(text), house.session), 120_000);

  test("is there for sessions of the house that has its plugin", async () => {
    const { code, output } = await bash("instar skills list --json", house.folder, house.session);
    expect(code, output).toBe(0);
    if (homeOf(skill) !== undefined) expect(JSON.parse(output)).toContainEqual(expect.objectContaining({ name: skill.split("/").at(-2), state: "ready" }));
    expect((await bash("instar skills approve x", house.folder, house.session)).code).toBe(1);
  }, 60_000);

  test("works for a person's own agent beside the house", () => runAll((text) => !isSetUp(text) && !text.includes("$INSTAR_TOKEN"), []), 120_000);

  test("names only commands, routes and addresses that there are", async () => {
    const commands = new Set(spans.flatMap((span) => /^(?:npx )?instar((?: [a-z]+)+)/.exec(span)?.[1]?.trim() ?? []));
    for (const command of commands) {
      const { code, output } = await bash(`instar ${command} --help`, house.folder);
      expect(code, `instar ${command}\n${output}`).toBe(0);
    }
    const ask = (path: string) => fetch(new URL(path, house.url), { headers: { authorization: `Bearer ${house.ownerToken}` } });
    const document = (await (await ask("/openapi.json")).json()) as { paths: Readonly<Record<string, object>> };
    const routes = new Set(
      Object.entries(document.paths).flatMap(([path, methods]) => Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`)),
    );
    for (const [, method, path = ""] of spans.flatMap((span) => [...span.matchAll(/^(GET|POST|PUT|PATCH|DELETE) (\/[^\s?]*)/g)]))
      expect(routes).toContain(`${method} ${path.replace(/:(\w+)/g, "{$1}").replace(/(?<=\/)[A-Z]+(?=\/|$)/g, (name) => `{${name.toLowerCase()}}`)}`);
    const addresses = [...prose.matchAll(/(?:https?:\/\/|\$INSTAR_URL)[^\s`)>"']*/g)].map(([address]) => address);
    for (const address of addresses) {
      const url = address.replace("$INSTAR_URL", house.url);
      expect(url.startsWith(house.url), `${address} leads out of the house, where no test can follow`).toBe(true);
      expect((await ask(new URL(url).pathname)).status, address).toBe(200);
    }
  }, 60_000);
});
