import type { Rule } from "../rule.ts";

const plan = "Show the owner what would change, and let them decide.";
const opens = { reason: "`{what}` would decide who may come in, or see what is kept there.", instead: plan } as const;
const shrinks = { reason: "Nothing of it would run or be kept any more.", instead: plan } as const;
const changes = { reason: "`{what}` would change what runs for others.", instead: plan } as const;
const dry = { flags: ["--help|-h", "--dry-run|--dryrun|--what-if|--generate-cli-skeleton"] } as const;

/** Who may do what in a cluster, and what is done to many machines at once. */
export const clusterRules: readonly Rule[] = [
  {
    id: "cloud.cluster-access",
    severity: "risky",
    programs: ["kubectl", "oc", "k"],
    words: ["create clusterrolebinding", "create token", "certificate approve", "adm policy add-*", "policy add-*", "create rolebinding", "debug node/*"],
    ...opens,
    unless: { flags: ["--help|-h", "--dry-run", "--clusterrole=view|--clusterrole=edit"] },
  },
  {
    id: "cloud.cluster-open",
    severity: "risky",
    programs: ["kubectl", "oc", "k"],
    words: ["port-forward|proxy"],
    flags: ["--address=0.0.0.0|--address=*0.0.0.0*|--accept-hosts"],
    ...opens,
  },
  {
    id: "cloud.cluster-exposed",
    severity: "risky",
    programs: ["kubectl", "oc", "k"],
    words: ["expose"],
    flags: ["--type=LoadBalancer|--type=NodePort|--external-ip"],
    ...opens,
    unless: dry,
  },
  {
    id: "cloud.cluster-privileged",
    severity: "risky",
    programs: ["kubectl", "oc", "k"],
    words: ["run|debug"],
    flags: ["--privileged|--overrides=*rivileged*true*|--overrides=*hostP*|--overrides=*ostPID*|--profile=sysadmin"],
    ...opens,
  },
  {
    id: "cloud.cluster-patched-away",
    severity: "risky",
    programs: ["kubectl", "oc", "k"],
    words: ["patch"],
    flags: [
      '--patch=*replicas":0*|-p=*replicas":0*|-p=*replicas": 0*|--patch=*replicas": 0*|-p=*suspend":true*|-p=*Delete"*|--patch=*op":"remove*|-p=*op":"remove*|-p=*op": "remove*|--patch=*op": "remove*',
    ],
    ...shrinks,
    unless: dry,
  },
  {
    id: "cloud.changed-unseen",
    severity: "risky",
    programs: ["pulumi", "cdk", "cdktf", "serverless", "sls", "sst", "sam", "nomad", "terragrunt", "copilot"],
    words: [
      "state delete|rename|unprotect|edit|import",
      "refresh",
      "cancel",
      "stack import|change-secrets-provider|transfer",
      "job revert|scale",
      "system reconcile",
    ],
    ...changes,
    unless: { flags: [...dry.flags, "--preview-only"] },
  },
  {
    id: "cloud.ansible-gone",
    severity: "risky",
    programs: ["ansible"],
    text: String.raw`\bstate\s{0,3}=\s{0,3}["']?(?:absent|stopped|purged|dropped|clean|reset|killed|restarted|hard)\b|\breboot\b|\bshutdown\b|\bremove\s{0,3}=\s{0,3}(?:yes|true)\b`,
    ...changes,
    unless: { flags: ["--check|-C"] },
  },
  {
    id: "cloud.ansible-modules",
    severity: "risky",
    programs: ["ansible"],
    flags: [
      "-m=*reboot|--module-name=*reboot|-m=*shutdown|--module-name=*shutdown|-m=*raw|-m=*script|--module-name=*script|--module-name=*raw|-m=*authorized_key|-m=*user|-m=*cron|-m=*iptables|-m=*parted|-m=*filesystem|--module-name=*authorized_key|--module-name=*user",
    ],
    ...changes,
    unless: { flags: ["--check|-C"] },
  },
  {
    id: "cloud.ansible-play",
    severity: "risky",
    programs: ["ansible-playbook"],
    operands: ["*destroy*", "*teardown*", "*uninstall*", "*wipe*", "*purge*", "*decommission*", "*cleanup*", "*reset*.y*ml"],
    ...changes,
    unless: { flags: ["--check|-C|--syntax-check|--list-tasks|--list-hosts|--list-tags"] },
  },
  {
    id: "cloud.ansible-play-tags",
    severity: "risky",
    programs: ["ansible-playbook"],
    flags: [
      "--tags=*destroy*|--tags=*teardown*|--tags=*wipe*|--tags=*reset*|-t=destroy|-t=teardown|-e=*absent*|-e=*wipe*|--extra-vars=*absent*|--extra-vars=*wipe*|--extra-vars=*destroy*",
    ],
    ...changes,
    unless: { flags: ["--check|-C|--syntax-check"] },
  },
];
