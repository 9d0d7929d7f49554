import { delimiter, dirname } from "node:path";

const always = ["PATH", "HOME", "LANG", "LC_ALL", "TZ", "TMPDIR"];

/**
 * What scripts and gates may know of our environment: never a secret, but for what the owner names. Last on their path is the Node.js that runs us, which
 * a service of the system may have been started without.
 */
export function scriptEnvironment(ours: Readonly<Record<string, string | undefined>>, passed: readonly string[]): Record<string, string> {
  const known = Object.fromEntries([...always, ...passed].flatMap((name) => (ours[name] === undefined ? [] : [[name, ours[name]]])));
  return { ...known, PATH: [known["PATH"] ?? "/usr/local/bin:/usr/bin:/bin", dirname(process.execPath)].join(delimiter) };
}
