import { createHash } from "node:crypto";
import { join } from "node:path";
import { type Reply, Stage } from "@instar/kernel";
import type { RecordAudit } from "../audit/tap-audit.ts";
import type { SafetyParts } from "../parts.ts";
import { cleanAttachments, describeLeftOut } from "./clean-attachments.ts";
import { type CleanText, cleanText } from "./clean-text.ts";
import { describeForModel } from "./describe-leaks.ts";
import { findLeaks, type LeakOptions } from "./scan.ts";
import { createSecretsFolder } from "./secrets-folder.ts";

type Parts = Pick<SafetyParts, "hooks" | "services" | "paths" | "options" | "log">;

const digestOf = (text: string) => createHash("sha256").update(text).digest("hex");

/** Keeps secrets from the model, and the agent's own and other people's out of what leaves the house. Nothing of a secret is logged, recorded or told. */
export function tapLeaks({ hooks, services, paths, options, log }: Parts, record?: RecordAudit): void {
  const { events, notices } = services;
  const own = createSecretsFolder(join(paths.home, "secrets"));
  const chosen: LeakOptions = { patterns: options.leaks.patterns, allow: options.leaks.allow.map((pattern) => new RegExp(pattern)) };

  function clean(text: string, onlyOwn = false): CleanText {
    return cleanText(text, own().find(text), onlyOwn ? [] : findLeaks(text, chosen));
  }

  /** One record for each thing that was looked at. */
  function note(found: readonly CleanText[], where: string, by: string, about: Readonly<Record<string, string>>, text: string) {
    const leaks = found.flatMap(({ masked, warned }) => [...masked, ...warned]);
    const count = found.reduce((sum, { own }) => sum + own, 0);
    const names = [...new Set([...(count > 0 ? ["own-secret"] : []), ...leaks.map(({ pattern }) => pattern)])].sort();
    if (names.length === 0) return;
    const worst = count > 0 || leaks.some(({ action }) => action === "block") ? "blocked" : leaks.some(({ action }) => action === "redact") ? "masked" : "seen";
    const { session, call, reply } = about;
    events?.record({
      type: `leak.${worst}`,
      about: { ...(session && { session }), ...(call && { call }), ...(reply && { reply }) },
      text: `${where} ${worst === "seen" ? "may hold secrets" : "held secrets, which were taken out"}: ${names.join(", ")}.`,
      data: { patterns: names, count: count + leaks.length },
    });
    record?.(`leak.${worst}`, by, { ...about, rule: names.slice(0, 6).join(",") }, digestOf(text));
  }

  hooks.postToolUse.tap("keep secrets from the model", (result) => {
    const found = clean(result.output);
    const words = describeForModel(found);
    if (words === undefined) return undefined;
    note(
      [found],
      "What a tool returned",
      "safety: keep secrets from the model",
      { session: result.call.session.id, call: result.call.id, tool: result.call.tool },
      result.output,
    );
    return { ...result, output: [found.text, words].join("\n") };
  });

  hooks.beforeReply.tap({ name: "keep secrets out of replies", stage: Stage.last }, async (reply) => {
    const text = clean(reply.text);
    const labels = (reply.buttons ?? []).map(({ label }) => clean(label));
    const files = await cleanAttachments(reply.attachments ?? [], paths.project, clean);
    const found = [text, ...labels, ...files.leftOut.map((file) => file.found)];
    note(found, "A reply", "safety: keep secrets out of replies", { reply: reply.key, ...(reply.session && { session: reply.session }) }, reply.text);
    if (found.some((part) => part.own > 0)) tellOwner();
    const changed = files.leftOut.length > 0 || text.text !== reply.text || labels.some((label, at) => label.text !== reply.buttons?.[at]?.label);
    if (!changed) return undefined;
    const { attachments: _, buttons, ...rest } = reply;
    return {
      ...rest,
      text: [text.text, describeLeftOut(files.leftOut)].filter((part) => part !== "").join("\n\n"),
      ...(files.kept.length > 0 ? { attachments: files.kept } : {}),
      ...(buttons ? { buttons: buttons.map((button, at) => ({ ...button, label: labels[at]?.text ?? button.label })) } : {}),
    } satisfies Reply;
  });

  function tellOwner() {
    void notices
      ?.notify({
        key: "safety.own-secret",
        level: "attention",
        title: "A secret of mine was about to leave",
        text: "A reply or a file held one of the secrets of this agent. It was withheld. Look at what the agent was asked for: `instar events --type leak.blocked`.",
      })
      .catch((error: Error) => log.warn("The owner could not be told that a secret was withheld.", { error }));
  }
}
