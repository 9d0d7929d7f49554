import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { Agent, createServer, request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createKernel } from "@instar/kernel";
import access from "@instar/plugin-access";
import http from "@instar/plugin-http";
import { Http } from "@instar/plugin-http/contract";
import store from "@instar/plugin-store";
import { median } from "./measure.mjs";

const rounds = 7;
const requests = 4_000;
const atOnce = 16;

/** One turn of requests over kept connections, as requests per second. */
async function load(url, headers = {}) {
  const agent = new Agent({ keepAlive: true, maxSockets: atOnce });
  const one = () =>
    new Promise((resolve, reject) => {
      request(`${url}/health`, { agent, headers }, (incoming) => {
        if (incoming.statusCode !== 200) reject(new Error(`/health answered ${incoming.statusCode}.`));
        incoming.resume().on("end", resolve);
      })
        .on("error", reject)
        .end();
    });
  let left = requests;
  const began = performance.now();
  await Promise.all(
    Array.from({ length: atOnce }, async () => {
      while (left-- > 0) await one();
    }),
  );
  agent.destroy();
  return requests / ((performance.now() - began) / 1_000);
}

/** The servers run here; who asks is a process of its own, so that its work is not counted as theirs. */
async function measured(url) {
  const child = spawn(process.execPath, [new URL(import.meta.url).pathname, "--ask", url], { stdio: ["ignore", "pipe", "inherit"] });
  let text = "";
  child.stdout.on("data", (chunk) => {
    text += chunk;
  });
  const [code] = await once(child, "exit");
  if (code !== 0) throw new Error("The asking process failed.");
  return Number(text);
}

async function withServers(work) {
  const project = mkdtempSync(join(tmpdir(), "instar-bench-health-"));
  const bare = createServer((_request, response) => {
    response.setHeader("content-type", "application/json");
    response.end('{"status":"ok"}');
  });
  bare.listen(0, "127.0.0.1");
  await once(bare, "listening");
  const kernel = createKernel({ name: "bench", plugins: [store(), access(), http()] }, { project });
  try {
    await kernel.setup();
    await kernel.start();
    return await work(kernel.service(Http).url(), `http://127.0.0.1:${bare.address().port}`);
  } finally {
    await kernel.stop("The measure is taken.");
    bare.close();
    bare.closeAllConnections();
    rmSync(project, { recursive: true, force: true });
  }
}

async function run() {
  return withServers(async (ours, bare) => {
    const figures = { ours: [], bare: [] };
    for (let round = 0; round <= rounds; round += 1) {
      const bareRate = await measured(bare);
      const ourRate = await measured(ours);
      if (round === 0) continue;
      figures.bare.push(bareRate);
      figures.ours.push(ourRate);
    }
    return { value: median(figures.ours), unit: "requests/s", ratio: median(figures.ours) / median(figures.bare), against: "a bare node:http server" };
  });
}

if (process.argv[2] === "--ask") {
  await load(process.argv[3]);
  console.log(await load(process.argv[3]));
}

export default { name: "http: GET /health", budget: { min: 0.3, of: "ratio" }, run };
