const passed = ["PATH", "HOME", "LANG", "LC_ALL", "TZ", "TMPDIR"];

/** What a command that the agent runs may know of our environment: never a secret. */
export function commandEnvironment(ours: Readonly<Record<string, string | undefined>>): Record<string, string> {
  return Object.fromEntries(passed.flatMap((name) => (ours[name] === undefined ? [] : [[name, ours[name]]])));
}
