import type { Button } from "@instar/kernel";
import type { InlineKeyboardMarkup } from "../grammy.ts";

const mostButtons = 100;
const mostInRow = 3;
/** Together, so that phones show them whole. */
const longestRow = 36;

/** The buttons in their order, short ones beside each other. */
export function keyboardOf(buttons: readonly Button[]): InlineKeyboardMarkup {
  const rows: { text: string; callback_data: string }[][] = [];
  let left = 0;
  for (const { id, label } of buttons.slice(0, mostButtons)) {
    const row = rows.at(-1);
    const button = { text: label.trim() || "…", callback_data: id };
    if (row && row.length < mostInRow && label.length <= left) row.push(button);
    else {
      rows.push([button]);
      left = longestRow;
    }
    left -= label.length;
  }
  return { inline_keyboard: rows };
}
