import { chmod, lstat, mkdir, mkdtemp, readdir, readFile, readlink, rm, stat, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { planRegistration, type Standing } from "../src/client-place.ts";
import { register, unregister } from "../src/client-registration.ts";
import type { ServerEntry } from "../src/client-settings.ts";

const entry: ServerEntry = { type: "stdio", command: "instar", args: ["mcp", "--dir", "/home/ann/kira"] };

let folder: string;
let file: string;
let state: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "instar-mcp-"));
  file = join(folder, ".claude.json");
  state = join(folder, "state");
});
afterEach(() => rm(folder, { recursive: true }));

const place = (name = "instar") => ({ file, name, mode: 0o600 });
const settings = '{\n  "numStartups": 3,\n  "oauthAccount": {"accountUuid": "x"}\n}';

describe("registering", () => {
  test("twice changes nothing the second time, and unregistering leaves the very bytes", async () => {
    await writeFile(file, settings, { mode: 0o640 });
    expect(await register(place(), entry, state)).toEqual({ file, name: "instar", changed: true });
    const written = await readFile(file);
    expect(await register(place(), entry, state)).toMatchObject({ changed: false });
    expect(await readFile(file)).toEqual(written);
    expect((await stat(file)).mode & 0o777).toBe(0o640);
    expect(await unregister(place(), state)).toMatchObject({ changed: true });
    expect(await readFile(file, "utf8")).toBe(settings);
    expect(await unregister(place(), state)).toMatchObject({ changed: false });
    expect(await readdir(folder)).not.toContain("registrations.json");
  });

  test("makes a private file when there is none, and takes it away again", async () => {
    await register(place(), entry, state);
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    await unregister(place(), state);
    expect(await readdir(folder)).not.toContain(".claude.json");
  });

  test("leaves what others wrote in between", async () => {
    await register(place(), entry, state);
    const value = JSON.parse(await readFile(file, "utf8")) as { mcpServers: Record<string, unknown> };
    value.mcpServers.other = { command: "x" };
    await writeFile(file, JSON.stringify(value));
    await unregister(place(), state);
    expect(await readFile(file, "utf8")).toBe('{"mcpServers":{"other":{"command":"x"}}}');
  });

  test("again with another command replaces the entry, and still leaves the very bytes", async () => {
    await writeFile(file, settings);
    await register(place(), entry, state);
    const moved = { ...entry, args: ["mcp", "--dir", "/home/ann/elsewhere"] };
    expect(await register(place(), moved, state)).toMatchObject({ changed: true });
    expect(JSON.parse(await readFile(file, "utf8"))).toMatchObject({ mcpServers: { instar: moved } });
    await unregister(place(), state);
    expect(await readFile(file, "utf8")).toBe(settings);
  });

  test("under two names keeps them apart", async () => {
    await writeFile(file, settings);
    await register(place(), entry, state);
    await register(place("kira"), entry, state);
    await unregister(place(), state);
    expect(JSON.parse(await readFile(file, "utf8"))).toMatchObject({ mcpServers: { kira: entry } });
    await unregister(place("kira"), state);
    expect(await readFile(file, "utf8")).toBe(settings);
  });

  test("keeps a symbolic link, and its target's mode", async () => {
    await mkdir(join(folder, "dotfiles"));
    const target = join(folder, "dotfiles", "claude.json");
    await writeFile(target, settings);
    await chmod(target, 0o644);
    await symlink(target, file);
    await register(place(), entry, state);
    await unregister(place(), state);
    expect((await lstat(file)).isSymbolicLink()).toBe(true);
    expect(await readlink(file)).toBe(target);
    expect(await readFile(target, "utf8")).toBe(settings);
    expect((await stat(target)).mode & 0o777).toBe(0o644);
    expect(await readdir(join(folder, "dotfiles"))).toEqual(["claude.json"]);
  });

  test("refuses a broken file by its name and leaves it alone", async () => {
    await writeFile(file, '{ "theme": "dark", }');
    await expect(register(place(), entry, state)).rejects.toMatchObject({ code: "MCP_SETTINGS_BROKEN", message: expect.stringContaining(file) });
    await expect(unregister(place(), state)).rejects.toMatchObject({ code: "MCP_SETTINGS_BROKEN" });
    expect(await readFile(file, "utf8")).toBe('{ "theme": "dark", }');
    await writeFile(file, Buffer.from([0x7b, 0xff, 0x7d]));
    await expect(register(place(), entry, state)).rejects.toMatchObject({ message: expect.stringContaining("not UTF-8") });
  });

  test("refuses a name that somebody else has, and never takes another's entry out", async () => {
    const others = '{"mcpServers":{"instar":{"command":"theirs","args":["serve"]}}}';
    await writeFile(file, others);
    await expect(register(place(), entry, state)).rejects.toMatchObject({ code: "MCP_NAME_TAKEN" });
    await expect(unregister(place(), state)).rejects.toMatchObject({ code: "MCP_NOT_OURS" });
    expect(await readFile(file, "utf8")).toBe(others);
  });

  test.each([
    ["npx", ["-y", "their-tool", "mcp"]],
    ["docker", ["run", "-i", "mcp", "--dir", "/data"]],
    ["theirs", ["mcp"]],
  ])("never takes out another program's entry that also says mcp: %s %j", async (command, args) => {
    const others = JSON.stringify({ mcpServers: { theirs: { command, args } } });
    await writeFile(file, others);
    await expect(unregister(place("theirs"), state)).rejects.toMatchObject({ code: "MCP_NOT_OURS" });
    expect(await readFile(file, "utf8")).toBe(others);
  });

  test("takes out what it wrote when its own notes are lost", async () => {
    for (const own of [
      entry,
      { ...entry, command: "npx", args: ["--no-install", "instar", "mcp"] },
      { ...entry, command: "/bin/node", args: ["/x/instar/dist/main.js", "mcp", "--dir", "/x"] },
    ]) {
      await writeFile(file, JSON.stringify({ mcpServers: { instar: own, other: {} } }));
      expect(await unregister(place(), state)).toMatchObject({ changed: true });
    }
  });

  test("refuses a folder that is not there", async () => {
    await expect(register({ ...place(), file: join(folder, "gone", ".claude.json") }, entry, state)).rejects.toMatchObject({ code: "MCP_NO_FOLDER" });
  });
});

