import type { Rule } from "../rule.ts";

/** What comes from the network and is run, and what is sent out. */
export const networkRules: readonly Rule[] = [
  {
    id: "network.run-as-root",
    severity: "catastrophic",
    programs: ["network to root shell"],
    reason: "It would run whatever the network answers with all rights of this machine.",
    instead: "Download it to a file, read it, and ask the owner to run it.",
  },
  {
    id: "network.run",
    severity: "risky",
    programs: ["network to shell"],
    reason: "It would run whatever the network answers, unread.",
    instead: "Download it to a file, read it, then run it.",
  },
  {
    id: "network.send-secret",
    severity: "risky",
    does: ["send"],
    targets: ["secret", "keys"],
    reason: "It would send {what}, which holds secrets, to somebody else.",
    instead: "Leave secrets where they are.",
  },
  {
    id: "network.send-secret-piped",
    severity: "risky",
    programs: ["secret to network"],
    reason: "It would send secrets or the environment to somebody else.",
    instead: "Leave secrets where they are.",
  },
  {
    id: "network.open-line",
    severity: "risky",
    programs: ["nc", "ncat", "netcat", "socat", "telnet", "nc.openbsd", "nc.traditional"],
    operands: ["*"],
    reason: "`{what}` opens a line to another machine that nobody can look into.",
    instead: "Use `curl` with the address written out.",
    unless: { flags: ["-z", "-h|--help", "-U"], operands: ["localhost", "127.0.0.1", "::1"] },
  },
  {
    id: "network.shell-out",
    severity: "catastrophic",
    programs: ["nc", "ncat", "netcat", "socat"],
    flags: ["-e|-c|--exec|--sh-exec"],
    reason: "It would give this machine's shell to somebody on the network.",
    instead: "Never do this.",
  },
  {
    id: "network.reverse-shell",
    severity: "catastrophic",
    programs: ["reverse shell"],
    reason: "It would give this machine's shell to somebody on the network.",
    instead: "Never do this.",
  },
  {
    id: "network.tunnel",
    severity: "risky",
    programs: ["ssh"],
    flags: ["-R"],
    reason: "It opens a door from another machine into this one.",
    instead: "Ask the owner.",
  },
];
