import type { CommandEntry } from "@instar/kernel/command";

/** What can be begun from a template. */
export const pluginKinds = ["gate", "channel", "driver", "job", "tool", "command", "service"] as const;
export type PluginKind = (typeof pluginKinds)[number];

export interface KindOfPlugin {
  /** What it is, for people who choose. */
  readonly about: string;
  /** By the file's name in `templates/plugin/<kind>`: where it goes (names filled in), and what it is. */
  readonly files: Readonly<Record<string, readonly [target: string, what: string]>>;
  /** What package.json says under `instar` beside the name; `name` is the plugin's. */
  readonly declares?: (name: string) => {
    readonly provides?: readonly string[];
    readonly guards?: readonly string[];
    readonly commands?: Readonly<Record<string, CommandEntry>>;
  };
  /** It has an entry `./contract`, which others import without the plugin. */
  readonly contract?: true;
  /** In an agent where it was added: the command that shows it at work. */
  readonly act: (name: string) => string;
  /** What the agent needs beside it. */
  readonly beside?: string;
}

const test = (what: string) => ["test/__name__.test.ts", what] as const;
const contract = ["src/contract.ts", "the service's token and its promises; all that others import"] as const;

export const kinds: Readonly<Record<PluginKind, KindOfPlugin>> = {
  gate: {
    about: "says no, or asks, before the agent uses a tool",
    files: { "index.ts": ["src/index.ts", "the gate"], "test.ts": test("which calls it denies and which it lets pass") },
    declares: () => ({ guards: ["preToolUse"] }),
    act: () => 'instar chat --once "run git push"',
  },
  channel: {
    about: "a way for people to reach the agent",
    files: {
      "index.ts": ["src/index.ts", "the channel: how to receive and how to send"],
      "test.ts": test("the contract that every channel keeps"),
      "chat-service.ts": ["test/chat-service.ts", "a chat service on loopback for the tests, with faults on demand"],
    },
    act: (name) => `instar access grant ${name}:<your id there> --owner`,
  },
  driver: {
    about: "another agent for the house to run",
    files: {
      "index.ts": ["src/index.ts", "the plugin, with the agent itself"],
      "driver.ts": ["src/driver.ts", "its sessions: one answer after another, kept over restarts"],
      "test.ts": test("the contract that every driver keeps"),
    },
    act: () => 'instar chat --once "hello"',
    beside: 'Where another driver is preferred, sessions({ driver: "__name__" }) of @instar/plugin-sessions in the config asks for this one.',
  },
  job: {
    about: "work at a time, or again and again",
    files: { "index.ts": ["src/index.ts", "the job"], "test.ts": test("its run, with a clock that is moved by hand") },
    act: (name) => `instar plugins info ${name}`,
    beside: "Jobs run where a scheduler is in the config; without one it only waits.",
  },
  tool: {
    about: "something that the agent can do",
    files: {
      "index.ts": ["src/index.ts", "the tool, and what an agent reads that uses it wrongly"],
      "test.ts": test("what an agent reads"),
    },
    act: () => 'instar chat --once "What time is it in Tokyo?"',
    beside: "Sessions get tools from @instar/plugin-mcp: `instar add mcp` where the config has it not yet.",
  },
  command: {
    about: "a command for the terminal and for conversations",
    files: {
      "index.ts": ["src/index.ts", "the plugin: a service and a command for conversations"],
      "contract.ts": contract,
      "command.ts": ["src/commands/__name__.ts", "the command for the terminal"],
      "test.ts": test("what both commands answer"),
    },
    declares: (name) => ({
      provides: [name],
      commands: {
        [name]: {
          file: `./dist/commands/${name}.js`,
          summary: "Greet somebody",
          args: { who: { required: true, description: "whom" } },
          flags: { loudly: { type: "boolean", description: "in capital letters" } },
        },
      },
    }),
    contract: true,
    act: (name) => `instar chat --once "/${name} ada"`,
  },
  service: {
    about: "a capability that other plugins use, or another provider of one",
    files: {
      "index.ts": ["src/index.ts", "the provider"],
      "contract.ts": contract,
      "test.ts": test("the provider, and a plugin that uses it"),
      "contract-suite.ts": ["test/contract-suite.ts", "what every provider must do, as tests"],
    },
    declares: (name) => ({ provides: [name] }),
    contract: true,
    act: (name) => `instar plugins info ${name}`,
  },
};
