/** Whole numbers from 0 to 59, as bits: `low` holds 0–29, `high` 30–59. Small, because there are thousands of them. */
export interface NumberSet {
  readonly low: number;
  readonly high: number;
  readonly size: number;
}

function bitCount(bits: number): number {
  let count = 0;
  for (let rest = bits; rest !== 0; rest &= rest - 1) count += 1;
  return count;
}

/** Of a mask with at least one bit. */
export const lowestBit = (bits: number): number => 31 - Math.clz32(bits & -bits);

export { bitCount };

export function numberSet(values: Iterable<number>): NumberSet {
  let low = 0;
  let high = 0;
  for (const value of values) {
    if (value < 30) low |= 1 << value;
    else high |= 1 << (value - 30);
  }
  return { low, high, size: bitCount(low) + bitCount(high) };
}

export const hasNumber = (set: NumberSet, value: number): boolean => (value < 30 ? (set.low >>> value) & 1 : (set.high >>> (value - 30)) & 1) === 1;

/** The first one from `from` (0–60) on, -1 when there is none. */
export function numberFrom(set: NumberSet, from: number): number {
  const low = from < 30 ? (set.low >>> from) << from : 0;
  if (low !== 0) return lowestBit(low);
  const shift = from < 30 ? 0 : from - 30;
  const high = shift < 30 ? (set.high >>> shift) << shift : 0;
  return high === 0 ? -1 : 30 + lowestBit(high);
}

/** How many are smaller than `value` (0–60). */
export function countBelow(set: NumberSet, value: number): number {
  if (value >= 30) return bitCount(set.low) + bitCount(set.high & ((1 << (value - 30)) - 1));
  return bitCount(set.low & ((1 << value) - 1));
}
