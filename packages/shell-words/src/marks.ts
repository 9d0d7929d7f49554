/** Stands for an unquoted wildcard in a word: `*`, `?`, and a set `[…]`, taken as one character of any kind. */
export const wildcard = { many: "\uE000", one: "\uE001" } as const;
/** Stands for what can't be told before the command runs, such as the output of another one. It may be empty, unless a `wildcard.one` follows. */
export const unknown = "\uE00F";

/** Whether a text says exactly what it will be: no wildcards, nothing unknown. */
export const isPlain = (text: string): boolean => !/[\uE000-\uE00F]/.test(text);
