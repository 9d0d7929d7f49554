/** Words in the name of an MCP server's tool that say what it may do to the world. */
export interface ToolNameRule {
  readonly id: string;
  readonly words: readonly string[];
  /** The end of "By its name …". */
  readonly what: string;
  readonly instead: string;
}

export const toolNameRules: readonly ToolNameRule[] = [
  {
    id: "mcp-removes",
    words: [
      ...[
        "delete",
        "remove",
        "drop",
        "destroy",
        "purge",
        "truncate",
        "wipe",
        "erase",
        "unlink",
        "terminate",
        "revoke",
        "uninstall",
        "deprovision",
        "reset",
        "rm",
      ],
      ...["trash", "discard", "flush", "unpublish", "kill", "expunge", "shutdown", "prune", "overwrite"],
    ],
    what: "it takes something away that may not come back",
    instead: "Look first at what would be gone (list or get it), and tell the owner.",
  },
  {
    id: "mcp-sends",
    words: ["send", "publish", "post", "tweet", "email", "mail", "reply", "share", "invite", "broadcast", "submit", "forward", "notify", "announce", "sms"],
    what: "it says something to others in the owner's name",
    instead: "Write a draft, and show it to the owner.",
  },
  {
    id: "mcp-releases",
    words: ["deploy", "release", "merge", "rollback", "promote", "migrate", "apply", "provision", "restart", "reboot", "failover"],
    what: "it changes what others work with",
    instead: "Prepare it (a branch, a plan, a dry run), and tell the owner that it is ready.",
  },
  {
    id: "mcp-pays",
    words: ["pay", "transfer", "charge", "refund", "buy", "purchase", "checkout", "payout", "withdraw", "trade", "sell", "subscribe", "invoice", "wire"],
    what: "it moves money, or promises some",
    instead: "Tell the owner what it would cost and for what; they decide.",
  },
  {
    id: "mcp-grants",
    words: ["grant", "authorize", "permission", "permissions", "impersonate", "elevate"],
    what: "it changes who may do what",
    instead: "Tell the owner who should be allowed what, and why.",
  },
];

/** A tool whose name begins with one of these only looks: `get_transfer`, `listDeletedPosts`. */
export const lookingWords: ReadonlySet<string> = new Set(
  [
    "get",
    "list",
    "read",
    "search",
    "find",
    "describe",
    "show",
    "count",
    "fetch",
    "query",
    "check",
    "view",
    "lookup",
    "preview",
    "validate",
    "inspect",
    "browse",
  ].concat(["explain", "status", "draft", "dry"]),
);
