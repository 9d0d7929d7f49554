import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { isDeepStrictEqual } from "node:util";

/** npm sorts and reformats package.json when it changes it: what says the same in the person's own form is written instead. */
export async function keepPackageForm(project: string, change: (text: string, npms: string) => string | undefined, npm: () => Promise<void>): Promise<void> {
  const file = join(project, "package.json");
  const before = existsSync(file) ? readFileSync(file, "utf8") : undefined;
  await npm();
  if (before === undefined) return;
  const after = readFileSync(file, "utf8");
  const own = change(before, after);
  if (own !== undefined && isDeepStrictEqual(JSON.parse(own), JSON.parse(after))) writeFileSync(file, own);
}
