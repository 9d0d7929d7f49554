import { execFile } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { eventually } from "./claude-house.ts";

const run = promisify(execFile);
const root = fileURLToPath(new URL("../..", import.meta.url));
const here = fileURLToPath(new URL("./outside", import.meta.url));

/** What npm would install: our packages from their tarballs, everybody else's from where npm has put them. */
async function installPacked(folder: string): Promise<void> {
  const modules = join(folder, "node_modules");
  mkdirSync(join(modules, "@instar"), { recursive: true });
  const packed = join(folder, "packed");
  mkdirSync(packed);
  await run("npm", ["pack", "--workspaces", "--pack-destination", packed, "--loglevel=error"], { cwd: root });
  for (const tarball of readdirSync(packed)) {
    const name = tarball.replace(/-\d+\.\d+\.\d+\.tgz$/, "");
    const target = name === "instar" ? join(modules, "instar") : join(modules, "@instar", name.replace(/^instar-/, ""));
    mkdirSync(target, { recursive: true });
    await run("tar", ["-xzf", join(packed, tarball), "-C", target, "--strip-components=1"]);
  }
  for (const name of readdirSync(join(root, "node_modules")))
    if (name !== "instar" && name !== "@instar" && !name.startsWith(".")) symlinkSync(join(root, "node_modules", name), join(modules, name));
}

interface Posted {
  readonly id: string;
  readonly text: string;
  readonly agent: boolean;
}

/** As much of ntfy.sh as the channel uses. */
async function startNtfy() {
  const posted: Posted[] = [];
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? "/", "http://localhost");
    if (request.method === "GET") {
      const since = url.searchParams.get("since");
      const from = since === "all" ? 0 : posted.findIndex(({ id }) => id === since) + 1;
      response.end(
        posted
          .slice(from)
          .map(({ id, text, agent }) => JSON.stringify({ id, time: 1, event: "message", message: text, tags: agent ? ["agent"] : [] }))
          .join("\n"),
      );
      return;
    }
    let body = "";
    request.on("data", (chunk: Buffer) => {
      body += chunk.toString("utf8");
    });
    request.on("end", () => {
      const entry = { id: `m${posted.length}`, text: body, agent: request.headers.tags === "agent" };
      posted.push(entry);
      response.end(JSON.stringify({ id: entry.id, time: 1, event: "message", message: body }));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url,
    posted,
    say: (text: string) => fetch(`${url}/kira`, { method: "POST", body: text }),
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

test("a gate of 15 lines and a channel of 60, written outside the workspace against the packed packages, work end to end", async () => {
  for (const [file, most] of [
    ["no-force-push.ts", 15],
    ["ntfy.ts", 60],
  ] as const)
    expect(readFileSync(join(here, file), "utf8").trimEnd().split("\n").length).toBeLessThanOrEqual(most);
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "instar-outside-")));
  const home = join(folder, "home");
  mkdirSync(home);
  const ntfy = await startNtfy();
  const instar = (...args: readonly string[]) =>
    run(process.execPath, [join(folder, "node_modules", "instar", "bin", "instar.js"), ...args], {
      cwd: folder,
      env: { PATH: process.env.PATH, HOME: home, TMPDIR: home },
    });
  try {
    await installPacked(folder);
    cpSync(here, join(folder, "plugins"), { recursive: true });
    writeFileSync(join(folder, "package.json"), JSON.stringify({ name: "kira", private: true, type: "module" }));
    writeFileSync(
      join(folder, "instar.config.ts"),
      `import access from "@instar/plugin-access";
import offline from "@instar/plugin-offline";
import { defineConfig } from "instar";
import noForcePush from "./plugins/no-force-push.ts";
import ntfy from "./plugins/ntfy.ts";
export default defineConfig({
  name: "kira",
  plugins: [offline(), noForcePush(), access({ owners: ["ntfy:kira"] }), ntfy({ topic: "kira", server: "${ntfy.url}", pollMs: 50 })],
});
`,
    );
    await instar("start");
    await ntfy.say("create hello.txt");
    await eventually(() => ntfy.posted.some(({ agent }) => agent), "an answer on the channel");
    expect(readdirSync(folder)).toContain("hello.txt");

    await ntfy.say("run git push --force");
    await eventually(() => ntfy.posted.some(({ agent, text }) => agent && text.includes("A force push rewrites shared history.")), "the denial on the channel");
    const inbox = JSON.parse((await instar("inbox", "--json")).stdout) as { state: string; address: { channel: string } }[];
    expect(inbox.map(({ state, address }) => `${address.channel} ${state}`)).toEqual(["ntfy answered", "ntfy answered"]);
    expect((await instar("hooks")).stdout).toContain("protect shared branches");
  } finally {
    await instar("stop").catch(() => undefined); // it may never have started: the assertion above says so
    await ntfy.close();
    rmSync(folder, { recursive: true, force: true });
  }
}, 120_000);
