const eighths = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"];

/** A bar of `width` columns for all of it. What is more than nothing is seen, what is more than all is cut. */
export function bar(share: number, width: number): string {
  const steps = Math.min(width * 8, Math.max(share > 0 ? 1 : 0, Math.round(share * width * 8)));
  return "█".repeat(Math.floor(steps / 8)) + (eighths[steps % 8] ?? "");
}

/** The same, with what is left. */
export const gauge = (share: number, width: number): string => {
  const full = Math.min(width, Math.max(share > 0 ? 1 : 0, Math.floor(share * width + 1e-9)));
  return "█".repeat(full) + "░".repeat(width - full);
};
