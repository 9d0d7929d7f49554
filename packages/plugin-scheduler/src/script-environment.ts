import { delimiter, dirname, join } from "node:path";

const always = ["PATH", "HOME", "LANG", "LC_ALL", "TZ", "TMPDIR"];

/**
 * What scripts and gates may know of our environment: never a secret, but for what the owner names. Last on their path are the Node.js that runs us and
 * the commands that are installed beside the agent, `instar` among them: a service of the system may have been started without either.
 */
export function scriptEnvironment(ours: Readonly<Record<string, string | undefined>>, passed: readonly string[], project: string): Record<string, string> {
  const known = Object.fromEntries([...always, ...passed].flatMap((name) => (ours[name] === undefined ? [] : [[name, ours[name]]])));
  return {
    ...known,
    PATH: [known["PATH"] ?? "/usr/local/bin:/usr/bin:/bin", dirname(process.execPath), join(project, "node_modules", ".bin")].join(delimiter),
  };
}
