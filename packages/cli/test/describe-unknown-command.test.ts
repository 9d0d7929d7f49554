import { expect, test } from "vitest";
import { describeUnknownCommand } from "../src/oclif/describe-unknown-command.ts";

const ids = ["start", "stop", "status", "inbox", "inbox show", "inbox retry", "secrets list", "config validate"];

test.each([
  [["statsu"], "There is no command `instar statsu`.", "Did you mean `instar status`? `instar --help` lists the commands."],
  [["secret", "list"], "There is no command `instar secret list`.", "Did you mean `instar secrets list`? `instar --help` lists the commands."],
  [["inbox", "shwo"], '`instar inbox` takes no "shwo".', "Did you mean `instar inbox show`? `instar inbox --help` says what it takes."],
  [["start", "now"], '`instar start` takes no "now".', "`instar start --help` says what it takes."],
  [["paint"], "There is no command `instar paint`.", "`instar --help` lists the commands."],
  [["job"], "There is no command `instar job`.", "`instar --help` lists the commands."],
  [["secretes"], "There is no command `instar secretes`.", "Did you mean `instar secrets`? `instar --help` lists the commands."],
  [["stpo", "5"], "There is no command `instar stpo 5`.", "Did you mean `instar stop`? `instar --help` lists the commands."],
  [["inbox", "list"], '`instar inbox` takes no "list".', "`instar inbox --help` says what it takes."],
  [["config", "validte"], "There is no command `instar config validte`.", "Did you mean `instar config validate`? `instar config --help` lists the commands."],
  [["secrets", "paint"], "There is no command `instar secrets paint`.", "`instar secrets --help` lists the commands."],
])("%j is told what is wrong and what was probably meant", (words, message, hint) => {
  expect(describeUnknownCommand(words, ids)).toEqual({ message, hint });
});

test("where the commands of a missing plugin are is said of words that are nobody's", () => {
  expect(describeUnknownCommand(["paint", "wall"], ids, () => "Add the plugin paint.").hint).toBe("Add the plugin paint.");
  expect(describeUnknownCommand(["statsu"], ids, () => "Add the plugin statsu.").hint).toMatch(/^Did you mean/);
});
