import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const modules = fileURLToPath(new URL("../node_modules", import.meta.url));
const config = `import { defineConfig } from "instar";
import claude from "@instar/plugin-claude";
import offline from "@instar/plugin-offline";
export default defineConfig({ name: "bench", plugins: [claude(), offline()] });
`;

/** An agent with all of this round's plugins, or that of `text`, in a folder and a home of its own. */
export async function withFolder(work, text = config) {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "instar-bench-daemon-")));
  const env = { PATH: process.env.PATH, HOME: join(folder, "home") };
  mkdirSync(env.HOME);
  symlinkSync(modules, join(folder, "node_modules"));
  writeFileSync(join(folder, "package.json"), JSON.stringify({ name: "bench", private: true, type: "module" }));
  writeFileSync(join(folder, "instar.config.ts"), text);
  try {
    return await work({ folder, env });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
