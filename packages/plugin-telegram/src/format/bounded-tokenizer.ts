import { Tokenizer, type Tokens } from "marked";

/** Deeper quotes and lists are text: a phone's screen shows no more, and reading them takes time that grows with the square of the depth, or worse. */
const mostBlocks = 10;
const mostStyles = 8;
const mostColumns = 40;

/** Reads Markdown to a bounded depth. What lies deeper stays as it is written. */
export class BoundedTokenizer extends Tokenizer {
  #blocks = 0;
  #styles = 0;

  #block<Found>(read: () => Found | undefined): Found | undefined {
    if (this.#blocks >= mostBlocks) return undefined;
    this.#blocks++;
    try {
      return read();
    } finally {
      this.#blocks--;
    }
  }

  #style<Found>(read: () => Found | undefined): Found | undefined {
    if (this.#styles >= mostStyles) return undefined;
    this.#styles++;
    try {
      return read();
    } finally {
      this.#styles--;
    }
  }

  override blockquote(source: string): Tokens.Blockquote | undefined {
    return this.#block(() => super.blockquote(source));
  }

  override list(source: string): Tokens.List | undefined {
    return this.#block(() => super.list(source));
  }

  /** A footnote's text is no link's target. */
  override def(source: string): Tokens.Def | undefined {
    return /^ {0,3}\[\^/.test(source) ? undefined : super.def(source);
  }

  override table(source: string): Tokens.Table | undefined {
    const end = source.indexOf("\n");
    const header = end < 0 ? source : source.slice(0, end);
    return header.split("|", mostColumns + 2).length > mostColumns + 1 ? undefined : super.table(source);
  }

  override emStrong(source: string, masked: string, before?: string): Tokens.Em | Tokens.Strong | undefined {
    return this.#style(() => super.emStrong(source, masked, before));
  }

  override del(source: string, masked: string, before?: string): Tokens.Del | undefined {
    return this.#style(() => super.del(source, masked, before));
  }

  override link(source: string): Tokens.Link | Tokens.Image | undefined {
    return this.#style(() => super.link(source));
  }

  override reflink(source: string, links: Parameters<Tokenizer["reflink"]>[1]): ReturnType<Tokenizer["reflink"]> {
    return this.#style(() => super.reflink(source, links));
  }
}
