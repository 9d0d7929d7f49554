import { mkdirSync, mkdtempSync, realpathSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const modules = fileURLToPath(new URL("../node_modules", import.meta.url));
const house = fileURLToPath(new URL("house.mjs", import.meta.url));

/** An agent's folder as a person has it, with a home of its own. */
export function makeFolder() {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "instar-torture-")));
  const home = join(folder, "home");
  mkdirSync(home);
  symlinkSync(modules, join(folder, "node_modules"));
  writeFileSync(join(folder, "package.json"), JSON.stringify({ name: "torture", private: true, type: "module" }));
  writeFileSync(join(folder, "instar.config.mjs"), `import { tortureHouse } from ${JSON.stringify(house)};\nexport default tortureHouse();\n`);
  return { folder, home };
}
