import { startFakeTelegram } from "@instar/testing/fake-telegram";

/** What a skill's plugin needs around it to be tried out. */
export interface SkillStage extends AsyncDisposable {
  /** Entries of `plugins` that take the place of the plugin without options, and what they are imported from beside it. */
  readonly imports: string;
  readonly plugins: string;
  /** Somebody says something where the skill is at home, so that the agent has a session there. */
  converse?(): void;
}

const plain: SkillStage = { imports: "", plugins: "brings()", [Symbol.asyncDispose]: async () => undefined };

async function openTelegram(): Promise<SkillStage> {
  const server = await startFakeTelegram();
  const owner = server.person();
  const forum = server.supergroup({ forum: true, members: [owner], bot: "administrator" });
  const letIn = JSON.stringify({ owners: [`telegram:${owner.id}`], groups: [`telegram:${forum.id}`] });
  return {
    imports: 'import access from "@instar/plugin-access";\n',
    plugins: `access(${letIn}), brings(${JSON.stringify({ token: server.token, apiRoot: server.url })})`,
    converse: () => void server.say(forum, owner, `@${server.bot.username} hello`),
    [Symbol.asyncDispose]: () => server.close(),
  };
}

/** `name`: the package that brings the skill. */
export const openSkillStage = (name: string | undefined): Promise<SkillStage> => (name === "@instar/plugin-telegram" ? openTelegram() : Promise.resolve(plain));
