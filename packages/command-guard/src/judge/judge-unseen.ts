import { readInvocation, valuesOf } from "../invocation.ts";
import { programName } from "../program-name.ts";
import type { Look } from "./look.ts";

const planners = /^(?:terraform|tofu|terragrunt)$/;

/** Judges plans that are put into effect without anybody looking: of a file that was saved, or with a yes that a program says. */
export function judgeUnseen(look: Look): void {
  const { name, args, command, origin, say } = look;
  if (name === "ansible") judgeModule(look);
  if (name === "rclone") judgeLocalCopy(look);
  if (!planners.test(name) && !/^(?:pulumi|cdk|helm|eksctl|kops)$/.test(name)) return;
  const { plain, flags } = readInvocation(name, args);
  if (!/^(?:apply|up|deploy|update)$/.test(plain[0] ?? "") || flags.has("-help") || flags.has("--help")) return;
  const answered = /^\s*y(?:es)?\s*$/i.test(command.input ?? "") || origin.chain.some(({ words }) => programName(words) === "yes");
  if (answered || (planners.test(name) && plain[1] !== undefined)) say("cloud.terraform-apply");
}

const quoted = (path: string) => `'${path.replaceAll("'", "")}'`;

/** What a module of Ansible removes, as the program that does the same. */
function judgeModule({ name, args, judge }: Look): void {
  const call = readInvocation(name, args);
  if (call.flags.has("--check") || call.flags.has("-C") || !valuesOf(call, "-m|--module-name").some((module) => /(?:^|\.)file$/.test(module))) return;
  const told = valuesOf(call, "-a|--args").join(" ");
  const [, path] = /\b(?:path|dest|name)=["']?([^\s"']+)/.exec(told) ?? [];
  if (path === undefined || !/\bstate=["']?absent/.test(told)) return;
  const isHere = /^(?:localhost|127\.0\.0\.1)$/.test(call.plain[0] ?? "") || valuesOf(call, "-c|--connection").includes("local");
  judge(`rm -rf ${quoted(path)}`, "ansible file", { remote: !isHere });
}

/** What `rclone` removes on this machine: what it makes like another folder, or empties. */
function judgeLocalCopy({ name, args, judge }: Look): void {
  const { plain, flags } = readInvocation(name, args);
  if (!/^(?:sync|purge|delete|rmdirs|bisync)$/.test(plain[0] ?? "") || flags.has("--dry-run") || flags.has("-n")) return;
  const path = plain.at(-1) ?? "";
  if (plain.length > 1 && !/^[\w-]*:/.test(path)) judge(`rm -rf ${quoted(path)}`, `rclone ${plain[0]}`);
}
