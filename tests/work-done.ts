/** From now on, in ms, how long this process worked. A busy machine makes work late, but not more. */
export function countWork(): () => number {
  const began = process.cpuUsage();
  return () => {
    const { user, system } = process.cpuUsage(began);
    return (user + system) / 1_000;
  };
}
