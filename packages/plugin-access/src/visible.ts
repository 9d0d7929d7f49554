const deceiving = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\u115f\u1160\u2800\u3164\uffa0]/gu;

/** Other people's text for somebody who decides by it: what moves a cursor, hides itself or turns the reading direction is shown instead of obeyed. */
export const visible = (text: string): string =>
  text
    .replace(/\r\n/g, "\n")
    .replace(deceiving, (character) => (character === "\n" || character === "\t" ? character : `\\u{${(character.codePointAt(0) as number).toString(16)}}`));
