/** Sums that were added up one by one differ in what nobody counts. */
export const rounded = (figure: number): number => Math.round(figure * 1e9) / 1e9;
