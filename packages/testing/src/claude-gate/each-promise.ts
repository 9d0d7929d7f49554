import { format } from "node:util";
import type { Contract } from "../scorecard/create-contract.ts";

/** A promise for each row, `G2.1` and so on; a title takes the row's values by `%s`. */
export const eachPromise =
  ({ promise }: Contract) =>
  <Row extends [unknown, ...unknown[]]>(id: string, rows: readonly Row[]) =>
  (title: string, run: (...row: Row) => Promise<void>): void => {
    const places = title.split("%s").length - 1;
    for (const [index, row] of rows.entries()) promise(`${id}.${index + 1}`, format(title, ...row.slice(0, places)), () => run(...row));
  };
