import { mkdirSync, symlinkSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { definePlugin, deny } from "@instar/kernel";
import { Lifecycle, SessionServers } from "@instar/kernel/contracts";
import { expect, test } from "vitest";
import { GuardRules, Safety } from "../../src/contract.ts";
import { createHouse } from "./house.ts";

const fine = { allow: true };

test("what can't be undone is denied without a question, with the reason and what to do instead", async () => {
  await using house = await createHouse();
  expect(await house.shell("rm -rf ~")).toMatchObject({ allow: false, by: "safety: stop what does harm", reason: expect.stringMatching(/\w.*\. \w/) });
  expect(await house.shell("git status && npm test")).toMatchObject(fine);
  expect(house.asked).toEqual([]);
});

test("on level 1 the owner is asked what would happen, where, and what would be safer; a yes lets it run", async () => {
  await using house = await createHouse();
  expect(await house.shell("git reset --hard")).toMatchObject({ allow: false, reason: expect.stringContaining("The owner said no") });
  expect(house.asked).toMatchObject([{ by: ["safety: stop what does harm"], why: expect.stringContaining(`It would run in ${house.project}. Safer: `) }]);
  house.owner.answer = "yes";
  expect(await house.shell("git reset --hard")).toMatchObject(fine);
  expect(house.asked).toHaveLength(2);
});

test("the audit says which rule it was", async () => {
  await using house = await createHouse();
  await house.shell("rm -rf ~");
  await house.shell("git reset --hard");
  await house.shell("git status");
  const kept = await house.kernel.service(Safety).audit({ what: ["gate"] });
  expect(kept.map(({ what, about }) => [what, about["rule"]])).toEqual([
    ["gate.allowed", undefined],
    ["gate.asked", "git.reset"],
    ["gate.denied", expect.stringMatching(/^remove\./)],
  ]);
});

test("where another gate denies, the owner is not asked", async () => {
  const strict = definePlugin({
    api: 1,
    name: "strict",
    guards: ["preToolUse"],
    setup: ({ hooks }) => void hooks.preToolUse.tap("let nothing pass", () => deny("No.")),
  })();
  await using house = await createHouse({}, [strict]);
  expect(await house.shell("git reset --hard")).toMatchObject({ allow: false, reason: "No." });
  expect(house.asked).toEqual([]);
});

test("on level 2 it is denied once with four questions, and exactly the same passes once, later, in the same session", async () => {
  await using house = await createHouse({ level: 2 });
  const first = await house.shell("git reset --hard");
  expect(first).toMatchObject({ allow: false });
  for (const word of [
    "1. Is this the right place? It would run in",
    "2. What exactly is lost",
    "3. Was it asked for",
    "4. Is there a safer way",
    "The safer way: ",
  ])
    expect(first.reason).toContain(word);
  expect(await house.shell("git reset --hard", { session: { id: "another", driver: "test" } })).toMatchObject({ allow: false });
  expect(await house.shell("git reset --hard HEAD~3")).toMatchObject({ allow: false });
  await house.kernel.clock.advance(1_000);
  expect(
    await house.shell("git reset --hard # looked", { agent: "helper", input: { command: "git reset --hard # looked", description: "Again" } }),
  ).toMatchObject(fine);
  expect(await house.shell("git reset --hard")).toMatchObject({ allow: false });
  house.kernel.service(Lifecycle).note("sessionEnd", { session: { id: "session-1", driver: "test" }, outcome: "done" });
  await house.kernel.clock.advance(0);
  expect(await house.shell("git reset --hard")).toMatchObject({ allow: false });
  for (let time = 0; time < 3; time++) expect(await house.shell("rm -rf /")).toMatchObject({ allow: false });
  expect(house.asked).toEqual([]);
});

test("files are judged by where they lead, notebooks as any other", async () => {
  await using house = await createHouse({ allowPaths: ["/srv/shared"] });
  mkdirSync(join(house.project, "src"));
  symlinkSync(homedir(), join(house.project, "src/home"));
  expect(await house.ask({ kind: "write", paths: ["src/a.ts"] })).toMatchObject(fine);
  expect(await house.ask({ kind: "write", paths: ["/srv/shared/a.ts"] })).toMatchObject(fine);
  expect(await house.ask({ kind: "read", paths: ["src/a.ts", ".env", "/etc/hosts"] })).toMatchObject(fine);
  expect(await house.ask({ kind: "write", paths: ["/srv/other.ipynb"] }, { tool: "NotebookEdit" })).toMatchObject({ allow: false });
  expect(await house.ask({ kind: "write", paths: ["src/home/.bashrc"] })).toMatchObject({ allow: false });
  expect(house.asked.map(({ why }) => why.split(".")[0])).toEqual(["This would change /srv/other", `This would change ${house.project}/src/home/`]);
  expect(await house.ask({ kind: "write", paths: ["src/home/.ssh/id_rsa"] })).toMatchObject({ allow: false });
  expect(await house.ask({ kind: "read", paths: [] }, { cwd: homedir(), input: { pattern: ".", glob: ".ssh/id_rsa" } })).toMatchObject({ allow: false });
  expect(house.asked).toHaveLength(3);
});

test("tools of servers are judged by their names and the config; those of the house guard themselves", async () => {
  const own = definePlugin({
    api: 1,
    name: "own",
    setup: ({ contribute }) => void contribute(SessionServers, { name: "house", answer: async () => undefined }),
  })();
  await using house = await createHouse({ mcp: { "mail/*": "allow", "bank/*": "deny", "notes/read": "ask" } }, [own]);
  const use = (server: string, tool: string, input: Record<string, string> = {}) =>
    house.ask({ kind: "mcp", server, tool }, { tool: `mcp__${server}__${tool}`, input });
  expect(await use("github", "list_issues")).toMatchObject(fine);
  expect(await use("mail", "send")).toMatchObject(fine);
  expect(await use("house", "job_remove")).toMatchObject(fine);
  expect(house.asked).toEqual([]);
  expect(await use("bank", "balance")).toMatchObject({ allow: false, reason: expect.stringContaining("does not let you use bank/balance") });
  expect(house.asked).toEqual([]);
  expect(await use("github", "delete_repo")).toMatchObject({ allow: false });
  expect(await use("notes", "read")).toMatchObject({ allow: false });
  expect(await use("files", "write_file", { path: "/etc/hosts" })).toMatchObject({ allow: false });
  expect(house.asked).toHaveLength(3);
  expect(await use("box", "run_command", { command: "rm -rf ~" })).toMatchObject({ allow: false, by: "safety: stop what does harm" });
  expect(await house.ask({ kind: "other" }, { tool: "terminal", input: { command: "rm -rf ~" } })).toMatchObject({ allow: false });
  expect(house.asked).toHaveLength(3);
});

const noDeploy = {
  id: "own.deploy",
  severity: "catastrophic",
  programs: ["deploy-*"],
  reason: "Nobody deploys on Fridays.",
  instead: "Wait until Monday.",
} as const;

test("rules of the config and of other plugins count beside the guard's own", async () => {
  const polite = definePlugin({
    api: 1,
    name: "polite",
    setup: ({ contribute }) => void contribute(GuardRules, { ...noDeploy, id: "polite.shout", programs: ["shout"], severity: "risky" }),
  })();
  await using house = await createHouse({ rules: [noDeploy], protectedBranches: ["trunk"] }, [polite]);
  expect(await house.shell("cd src; deploy-all --now")).toMatchObject({ allow: false, reason: "Nobody deploys on Fridays. Wait until Monday." });
  expect(await house.shell("shout hello")).toMatchObject({ allow: false });
  expect(house.asked).toHaveLength(1);
  expect(await house.shell("rm -rf ~")).toMatchObject({ allow: false });
  expect(await house.shell("git push --force-with-lease origin trunk")).toMatchObject({ allow: false });
  expect(await house.shell("git push --force-with-lease origin feature")).toMatchObject(fine);
  expect((await house.kernel.service(Safety).guardSettings()).rules.map(({ id }) => id)).toEqual(["own.deploy", "polite.shout"]);
});

test("a rule that means nothing is refused with whose it is and why", async () => {
  const broken = { ...noDeploy, text: "(" };
  await expect(createHouse({ rules: [broken] })).rejects.toThrow(/rules\[0\].*regular expression/);
  const careless = definePlugin({ api: 1, name: "careless", setup: ({ contribute }) => void contribute(GuardRules, broken) })();
  await expect(createHouse({}, [careless])).rejects.toMatchObject({ code: "SAFETY_BAD_RULE", message: expect.stringContaining("careless") });
});
