import { nearest } from "@instar/kernel/nearest";
import { cronFields, cronNicknames } from "./cron-rule.ts";
import type { Zones } from "./zones.ts";

const months = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];
const weekdays = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];
const short = (name: string) => name.slice(0, 3).toUpperCase();
const isKnown = (word: string, names: readonly string[] | undefined) =>
  names?.some((name) => name.toLowerCase() === word.toLowerCase() || short(name) === word.toUpperCase()) ?? false;

/** By the names that node-cron gives its fields, in the order of six fields. */
const fields: readonly { readonly key: string; readonly name: string; readonly range: string; readonly most: number; readonly words?: readonly string[] }[] = [
  { key: "second", name: "second", range: "0–59", most: 59 },
  { key: "minute", name: "minute", range: "0–59", most: 59 },
  { key: "hour", name: "hour", range: "0–23", most: 23 },
  { key: "dayOfMonth", name: "day of the month", range: "1–31, L (the last), L-3, 15W (the nearest weekday) or LW", most: 31 },
  { key: "month", name: "month", range: "1–12 or JAN–DEC", most: 12, words: months },
  { key: "dayOfWeek", name: "weekday", range: "0–7 (0 and 7 are Sunday), SUN–SAT, 5L (the last Friday) or 1#2 (the second Monday)", most: 7, words: weekdays },
];

/** Undefined: node-cron reads it. Else what is wrong, by field. */
export function checkCron(expression: string, zones: Zones): { readonly problem: string; readonly hint: string } | undefined {
  const rule = zones.rule(expression);
  if (!("errors" in rule)) return undefined;
  const written = cronFields(expression);
  const [error] = rule.errors;
  const index = fields.findIndex(({ key }) => key === error?.field);
  const field = fields[index];
  if (!field) {
    if (expression.trim().startsWith("@")) {
      const near = nearest(expression.trim(), cronNicknames);
      return { problem: `There is no "${expression.trim()}".`, hint: near ? `Did you mean ${near}?` : `Known are ${cronNicknames.join(", ")}.` };
    }
    return /illegal/.test(error?.message ?? "")
      ? { problem: `The cron expression "${expression}" has characters that none may have.`, hint: "Letters, digits and * / , - # ? are allowed." }
      : {
          problem: `A cron expression has five fields (minute hour day month weekday) or six (second first); "${expression}" has ${written.length}.`,
          hint: "For example `0 8 * * 1-5`: at 08:00 on Monday to Friday.",
        };
  }
  const value = written[index] ?? "";
  if (/impossible/.test(error?.message ?? ""))
    return { problem: `No month that it names has a day ${value}.`, hint: "Use L for the last day of the month, whichever it is." };
  const word = value.split(/[-,/#]/).find((part) => /^[a-z]{2,}$/i.test(part) && !isKnown(part, field.words));
  const near = word && field.words && nearest(word, [...field.words.map(short), ...field.words]);
  const start = /^(\d+)\/(\d+)$/.exec(value);
  return {
    problem: `The ${field.name} field cannot be "${value}".`,
    hint: near
      ? `Did you mean ${near}?`
      : start
        ? `Say from where to where: ${start[1]}-${field.most}/${start[2]}.`
        : `It may be ${field.range}, lists (1,15), ranges (1-5) and steps (*/2).`,
  };
}
