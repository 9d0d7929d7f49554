import { expect, test } from "vitest";
import { createRuleBook, judgeCommand, type Rule, type Step } from "../src/index.ts";
import { world } from "./fixtures/world.ts";

const verdicts = (lines: readonly (readonly [line: string, verdict: string, rule?: string])[], book?: ReturnType<typeof createRuleBook>) =>
  lines.flatMap(([line, verdict, rule]) => {
    const judged = judgeCommand(line, world, book);
    return judged.verdict === verdict && (rule === undefined || judged.rule === rule) ? [] : [`${line}: ${judged.verdict} by ${judged.rule}`];
  });

test("flags are read combined, apart, in any order, abbreviated and behind what takes a value", () => {
  expect(
    verdicts([
      ["rm -rf ..", "deny"],
      ["rm -f -R ..", "deny"],
      ["rm .. --forc --recurs", "deny"],
      ["rm -- -rf", "allow"],
      ["git -C sub -c a.b=c push -f origin main", "ask", "git.force-push"],
      ["git push --force-with-lease origin feature", "allow"],
      ["kubectl -n shop --context prod delete pod web", "ask", "cloud.kubectl"],
      ["aws --profile p --region eu s3 rm s3://b --recursive", "ask"],
      ["terraform apply -auto-approve", "ask", "cloud.terraform-apply"],
      ["chmod -R u+x scripts", "allow"],
    ]),
  ).toEqual([]);
});

test("a target is what it is where the line has come to", () => {
  expect(
    verdicts([
      ["cd dist && rm -rf *", "allow"],
      ["cd / && rm -rf *", "deny", "remove.system"],
      ["(cd / && ls); rm -rf dist", "allow"],
      ["rm -rf dist-link/../../../..", "deny"],
      ["rm -rf root-link/etc", "deny"],
      ["rm -rf root-link", "allow"],
      ["rm -rf ~/work", "deny", "remove.parent"],
      ["rm -rf src/cart", "allow"],
      ["rm -rf src", "ask", "remove.top"],
      ["rm -rf packages/*/dist **/__pycache__", "allow"],
      ["rm -rf /tmp/not-there /tmp/session-build", "allow"],
      ["rm -rf /tmp/old-data", "ask", "remove.temporary"],
      ['rm -rf "$NOWHERE"/', "deny", "remove.hollow"],
      [`rm -rf "\${NOWHERE:?}/x"`, "ask"],
      ['made=$(mktemp -d) && rm -rf "$made"', "allow"],
      ['cd "$SOMEWHERE" && rm -rf *', "ask"],
    ]),
  ).toEqual([]);
});

test("what runs inside of something else is judged as if it stood alone", () => {
  const inside = [
    "sudo -u root env A=1 timeout 5 nice -n 3 @",
    "bash -c '@'",
    "eval '@'",
    "ssh -p 22 host '@'",
    "su - kira -c '@'",
    "docker exec -it web sh -c '@'",
    "docker run --rm -v /:/ alpine @",
    "find . -name x -exec sh -c '@' \\;",
    "echo x | xargs -I{} sh -c '@'",
    "git -c alias.x='!@' x",
    "trap '@' EXIT",
    "echo '@' | sudo bash",
    "bash <<'E'\n@\nE",
    "python3 -c \"import os; os.system('@')\"",
    "node -e \"require('child_process').execSync('@')\"",
    "perl -e 'system(\"@\")'",
    "awk 'BEGIN{system(\"@\")}'",
    "tar cf x . --checkpoint-action=exec='@'",
    "watch -n 5 '@'",
    "echo '@' > x.sh && sh x.sh",
    "printf 'all:\\n\\t@\\n' | make -f -",
    "f() { @; }; f",
    "if true; then @; fi",
    "echo $(@)",
    "flock /tmp/l -c '@'",
  ];

  expect(
    verdicts(inside.flatMap((line) => [[line.replace("@", () => "rm -rf /etc"), "deny"] as const, [line.replace("@", () => "ls src"), "allow"] as const])),
  ).toEqual([]);
});

test("a step says how it was reached", () => {
  const depth = (step: Step): readonly string[] => [`${step.via ?? "line"}: ${step.severity}`, ...step.inside.flatMap(depth)];

  expect(judgeCommand("sudo bash -c 'rm -rf dist'; ls", world).steps.flatMap(depth)).toEqual(["line: fine", "sudo: fine", "bash -c: fine", "line: fine"]);
  expect(judgeCommand("sudo bash -c 'rm -rf /etc'", world)).toMatchObject({
    verdict: "deny",
    severity: "catastrophic",
    rule: "remove.system",
    reason: expect.stringContaining("/etc") as string,
    instead: expect.stringContaining("project") as string,
  });
});

test("somebody's own rules make it stricter, and let what is risky pass but nothing that is catastrophic", () => {
  const own = (id: string, severity: Rule["severity"], rest: Partial<Rule>): Rule => ({
    id,
    severity,
    reason: "It is {what}.",
    instead: "Another way.",
    ...rest,
  });
  const book = createRuleBook([
    own("own.deploy", "catastrophic", { programs: ["deploy"], words: ["prod*"], unless: { flags: ["--dry-run"] } }),
    own("own.push", "fine", { programs: ["git"], words: ["push"] }),
    own("own.remove", "fine", { programs: ["rm"] }),
    own("remove.system", "fine", { programs: ["rm"] }),
  ]);

  expect(
    verdicts(
      [
        ["deploy production", "deny", "own.deploy"],
        ["deploy production --dry-run", "allow"],
        ["git push -f", "allow"],
        ["rm -rf ../other", "allow"],
        ["rm -rf /etc", "deny", "remove.system"],
      ],
      book,
    ),
  ).toEqual([]);
});

test("what cannot be understood is asked for, and looks at files end", () => {
  let looks = 0;
  const counting =
    <Result>(ask: (path: string) => Result) =>
    (path: string) => {
      looks++;
      return ask(path);
    };
  const { files } = world;
  const counted = { ...world, files: { realPath: counting(files.realPath), look: counting(files.look), list: counting(files.list) } };
  const many = `rm -rf ${Array.from({ length: 9_000 }, (_, index) => `../x${index}`).join(" ")}`;

  expect(judgeCommand(many, counted).verdict).toBe("ask");
  expect(looks).toBeLessThanOrEqual(5_100);
  expect(
    verdicts([
      ["rm 'x", "ask", "unreadable"],
      ["$TOOL --do it", "ask", "opaque"],
      ["", "allow"],
      ["# rm -rf /", "allow"],
      [`${"$(".repeat(40)}ls${")".repeat(40)}`, "ask"],
    ]),
  ).toEqual([]);
  expect(judgeCommand(`ls ${"a".repeat(1_000_000)}`, world).reason).toBe("The line does not read as shell: it is too long to be read.");
});
