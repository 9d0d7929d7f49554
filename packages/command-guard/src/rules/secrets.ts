import type { Rule } from "../rule.ts";

const names = "Read the names only, for example with `cut -d= -f1 .env`, or ask the owner.";

/** Secrets that would be printed. */
export const secretRules: readonly Rule[] = [
  { id: "secrets.print", severity: "risky", does: ["read"], targets: ["secret"], reason: "{what} holds secrets, which would be printed.", instead: names },
  {
    id: "secrets.copy",
    severity: "risky",
    programs: ["cp", "install", "ln"],
    operands: ["*/.ssh/id_*", "*/.ssh/*.pem", "*/.aws/credentials", "*/.gnupg*", "*/.netrc"],
    reason: "It would copy the owner's keys to where others may read them.",
    instead: "Leave keys where they are.",
    unless: { operands: ["*.pub"] },
  },
  {
    id: "secrets.keychain",
    severity: "risky",
    programs: ["security"],
    words: ["find-generic-password|find-internet-password|dump-keychain|export|delete-keychain|delete-generic-password"],
    reason: "It prints or removes what the owner keeps secret.",
    instead: names,
  },
  {
    id: "secrets.delete",
    severity: "catastrophic",
    programs: ["gpg", "gpg2"],
    flags: ["--delete-secret-keys|--delete-secret-key|--delete-secret-and-public-key"],
    reason: "It removes the owner's keys, which cannot be got back.",
    instead: "Leave keys to the owner.",
  },
  {
    id: "secrets.export",
    severity: "risky",
    programs: ["gpg", "gpg2"],
    flags: ["--export-secret-keys|--export-secret-key|--export-secret-subkeys"],
    reason: "It prints the owner's keys.",
    instead: "Leave keys to the owner.",
    unless: { flags: ["--export"] },
  },
  {
    id: "secrets.managers",
    severity: "risky",
    programs: ["pass", "op", "bw", "vault", "lpass", "gopass", "secret-tool", "keepassxc-cli", "aws-vault", "chamber", "doppler", "sops"],
    words: ["show", "read", "get", "item get", "kv get", "lookup", "export", "rm|delete|remove", "secrets download", "-d"],
    reason: "It prints or removes what the owner keeps secret.",
    instead: names,
    unless: { flags: ["--help"] },
  },
  {
    id: "secrets.cluster",
    severity: "risky",
    programs: ["kubectl", "oc"],
    words: ["get secret|secrets"],
    flags: ["-o|--output"],
    reason: "It prints the secrets of a cluster.",
    instead: "List their names without `-o`.",
  },
  {
    id: "secrets.cloud",
    severity: "risky",
    programs: ["aws"],
    words: [
      "secretsmanager get-secret-value",
      "ssm get-parameter|get-parameters --with-decryption",
      "iam create-access-key",
      "configure get aws_secret_access_key|aws_session_token",
      "configure export-credentials",
      "sts get-session-token",
    ],
    reason: "It prints a secret.",
    instead: names,
  },
  {
    id: "secrets.ssh",
    severity: "risky",
    programs: ["ssh-add"],
    flags: ["-D|-L"],
    reason: "It changes or prints the owner's keys.",
    instead: "Leave keys to the owner.",
    unless: { flags: ["-L|-l"] },
  },
];
