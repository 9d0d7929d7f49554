/** How a version stands to a range: it fits, or the range wants something newer or older. */
export type RangeFit = "fits" | "wants newer" | "wants older";

type Version = readonly [number, number, number];

interface Span {
  readonly from: Version;
  /** Exclusive; undefined: no end. */
  readonly to?: Version | undefined;
}

const comparator = /^(\^|~|>=|<=|>|<|=)?v?(\d+|[xX*])(?:\.(\d+|[xX*]))?(?:\.(\d+|[xX*]))?(?:[-+].*)?$/;
const zero: Version = [0, 0, 0];

const compare = (one: Version, other: Version): number => one[0] - other[0] || one[1] - other[1] || one[2] - other[2];
const next = ([major, minor, patch]: Version, part: 0 | 1 | 2): Version =>
  part === 0 ? [major + 1, 0, 0] : part === 1 ? [major, minor + 1, 0] : [major, minor, patch + 1];

/** `^` keeps the first part that is not zero. */
function caretEnd(from: Version, given: number): Version {
  const first = from.findIndex((part) => part > 0);
  return next(from, Math.min(first < 0 ? given - 1 : first, given - 1) as 0 | 1 | 2);
}

/** One comparator as a span; undefined for what is written in another way. */
function spanOf(text: string): Span | undefined {
  const match = comparator.exec(text);
  if (match === null) return undefined;
  const parts = match.slice(2, 5);
  const named = parts.findIndex((part) => part === undefined || /[xX*]/.test(part));
  const given = named < 0 ? 3 : named;
  const from = parts.map((part, index) => (index < given ? Number(part) : 0)) as unknown as Version;
  if (given === 0) return { from: zero };
  const end = next(from, (given - 1) as 0 | 1 | 2);
  switch (match[1]) {
    case "^":
      return { from, to: caretEnd(from, given) };
    case "~":
      return { from, to: given === 1 ? end : next(from, 1) };
    case ">=":
      return { from };
    case ">":
      return { from: end };
    case "<":
      return { from: zero, to: from };
    case "<=":
      return { from: zero, to: end };
    default:
      return { from, to: end };
  }
}

/** All of the comparators of one alternative together. */
function spanOfAll(alternative: string): Span | undefined {
  const spans = alternative
    .trim()
    .replace(/([<>=~^])\s+/g, "$1")
    .split(/\s+/)
    .map((text) => spanOf(text === "" ? "*" : text));
  return spans.reduce<Span | undefined>(
    (all, span) => {
      if (all === undefined || span === undefined) return undefined;
      const to = all.to === undefined || (span.to !== undefined && compare(span.to, all.to) < 0) ? span.to : all.to;
      return { from: compare(span.from, all.from) > 0 ? span.from : all.from, to };
    },
    { from: zero },
  );
}

/** Compares a version with a range as npm writes them, pre-release marks aside; undefined when either is written in a way that is not known here. */
export function compareRange(version: string, range: string): RangeFit | undefined {
  const match = /^v?(\d+)\.(\d+)\.(\d+)(?:[-+].*)?$/.exec(version);
  const spans = range.split("||").map(spanOfAll);
  if (match === null || spans.includes(undefined)) return undefined;
  const here = match.slice(1, 4).map(Number) as unknown as Version;
  const known = spans as readonly Span[];
  if (known.some(({ from, to }) => compare(here, from) >= 0 && (to === undefined || compare(here, to) < 0))) return "fits";
  return known.some(({ from }) => compare(from, here) > 0) ? "wants newer" : "wants older";
}
