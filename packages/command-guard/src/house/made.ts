import { existsSync } from "node:fs";

/** A line with what it makes for itself under other names: what `mktemp` gives, and new folders of our name in the temporary folder. */
export function withMade(text: string, temporary: string): string {
  const made = text.includes("mktemp")
    ? text.replace(
        /\$\(\s{0,9}mktemp(\s+[-\w./]{1,99}){0,9}\s{0,9}\)|`\s{0,9}mktemp(\s+[-\w./]{1,99}){0,9}\s{0,9}`/g,
        () => `${temporary}/instar-guard.made-by-mktemp`,
      )
    : text;
  return made.includes("/.instar") && made.includes("mkdir") ? withFolders(made, temporary) : made;
}

/** What leads to another folder by the same name. */
const leading = /\b(?:ln|link|mount|bindfs|cp|mv|rsync|install|tar|cd|pushd|chroot|docker|podman)\b|\.\.|\$/;

function withFolders(text: string, temporary: string): string {
  if (leading.test(text)) return text;
  let out = text;
  for (const [, folder = ""] of text.matchAll(/\bmkdir\s+(?:-\w{1,9}\s+)?["']?(\/[\w./-]{1,300}\/\.instar)(?![\w.-])/g))
    if (folder.startsWith(`${temporary}/`) && !existsSync(folder.slice(0, folder.indexOf("/.instar"))))
      out = out.replaceAll(folder, () => `${folder.slice(0, -".instar".length)}instar-guard.made-folder`);
  return out;
}
