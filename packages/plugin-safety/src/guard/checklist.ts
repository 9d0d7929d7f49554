/** What stands behind a denial that a second, verified try may pass. Four questions, and how to go on. */
export const checklist = (reason: string, instead: string | undefined, cwd: string): { readonly reason: string; readonly hint: string } => ({
  reason: `Stopped once, so that you look again. ${reason}`,
  hint: [
    ...(instead === undefined ? [] : [`The safer way: ${instead}`]),
    "Before you go on, answer these four questions by looking, not by guessing:",
    `1. Is this the right place? It would run in ${cwd}.`,
    "2. What exactly is lost, and can it be got back?",
    "3. Was it asked for, by the person you work for, in these words?",
    "4. Is there a safer way that does the same?",
    "If all four speak for it, give exactly the same call again within 10 minutes: it then runs once. If not, do the safer thing, or tell the owner.",
  ].join("\n"),
});
