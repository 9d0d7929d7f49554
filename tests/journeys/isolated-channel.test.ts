import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { openIsolatedHouse } from "./isolated-house.ts";

const soon = { timeout: 30_000, interval: 50 };
const ntfy = readFileSync(fileURLToPath(new URL("./outside/ntfy.ts", import.meta.url)), "utf8");

interface Posted {
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
      const from = since === "all" ? 0 : Number(since?.slice(1)) + 1;
      const lines = posted.map(({ text, agent }, index) =>
        JSON.stringify({ id: `m${index}`, time: 1, event: "message", message: text, tags: agent ? ["agent"] : [] }),
      );
      response.end(lines.slice(from).join("\n"));
      return;
    }
    let text = "";
    request.on("data", (chunk: Buffer) => {
      text += chunk.toString("utf8");
    });
    request.on("end", () => {
      posted.push({ text, agent: request.headers.tags === "agent" });
      response.end(JSON.stringify({ id: `m${posted.length - 1}` }));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url,
    answers: () => posted.filter(({ agent }) => agent).map(({ text }) => text),
    say: (text: string) => fetch(`${url}/kira`, { method: "POST", body: text }),
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

test("a channel in a process of its own carries messages and answers, before and after its process was killed", async () => {
  await using service = await startNtfy();
  await using house = openIsolatedHouse(
    ntfy,
    `isolated("./plugins/faulty.ts", { topic: "kira", server: ${JSON.stringify(service.url)}, pollMs: 50 }), access({ owners: ["ntfy:kira"] })`,
    `import access from "@instar/plugin-access";`,
  );
  expect(await house.instar("start")).toMatchObject({ code: 0 });
  await service.say("hello");
  await expect.poll(service.answers, soon).toHaveLength(1);

  const [pid] = house.isolatedPids();
  if (pid === undefined) throw new Error("The channel has no process of its own.");
  process.kill(pid, "SIGKILL");
  await service.say("still there?");
  await expect.poll(service.answers, soon).toHaveLength(2);
  const inbox = JSON.parse((await house.instar("inbox", "--json")).stdout) as { state: string }[];
  expect(inbox.map(({ state }) => state)).toEqual(["answered", "answered"]);
  expect(house.complaints()).toContainEqual(
    expect.objectContaining({
      plugin: "ntfy",
      error: expect.objectContaining({ message: expect.stringContaining("it was ended by SIGKILL") as string }) as object,
    }),
  );
});
