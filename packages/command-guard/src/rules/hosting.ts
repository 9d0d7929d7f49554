import type { Rule } from "../rule.ts";

const plan = "Show the owner what would go, and let them decide.";
const ask = { reason: "`{what}` would take something away that runs for others.", instead: plan } as const;
const dry = ["--help|-h", "--dry-run|--dryrun|--dry_run|--what-if"];

/** Where sites and repositories live. */
export const hostingRules: readonly Rule[] = [
  {
    id: "cloud.heroku",
    severity: "risky",
    programs: ["heroku"],
    words: [
      "apps:destroy|apps:delete|destroy|pg:reset|pg:copy|addons:destroy|domains:remove|domains:clear|config:unset|access:remove|pipelines:destroy|ps:stop|ps:kill|releases:rollback|certs:remove|maintenance:on|spaces:destroy|redis:reset|repo:reset",
      "ps:restart|members:remove|features:disable|labs:disable|container:rm|clients:destroy|clients:rotate|clients:update|apps:leave|leave|apps:rename|rename|addons:detach|access:update|keys:remove|keys:clear|drains:remove|webhooks:remove|pg:killall|pg:kill|pg:promote|pg:detach|pg:backups:delete|authorizations:revoke|authorizations:rotate|teams:remove|reviewapps:disable|buildpacks:clear|apps:transfer|dyno:kill|dyno:stop|dyno:restart|restart",
    ],
    ...ask,
  },
  {
    id: "cloud.hosting",
    severity: "risky",
    programs: [
      "vercel",
      "now",
      "netlify",
      "fly",
      "flyctl",
      "railway",
      "render",
      "firebase",
      "wrangler",
      "surge",
      "supabase",
      "expo",
      "eas",
      "deployctl",
      "appwrite",
      "convex",
      "kamal",
      "dokku",
      "cap",
      "render",
      "ngrok",
      "shopify",
      "scalingo",
      "clever",
      "gigalixir",
      "nanobox",
    ],
    words: [
      "rm|remove|destroy|delete|teardown|down|unlink",
      "... rm|remove|destroy|delete|down",
      "*:delete|*:destroy|*:disable|*:remove|*:purge|firestore:delete|database:remove|hosting:disable|functions:delete|apps:destroy",
      "* destroy|delete|purge|archive|remove|rm",
      "apps|app|machine|machines|volumes|volume|secrets|postgres destroy|remove|delete|unset|rm",
      "accessory remove",
    ],
    ...ask,
    unless: {
      flags: dry,
      words: [
        "pr|issue|label|run|cache|alias|codespace|gist|variable|extension|config|search|auth|browse|api list|view|close|create|edit|comment|diff|checkout|status|merge|remove|delete",
        "... list|view|create|status",
      ],
    },
  },
  {
    id: "cloud.api-delete",
    severity: "risky",
    programs: ["curl", "http", "https", "xh", "wget"],
    flags: ["-X=DELETE|--request=DELETE|--method=DELETE"],
    ...ask,
    unless: { operands: ["http://localhost*/*/*", "localhost*/*/*", "http://127.0.0.1*/*/*"] },
  },
];
