/** `1.23 USD`; below a cent with what is there. */
export const moneyText = (usd: number): string => `${usd.toFixed(usd !== 0 && Math.abs(usd) < 0.01 ? 4 : 2)} USD`;

/** `950`, `12k`, `1.2M`: three figures at most. */
export function countText(count: number): string {
  const steps = [
    [1e9, "G"],
    [1e6, "M"],
    [1e3, "k"],
  ] as const;
  const step = steps.find(([from]) => Math.abs(count) >= from * 0.9995);
  if (step === undefined) return String(Math.round(count));
  const scaled = count / step[0];
  return `${scaled.toFixed(Math.abs(scaled) < 9.95 ? 1 : 0)}${step[1]}`;
}

/** Never 100 before all of it is used. */
export const percentText = (share: number): string => `${Math.floor(share * 100 + 1e-9)} %`;

export const shortened = (text: string, width: number): string => (text.length > width ? `${text.slice(0, Math.max(1, width - 1))}…` : text);
