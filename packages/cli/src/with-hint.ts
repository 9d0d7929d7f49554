/** What went wrong, as a sentence, and behind it what to do. */
export const withHint = (error: string, hint: string | undefined): string => (hint === undefined ? error : `${error.replace(/(?<![.)])$/, ".")} ${hint}`);
