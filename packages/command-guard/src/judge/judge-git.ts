import { posix } from "node:path";
import { type GitSetting, isOff, settingsOfGit } from "../git-settings.ts";
import type { Look } from "./look.ts";
import { isElsewhere, isPushedElsewhere } from "./remotes.ts";

/** Judges what git is set to do by the line itself, and where it would push. */
export function judgeGit({ name, args, command, origin, scene, say }: Look): void {
  if (name !== "git") return;
  for (const setting of settingsOfGit(args, command.settings)) {
    const rule = ruleOfSetting(setting, args);
    if (rule !== undefined) say(rule, `${setting.key}=${setting.value}`);
  }
  const template = command.settings["GIT_TEMPLATE_DIR"] ?? "";
  if (template !== "") say("git.unguarded", template);
  if (isPushedElsewhere(args, origin.traces.remotes, posix.basename(scene.ground.surroundings.home))) say("git.push-elsewhere");
}

/** Keepers of passwords that come with git or with a host's own tool. */
const keepers =
  /^$|^(store|cache|osxkeychain|manager(-core)?|libsecret|gnome-keyring|gnome-libsecret|wincred|oauth|netrc|pass)(\s+--?[\w-]+[= ]?\S*)*$|^!?\S*\b(gh|glab) auth git-credential$|^!?aws codecommit credential-helper \$@$|^!?(\S*\/)?gcloud\.sh$|^\S*\/(git-credential-(manager(-core)?|osxkeychain|libsecret|oauth|gcloud\.sh)|git-credential-manager\.exe)$/;

const hostOf = (address: string) => /^(?:[\w+]+:\/\/)?(?:[^/@]*@)?([\w.-]+)[:/]/.exec(address)?.[1]?.toLowerCase();
const lasting = /^(\/var)?\/tmp\/|^\/dev\/shm\/|^https?:/;

/** The rule that a setting would break; undefined for one that harms nobody. */
function ruleOfSetting({ key, value, isKept }: GitSetting, args: readonly string[]): string | undefined {
  const isDoing = (command: string) => isKept || args.includes(command);
  if (/^credential\.(.*\.)?helper$/.test(key)) return keepers.test(value) ? undefined : "git.credential-helper";
  const [, base] = /^url\.(.*)\.(?:push)?insteadof$/s.exec(key) ?? [];
  if (base !== undefined) return isElsewhere(base) && hostOf(base) !== hostOf(value) ? "git.elsewhere" : undefined;
  if (key === "init.templatedir" && value !== "") return "git.unguarded";
  if (key === "protocol.ext.allow" && value !== "never") return "git.unguarded";
  if (/^include(if\..*)?\.path$/.test(key) && lasting.test(value)) return "git.unguarded";
  if (/^http\.(.*\.)?sslverify$/.test(key)) return isOff(value) ? "git.unverified" : undefined;
  if (key === "clean.requireforce") return isOff(value) && isKept ? "git.clean" : undefined;
  if (/^remote\..*\.push$/.test(key)) return isDoing("push") && /^\+|^:./.test(value) ? "git.force-push" : undefined;
  if (/^remote\..*\.mirror$/.test(key)) return isKept && !isOff(value) ? "git.force-push" : undefined;
  if (/^remote\..*\.(push)?url$/.test(key)) return !isKept && args.includes("push") && isElsewhere(value) ? "git.push-elsewhere" : undefined;
  if (/^remote\..*\.fetch$/.test(key)) return /^\+[^:]*:refs\/(heads\/|\*|\uE000)/.test(value) ? "git.fetch-over" : undefined;
  if (/^gc\.(reflogexpire|reflogexpireunreachable|pruneexpire|worktreepruneexpire)$/.test(key))
    return /^(now|all|0|seconds?)$/i.test(value) ? "git.gc-now" : undefined;
  return undefined;
}
