/** A longer one is shown as text, so that a part's bytes suffice. */
const longestTarget = 2_048;

const web = /^https?:\/\/(?:[^/?#\s@]*@)?([^/?#\s:@[\]]+\.[^/?#\s:@[\]]*|\[[0-9a-f:.]+\])(?::\d+)?(?:[/?#]\S*)?$/i;
const other = /^(?:tg:\/\/\S+|mailto:[^\s@]+@[^\s@]+)$/i;

/** A link's target that Telegram keeps, or undefined: other schemes, addresses inside a machine or a folder, anything with spaces. */
export function checkedTarget(target: string): string | undefined {
  if (target.length > longestTarget) return undefined;
  const trimmed = target.trim().replaceAll(" ", "%20");
  const [, host] = web.exec(trimmed) ?? [];
  if (host !== undefined) return /[<>"\\^`{|}]|^\.|\.\./.test(host) ? undefined : trimmed;
  return other.test(trimmed) ? trimmed : undefined;
}

/** Telegram makes a link of such a text by itself. */
export const isFound = (text: string, target: string): boolean =>
  (text === target && /^https?:\/\/[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,}(?:\/[\w./-]*\w|\/)?$/i.test(text)) ||
  (target === `mailto:${text}` && /^[a-z0-9.+-]*[a-z0-9]@[a-z0-9-]+\.[a-z]{2,}$/i.test(text));
