/** While it is held, the end of the terminal does not end this process: what has stopped an agent must start it again. */
export function outliveTerminal(): Disposable {
  const stay = () => undefined;
  process.on("SIGHUP", stay);
  return { [Symbol.dispose]: () => void process.off("SIGHUP", stay) };
}
