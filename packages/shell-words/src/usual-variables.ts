/**
 * What is known of the environment of a line that would run in `cwd`: the same for all who read it, so that it is read once. These are called so
 * everywhere, unless a line says otherwise.
 */
export const usualVariables = (cwd: string, home: string, temporary: string): Readonly<Record<string, string>> => ({
  BROWSER: "open",
  CC: "cc",
  CXX: "c++",
  EDITOR: "vi",
  // The agent's own server; a session's has a port and a path behind it.
  INSTAR_URL: "http://127.0.0.1",
  MAKE: "make",
  NODE: "node",
  PAGER: "less",
  PIP: "pip",
  PYTHON: "python3",
  SHELL: "/bin/bash",
  VISUAL: "vi",
  TMPDIR: temporary,
  HOME: home,
  PWD: cwd,
});
