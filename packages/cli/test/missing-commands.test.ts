import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { missingCommands } from "../src/oclif/missing-commands.ts";

test("which plugin brings the commands is said where it is installed, by its name or by a command's first word", async () => {
  const project = await mkdtemp(join(tmpdir(), "instar-missing-"));
  onTestFinished(() => rm(project, { recursive: true }));
  const modules = join(project, "node_modules");
  const install = async (name: string, manifest: object) => {
    await mkdir(join(modules, name), { recursive: true });
    await writeFile(join(modules, name, "package.json"), JSON.stringify({ name, instar: manifest }));
  };
  await install("@instar/plugin-planner", { plugin: "planner", commands: { "job list": {}, "job add": {} } });
  await install("instar-plugin-rain", { plugin: "rain", commands: { forecast: {} } });
  await mkdir(join(modules, "@instar/broken"), { recursive: true });
  expect(missingCommands("planner", project)).toMatch(/^The plugin planner is installed\. .*`instar add planner`/);
  expect(missingCommands("job", project)).toMatch(/^The plugin planner, which brings such commands, is installed\. .*`instar add planner`/);
  expect(missingCommands("jobs", project)).toMatch(/`instar add planner`/);
  expect(missingCommands("forecast", project)).toMatch(/`instar add rain`/);
  expect(missingCommands("paint", project)).toBeUndefined();
  expect(missingCommands("job", undefined)).toMatch(/go there, or name it with --dir/);
});
