import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const section = /(<!-- scorecard -->\n)[\s\S]*?(<!-- \/scorecard -->)/;

/** Puts a page between `<!-- scorecard -->` and `<!-- /scorecard -->` of a folder's README.md, or else into SCORECARD.md. Gives back the file. */
export function writePage(folder: string, page: string): string {
  const readme = join(folder, "README.md");
  const text = existsSync(readme) ? readFileSync(readme, "utf8") : "";
  if (section.test(text)) {
    writeFileSync(
      readme,
      text.replace(section, (_all, begin: string, end: string) => `${begin}${page}\n${end}`),
    );
    return readme;
  }
  const file = join(folder, "SCORECARD.md");
  writeFileSync(file, `# Scorecard\n\n${page}\n`);
  return file;
}
