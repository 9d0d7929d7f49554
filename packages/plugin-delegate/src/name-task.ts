/** A name that says what it is about; `tail` makes it one of its own. */
export function nameTask(task: string, tail: string): string {
  const words = task
    .normalize("NFKD")
    .toLowerCase()
    .match(/[a-z0-9]+/g);
  const about = (words ?? []).slice(0, 5).join("-").slice(0, 40).replace(/-+$/, "");
  return `${about === "" ? "task" : about}-${tail}`;
}
