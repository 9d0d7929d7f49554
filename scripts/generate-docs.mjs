// `npm run docs`: writes docs/errors.md from the packages' error catalogues, and the reference in docs/hooks.md from the kernel's types. With --check it only says
// which page is not current; a page's name (`hooks`) limits it to that page.
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { renderErrors } from "./docs/render-errors.mjs";
import { renderHooks } from "./docs/render-hooks.mjs";

const pages = { errors: renderErrors, hooks: renderHooks };
const words = process.argv.slice(2);
const wanted = words.filter((word) => word in pages);
let stale = false;

for (const [name, render] of Object.entries(pages).filter(([name]) => wanted.length === 0 || wanted.includes(name))) {
  const file = fileURLToPath(new URL(`../docs/${name}.md`, import.meta.url));
  const written = existsSync(file) ? readFileSync(file, "utf8") : "";
  const rendered = await render(written);
  if (!words.includes("--check")) {
    writeFileSync(file, rendered);
    console.log(`docs/${name}.md: ${written === rendered ? "as it was" : "written"}`);
  } else if (written !== rendered) {
    console.error(`docs/${name}.md is not current: run \`npm run docs\`.`);
    stale = true;
  }
}
if (stale) process.exitCode = 1;
