import { isSlug } from "./definition-from-fields.ts";

/** What a name in the folder of jobs stands for. `ignored`: what editors and backups leave, silently. */
export type JudgedName =
  | { readonly kind: "ignored" }
  | { readonly kind: "job"; readonly slug: string }
  | { readonly kind: "strange"; readonly text: string; readonly hint: string };

const leftBehind = /^\.|^#.*#$|~$|^4913$|\.(swp|swx|swo|bak|orig|rej|tmp|temp|part|crdownload)$/i;

export function judgeName(name: string): JudgedName {
  if (leftBehind.test(name)) return { kind: "ignored" };
  const [, stem = name, ending = ""] = /^(.+?)(\.[^.]*)?$/s.exec(name) ?? [];
  if (ending !== ".md") {
    const hint =
      /^\.(md|markdown|ya?ml|json)$/i.test(ending) && isSlug(stem)
        ? `Rename it to ${stem}.md.`
        : "Jobs are files such as backup.md: move it out of this folder.";
    return { kind: "strange", text: "It is not a job: its name does not end in .md.", hint };
  }
  if (isSlug(stem)) return { kind: "job", slug: stem };
  const better = stem
    .normalize("NFKD")
    .replaceAll(/[^A-Za-z0-9_-]+/g, "-")
    .replaceAll(/^-+|-+$/g, "")
    .slice(0, 100);
  return {
    kind: "strange",
    text: "Its name can't be a job's: that has letters, digits, _ and - only, at most 100.",
    hint: `Rename it to ${better === "" ? "backup" : better}.md.`,
  };
}
