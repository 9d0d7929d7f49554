import { Lexer, type MarkedToken, type Token } from "marked";
import { BoundedTokenizer } from "./bounded-tokenizer.ts";
import { cutParagraph, cutSource } from "./cut-source.ts";

/** A style that begins in a longer paragraph ends within so many units. */
const paragraphUnits = 16_384;

const literal = (text: string): Token => ({ type: "escape", raw: text, text });

/** What a reader's bounds do not see coming, such as a call stack that is too small, costs a piece its style and never its words. */
function orElse<Result>(read: () => Result, instead: () => Result): Result {
  try {
    return read();
  } catch {
    // Whatever went wrong in the library, the text itself is at hand.
    return instead();
  }
}

/** The blocks of a GitHub-flavoured Markdown source. Never throws, for any source; takes time in proportion to its length. */
export function readMarkdown(source: string): readonly MarkedToken[] {
  const lexer = new Lexer({ gfm: true, tokenizer: new BoundedTokenizer() });
  const blocks = cutSource(source).flatMap((piece): readonly Token[] => {
    const queued = lexer.inlineQueue.length;
    return orElse(
      () => lexer.blockTokens(piece, []),
      () => {
        lexer.inlineQueue.splice(queued);
        lexer.state.top = true;
        return [{ type: "paragraph", raw: piece, text: piece, tokens: [literal(piece)] }];
      },
    );
  });
  for (const { src, tokens } of lexer.inlineQueue) {
    for (const piece of cutParagraph(src, paragraphUnits)) {
      lexer.state.inRawBlock = false;
      lexer.state.inLink = false;
      tokens.push(
        ...orElse(
          () => lexer.inlineTokens(piece, []),
          () => [literal(piece)],
        ),
      );
    }
  }
  return blocks as readonly MarkedToken[];
}
