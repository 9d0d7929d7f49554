const always = ["PATH", "HOME", "LANG", "LC_ALL", "TZ", "TMPDIR"];

/** What scripts and gates may know of our environment: never a secret, but for what the owner names. */
export function scriptEnvironment(ours: Readonly<Record<string, string | undefined>>, passed: readonly string[]): Record<string, string> {
  return Object.fromEntries([...always, ...passed].flatMap((name) => (ours[name] === undefined ? [] : [[name, ours[name]]])));
}
