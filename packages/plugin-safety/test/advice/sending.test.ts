import type { Action, Json, ToolCall } from "@instar/kernel";
import { expect, test } from "vitest";
import { finishesWork } from "../../src/advice/finished-work.ts";
import { readSending } from "../../src/advice/sending.ts";
import { shellCommands } from "../../src/advice/shell-commands.ts";

const callOf = (action: Action, input: { readonly [name: string]: Json } = {}): ToolCall => ({
  id: "call-1",
  session: { id: "session-1", driver: "test" },
  cwd: "/project",
  tool: action.kind,
  input,
  action,
  signal: new AbortController().signal,
});
const shell = (command: string) => callOf({ kind: "shell", command });
const mcp = (server: string, tool: string, input = {}) => callOf({ kind: "mcp", server, tool }, input);
const read = (call: ToolCall) => readSending(call, shellCommands(call), (name) => name === "instar");

test("what leaves the house is known", () => {
  const outside = [
    "gh pr comment 12 --body 'Looks good.'",
    "gh issue create --title Bug --body-file bug.md",
    "gh api -X POST repos/a/b/issues/1/comments -f body=hello",
    "echo hello | mail -s Subject ada@example.com",
    "cat notes.md | mutt -s Notes ada@example.com",
    "cd docs && git send-email 0001.patch",
    'curl -X POST https://hooks.example.com/x -d \'{"text":"hi"}\'',
    "curl -sXPUT https://example.com/a --data @a.json",
    "curl -d a=b example.com/form",
    "curl --json '{}' https://example.com",
    "curl -F file=@report.pdf https://example.com/upload",
    'curl -d hello "$WEBHOOK"',
    "wget --post-data=a=b https://example.com",
    "http POST https://example.com/posts title=x",
    "aws sns publish --topic-arn x --message hi",
    "./scripts/send-email.sh ada@example.com",
    "python3 tools/post_message.py general hello",
    "sudo -u mailer sendmail ada@example.com < mail.txt",
  ];
  expect(outside.filter((line) => read(shell(line))?.to !== "outside")).toEqual([]);
  const tools = ["send_email", "post_message", "publishArticle", "createIssue", "add_comment", "create_pull_request", "slack_post_message", "reply"];
  expect(tools.filter((tool) => read(mcp("acme", tool))?.to !== "outside")).toEqual([]);
});

test("what the owner is told over the house's channels is no letter to others", () => {
  const lines = [
    "instar telegram reply here 'Done.'",
    'curl -sS "$INSTAR_URL/telegram/reply/here" -d \'{ "text": "Done." }\'',
    "curl http://localhost:4040/telegram/reply/here --json '{}'",
    ".claude/scripts/telegram-reply.sh 42 'Done.'",
  ];
  expect(lines.filter((line) => read(shell(line))?.to !== "owner")).toEqual([]);
  expect(read(mcp("instar", "send_message", { text: "Done.", to: "owner" }))?.to).toBe("owner");
});

test("what stays here, or only reads, is nothing to remind of", () => {
  const lines = [
    "curl https://example.com",
    "curl -o page.html -L https://example.com/data",
    "curl -X POST http://localhost:3000/users -d '{}'",
    "curl -d a=b http://127.0.0.1:8080/",
    "curl --data x 'http://[::1]:99/'",
    "gh pr list",
    "gh pr view 12 --comments",
    "gh api repos/a/b/issues",
    "git commit -m 'send mail to users'",
    "grep -rn sendmail src",
    "echo 'curl -X POST https://example.com -d x'",
    "notify-send done",
    "npm run send-test-data --if-present",
    "wget https://example.com/a.tar.gz",
    "mailq",
    'if [ "',
  ];
  expect(lines.filter((line) => read(shell(line)) !== undefined)).toEqual([]);
  const tools = ["get_posts", "list_messages", "search_comments", "read_email", "delete_post", "query", "create_file"];
  expect(tools.filter((tool) => read(mcp("acme", tool)) !== undefined)).toEqual([]);
  expect(read(callOf({ kind: "write", paths: ["/project/send.ts"] }, { content: "I can't" }))).toBeUndefined();
});

test("the words are found where they are written", () => {
  const said = "I can't do that.";
  const ways = [
    shell(`gh pr comment 1 --body "${said}"`),
    shell(`echo "${said}" | mail -s Hi ada@example.com`),
    shell(`mail -s Hi ada@example.com <<'END'\n${said}\nEND`),
    shell(`cat <<'END' | mail -s Hi ada@example.com\n${said}\nEND`),
    shell('curl https://example.com -d \'{"message":{"text":"I can\\u0027t do that."}}\''),
    mcp("acme", "send_email", { to: "ada", body: { text: [said] } }),
  ];
  for (const call of ways) expect(read(call)?.text).toContain(said);
});

test("the end of a piece of work is known", () => {
  const ends = [
    "git commit -m x",
    "cd a && git add . && git commit -qm 'x'",
    "git -C /project push origin main",
    "npm publish",
    "npm run deploy",
    "cargo publish",
    "docker compose restart",
    "kubectl apply -f a.yaml",
    "sudo systemctl restart nginx",
    "./deploy.sh production",
    "bash scripts/release.sh",
    "terraform apply",
    "pm2 restart all",
  ];
  expect(ends.filter((line) => !finishesWork(shellCommands(shell(line))))).toEqual([]);
  const others = [
    "git status",
    "git log --grep commit",
    "git push --dry-run",
    "npm run build",
    "npm test",
    "echo git commit",
    "grep -n deploy README.md",
    "systemctl status nginx",
    "kubectl get pods",
    "terraform plan",
    "cat deploy.sh",
    "npm publish --help",
  ];
  expect(others.filter((line) => finishesWork(shellCommands(shell(line))))).toEqual([]);
});