describe("where and what", () => {
  const standing = (more: Partial<Standing> = {}): Standing => ({
    agent: "/home/ann/kira",
    cwd: "/home/ann/kira/docs",
    home: "/home/ann",
    env: { PATH: "/usr/bin" },
    program: ["/usr/bin/node", "/home/ann/kira/node_modules/instar/bin/instar.js"],
    ...more,
  });
  const plan = (asked: { user?: boolean; project?: boolean }, more?: Partial<Standing>) =>
    planRegistration({ user: false, project: false, name: "instar", ...asked }, standing(more));

  test("a person's settings lie at home, or where CLAUDE_CONFIG_DIR says, and name the agent's folder", () => {
    expect(plan({ user: true })).toEqual({
      place: { file: "/home/ann/.claude.json", name: "instar", mode: 0o600 },
      entry: { type: "stdio", command: "/usr/bin/node", args: ["/home/ann/kira/node_modules/instar/bin/instar.js", "mcp", "--dir", "/home/ann/kira"] },
    });
    expect(plan({ user: true }, { env: { CLAUDE_CONFIG_DIR: "/elsewhere" } }).place.file).toBe("/elsewhere/.claude.json");
  });

  test("the agent's own project names nothing of this machine; another folder names the agent's", () => {
    expect(plan({ project: true })).toEqual({
      place: { file: "/home/ann/kira/.mcp.json", name: "instar", mode: 0o644 },
      entry: { type: "stdio", command: "npx", args: ["--no-install", "instar", "mcp"] },
    });
    const other = plan({ project: true }, { cwd: "/home/ann/site" });
    expect(other.place.file).toBe("/home/ann/site/.mcp.json");
    expect(other.entry.args.slice(-2)).toEqual(["--dir", "/home/ann/kira"]);
  });

  test("the word instar is enough where it starts this very program", async () => {
    const script = join(folder, "instar.js");
    await writeFile(script, "");
    await symlink(script, join(folder, "instar"));
    const { entry: short } = plan({ user: true }, { env: { PATH: `/nowhere:${folder}` }, program: ["/usr/bin/node", script] });
    expect(short).toEqual({ type: "stdio", command: "instar", args: ["mcp", "--dir", "/home/ann/kira"] });
  });

  test.each([{}, { user: true, project: true }])("exactly one place is needed, not %j", (asked) => {
    expect(() => plan(asked)).toThrow(expect.objectContaining({ code: "MCP_WHERE" }));
  });
});
