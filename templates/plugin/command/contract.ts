import { service } from "@instar/kernel";

/** What the commands stand on: they are thin, and the service does the work. */
export interface __pascal__ {
  /** A greeting for somebody, without a line break. */
  greet(who: string): Promise<string>;
}

export const __pascal__ = service<__pascal__>("__name__");
