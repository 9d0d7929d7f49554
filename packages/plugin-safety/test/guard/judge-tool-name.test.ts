import { expect, test } from "vitest";
import { carriedCommands } from "../../src/guard/carried-command.ts";
import { judgeToolName, wishFor, wordsOfName } from "../../src/guard/judge-tool-name.ts";

test("names are read as whole words, however they are put together", () => {
  for (const name of ["delete_repo_now", "deleteRepoNow", "delete-repo.now", "DELETE_REPO_NOW", "DeleteREPONow"])
    expect(wordsOfName(name)).toEqual(["delete", "repo", "now"]);
});

test("what takes away, speaks to others, releases or pays is risky by its name; what only looks is not", () => {
  const risky = [
    "delete_repo",
    "removeUser",
    "drop-table",
    "bulkDestroy",
    "purge_cache",
    "truncateTable",
    "wipe_disk",
    "send_email",
    "publishPost",
    "deploy_site",
  ];
  const more = ["transfer_funds", "payInvoice", "gmail_send", "merge_pull_request", "grant_access", "get_and_delete", "chat.postMessage", "repo_delete"];
  const fine = [
    "get_transfer",
    "list_deleted_items",
    "searchPosts",
    "create_issue",
    "read_file",
    "undeletable",
    "sender_profile",
    "payload_size",
    "describe_drop_table",
    "screenshot",
  ];
  expect([...risky, ...more].filter((tool) => judgeToolName("x", tool, undefined)?.severity !== "risky")).toEqual([]);
  expect(fine.filter((tool) => judgeToolName("x", tool, undefined) !== undefined)).toEqual([]);
});

test("the config decides about one tool, or all of a server", () => {
  const wishes = { "mail/send": "allow", "mail/*": "ask", "bank/*": "deny" } as const;
  expect(judgeToolName("mail", "send", wishFor("mail", "send", wishes))).toBeUndefined();
  expect(judgeToolName("mail", "list", wishFor("mail", "list", wishes))).toMatchObject({ severity: "risky", always: true });
  expect(judgeToolName("bank", "balance", wishFor("bank", "balance", wishes))).toMatchObject({ severity: "catastrophic", rule: "mcp-config" });
  expect(wishFor("toString", "x", wishes)).toBeUndefined();
});

test("a tool that is a shell by its name is given lines of shell, whole or in words", () => {
  expect(carriedCommands("run_command", { command: "ls -la" })).toEqual(["ls -la"]);
  expect(carriedCommands("terminal", { cmd: "rm", args: ["-rf", "a b"] })).toEqual(["rm -rf 'a b'", "rm"]);
  expect(carriedCommands("exec", { command: ["bash", "-c", "it's"] })).toEqual(["bash -c 'it'\\''s'"]);
  expect(carriedCommands("Shell", { script: "true" })).toEqual(["true"]);
  expect(carriedCommands("note", { command: "rm -rf /" })).toEqual([]);
});
