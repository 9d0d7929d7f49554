import type { Rule } from "../rule.ts";

const back = "Make a backup first, try it in a transaction that is rolled back, and ask the owner.";

/** What databases, queues and stores would lose by the tools that look after them. */
export const dataServiceRules: readonly Rule[] = [
  {
    id: "database.drop-tool",
    severity: "risky",
    programs: ["dropdb", "dropuser", "pg_dropcluster", "pg_resetwal", "mongorestore", "redis-flush"],
    reason: "`{what}` throws away what a database holds.",
    instead: back,
    unless: { flags: ["--help", "--dryRun|--dry-run"] },
  },
  {
    id: "database.restore-clean",
    severity: "risky",
    programs: ["pg_restore", "mongorestore"],
    flags: ["-c|--clean|--drop"],
    reason: "It drops what is there before it restores.",
    instead: "Restore into a new database.",
  },
  {
    id: "database.admin",
    severity: "risky",
    programs: ["mysqladmin"],
    operands: ["drop", "shutdown", "flush-privileges"],
    reason: "It would throw away what a database holds.",
    instead: back,
  },
  {
    id: "database.queues",
    severity: "risky",
    programs: ["rabbitmqctl", "kafka-topics", "kafka-topics.sh", "kafka-consumer-groups", "kafka-consumer-groups.sh", "etcdctl", "consul", "nats", "vault"],
    words: ["reset|force_reset|delete_queue|delete_vhost|purge_queue|stop_app|delete_user", "del", "kv delete|destroy|metadata", "stream rm|purge", "delete"],
    reason: "It would throw away what a service holds.",
    instead: back,
  },
  {
    id: "database.topics",
    severity: "risky",
    programs: ["kafka-topics", "kafka-topics.sh", "kafka-consumer-groups", "kafka-consumer-groups.sh"],
    flags: ["--delete"],
    reason: "It would throw away what a service holds.",
    instead: back,
  },
  {
    id: "database.hosted",
    severity: "risky",
    programs: ["supabase", "turso", "pscale", "planetscale", "neonctl", "neon", "xata", "wrangler"],
    words: [
      "projects|branches|functions|secrets|sso|domains|storage|group|db|databases|roles|keyvalue|branch|database delete|unset|rm|remove|destroy|reset|restore|demote",
      "db tokens invalidate",
      "d1 delete",
      "d1 time-travel restore",
      "migration down|repair|squash",
      "db reset",
    ],
    reason: "It would throw away what a database holds.",
    instead: back,
    unless: { flags: ["--help|-h", "--dry-run"] },
  },
];
