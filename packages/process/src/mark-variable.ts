/** The environment variable that carries a mark; children inherit it, so a shell in a session of its own is found too. */
export const markVariable = "INSTAR_MARK";

/** The mark in an environment whose variables are separated by `separator` (NUL, or a space in what `ps` prints). Marks hold no white space. */
export function markInEnvironment(environment: string, separator: string): string | undefined {
  const start = `${separator}${environment}`.indexOf(`${separator}${markVariable}=`);
  if (start === -1) return undefined;
  const valueStart = start + markVariable.length + 1;
  const end = environment.indexOf(separator, valueStart);
  const value = environment.slice(valueStart, end === -1 ? undefined : end);
  return value === "" ? undefined : value;
}
