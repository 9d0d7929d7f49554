const two = (figure: number) => String(figure).padStart(2, "0");

/** The calendar day of the machine at an instant: `2026-03-01`. */
export function dayOf(at: number): string {
  const date = new Date(at);
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}
