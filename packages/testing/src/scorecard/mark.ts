/** What a contract's test says of itself in its `task.meta`, for a scorecard. */
export interface PromiseMark {
  /** The contract, as `channel`. */
  readonly contract: string;
  /** Who is held to it, as `tiny-chat`. */
  readonly subject: string;
  /** Permanent within its contract, as `C3`. */
  readonly id: string;
  readonly title: string;
  /** Why it was not asked of this subject. */
  readonly optedOut?: string;
}

const key = "instarPromise";

/** As `meta` of a test. */
export const asMeta = (mark: PromiseMark): object => ({ [key]: mark });

/** The mark in a test's `meta`; undefined for a test of no contract. */
export const readMark = (meta: object): PromiseMark | undefined => (meta as { readonly [key]?: PromiseMark })[key];
