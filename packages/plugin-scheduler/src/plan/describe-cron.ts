import { cronFields } from "./cron-rule.ts";

const months = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];
const weekdays = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
const nths = ["first", "second", "third", "fourth", "fifth"];

const isFree = (field: string) => field === "*" || field === "?" || field === "*/1";
const isNumber = (field: string) => /^\d+$/.test(field);
const two = (field: string) => field.padStart(2, "0");

function listed(words: readonly string[], join = "and"): string {
  return words.length > 1 ? `${words.slice(0, -1).join(", ")} ${join} ${words.at(-1)}` : (words[0] ?? "");
}

const ordinal = (value: number) =>
  `${value}${value % 10 === 1 && value !== 11 ? "st" : value % 10 === 2 && value !== 12 ? "nd" : value % 10 === 3 && value !== 13 ? "rd" : "th"}`;

/** A list of values and ranges in words; undefined for steps and whatever else needs more than words. */
function inWords(field: string, word: (token: string) => string | undefined): string | undefined {
  const parts = field.split(",").map((part) => {
    const ends = part.split("-").map(word);
    if (ends.length > 2 || ends.some((end) => end === undefined)) return undefined;
    return ends.join(" to ");
  });
  return parts.every((part) => part !== undefined) ? listed(parts) : undefined;
}

function named(names: readonly string[], firstNumber: number) {
  return (token: string): string | undefined =>
    isNumber(token)
      ? names[Number(token) - firstNumber]
      : token.length >= 3
        ? names.find((name) => name.toLowerCase().startsWith(token.toLowerCase()))
        : undefined;
}

const monthWord = named(months, 1);

function weekdayWord(token: string): string | undefined {
  const special = /^(\w+?)(?:#([1-5])|L)$/i.exec(token);
  if (!special || named(weekdays, 0)(token)) return named(weekdays, 0)(token);
  const day = named(weekdays, 0)(special[1] ?? "");
  return day && `the ${special[2] ? nths[Number(special[2]) - 1] : "last"} ${day} of the month`;
}

function dayWords(field: string): string | undefined {
  if (/^L$/i.test(field)) return "the last day of the month";
  if (/^LW$/i.test(field)) return "the last weekday of the month";
  const back = /^L-(\d+)$/i.exec(field);
  if (back) return `the day ${back[1]} ${back[1] === "1" ? "day" : "days"} before the last of the month`;
  const near = /^(\d+)W$/i.exec(field);
  if (near) return `the weekday nearest to the ${ordinal(Number(near[1]))}`;
  const words = inWords(field, (token) => (isNumber(token) ? ordinal(Number(token)) : undefined));
  return words && `the ${words}`;
}

function timeWords(second: string, minute: string, hour: string): string | undefined {
  const everySecond = /^\*(?:\/(\d+))?$/.exec(second);
  const everyMinute = /^\*(?:\/(\d+))?$/.exec(minute);
  const everyHour = /^\*(?:\/(\d+))?$/.exec(hour);
  const step = (match: RegExpExecArray, unit: string) => (match[1] && match[1] !== "1" ? `every ${match[1]} ${unit}s` : `every ${unit}`);
  const during = everyHour ? (everyHour[1] && everyHour[1] !== "1" ? ` of every ${everyHour[1]} hours` : "") : ` of hour ${hour}`;
  if (everySecond) return isFree(minute) && !during ? step(everySecond, "second") : undefined;
  const seconds = second === "0" ? "" : isNumber(second) ? `:${two(second)}` : undefined;
  if (seconds === undefined) return undefined;
  const atSecond = seconds && ` at second ${second}`;
  if (everyMinute) return everyHour && during ? undefined : `${step(everyMinute, "minute")}${during}${atSecond}`;
  if (!/^[\d,]+$/.test(minute)) return undefined;
  if (everyHour) return `${step(everyHour, "hour")} at minute ${listed(minute.split(","))}${atSecond}`;
  if (isNumber(minute) && /^\d+-\d+$/.test(hour)) {
    const [from = "", to = ""] = hour.split("-");
    return `every hour from ${two(from)}:${two(minute)}${seconds} to ${two(to)}:${two(minute)}${seconds}`;
  }
  if (!/^[\d,]+$/.test(hour)) return undefined;
  return `at ${listed(hour.split(",").flatMap((one) => minute.split(",").map((part) => `${two(one)}:${two(part)}${seconds}`)))}`;
}

/** In words where words are plain; else its fields by name. */
export function describeCron(expression: string): string {
  const [second = "", minute = "", hour = "", day = "", month = "", weekday = ""] = cronFields(expression);
  const time = timeWords(second, minute, hour);
  const days = isFree(day) ? "" : dayWords(day);
  const onWeekdays = isFree(weekday) ? "" : inWords(weekday, weekdayWord);
  const inMonths = isFree(month) ? "" : inWords(month, monthWord);
  if (time === undefined || days === undefined || onWeekdays === undefined || inMonths === undefined) {
    const fields = { second, minute, hour, "day of the month": day, month, weekday };
    return `when ${Object.entries(fields)
      .filter(([name, field]) => !isFree(field) && !(name === "second" && field === "0"))
      .map(([name, field]) => `${name} is ${field}`)
      .join(", ")}`;
  }
  const on = [days, onWeekdays].filter((words) => words !== "").join(day.startsWith("*") || weekday.startsWith("*") ? " if it is a " : " or ");
  const daily = /^at /.test(time) && on === "" ? " every day" : "";
  return `${time}${daily}${on && ` on ${on}`}${inMonths && ` in ${inMonths}`}`;
}
