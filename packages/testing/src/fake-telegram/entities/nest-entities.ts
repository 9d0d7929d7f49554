import { endOf, quotes, sortEntities, splittable, type TelegramEntity, verbatim } from "./entity.ts";

const mostEntities = 100;

/**
 * What is left of entities once Telegram has nested them: nothing inside code, no link inside a link, no quote inside a quote, styles cut at the
 * borders of what they contain; and at most 100, code, links and quotes before styles.
 */
export function nestEntities(entities: readonly TelegramEntity[]): TelegramEntity[] {
  const sorted = sortEntities(entities.filter((entity) => entity.length > 0));
  const quoted = withoutOverlap(sorted.filter((entity) => quotes.has(entity.type)));
  const solid = withoutOverlap(sorted.filter((entity) => !quotes.has(entity.type) && !splittable.has(entity.type))).filter((entity) =>
    quoted.every((quote) => endOf(entity) <= quote.offset || entity.offset >= endOf(quote) || (entity.offset >= quote.offset && endOf(entity) <= endOf(quote))),
  );
  const whole = sortEntities([...quoted, ...solid]);
  const emoji = whole.filter((entity) => entity.type === "custom_emoji");
  const counted = whole.filter((entity) => entity.type !== "custom_emoji").slice(0, mostEntities);
  const styles = cutStyles(
    sorted.filter((entity) => splittable.has(entity.type)),
    whole,
  ).slice(0, mostEntities - counted.length);
  return sortEntities([...counted, ...emoji, ...styles]);
}

/** Of entities that overlap, the first stays. */
function withoutOverlap(sorted: readonly TelegramEntity[]): TelegramEntity[] {
  let end = 0;
  return sorted.filter((entity) => {
    if (entity.offset < end) return false;
    end = endOf(entity);
    return true;
  });
}

function cutStyles(styles: readonly TelegramEntity[], whole: readonly TelegramEntity[]): TelegramEntity[] {
  const merged = [...splittable].flatMap((type) => mergeTouching(styles.filter((entity) => entity.type === type)));
  const cuts = [...new Set([...whole.flatMap((entity) => [entity.offset, endOf(entity)]), ...merged.map((entity) => entity.offset)])].sort((a, b) => a - b);
  const code = whole.filter((entity) => verbatim.has(entity.type));
  const pieces = merged.flatMap((entity) => {
    const borders = [entity.offset, ...cuts.filter((cut) => cut > entity.offset && cut < endOf(entity)), endOf(entity)];
    return borders.slice(1).map((end, index) => ({ ...entity, offset: borders[index] as number, length: end - (borders[index] as number) }));
  });
  return sortEntities(pieces.filter((piece) => !code.some((entity) => piece.offset >= entity.offset && endOf(piece) <= endOf(entity))));
}

function mergeTouching(sorted: readonly TelegramEntity[]): TelegramEntity[] {
  const merged: TelegramEntity[] = [];
  for (const entity of sorted) {
    const last = merged.at(-1);
    if (last && entity.offset <= endOf(last)) merged[merged.length - 1] = { ...last, length: Math.max(endOf(last), endOf(entity)) - last.offset };
    else merged.push(entity);
  }
  return merged;
}
