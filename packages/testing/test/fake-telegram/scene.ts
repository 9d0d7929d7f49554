import {
  type FakeTelegram,
  type FakeTelegramOptions,
  startFakeTelegram,
  type TelegramButton,
  type TelegramChat,
  type TelegramUser,
  tinyPng,
} from "@instar/testing/fake-telegram";

interface ApiAnswer {
  readonly status: number;
  readonly ok: boolean;
  readonly description?: string;
  readonly parameters?: Readonly<Record<string, number>>;
  // biome-ignore lint/suspicious/noExplicitAny: whatever the method answers
  readonly result?: any;
}

type ApiCall = (method: string, parameters?: object) => Promise<ApiAnswer>;

/** Calls a method as any client would, with a JSON body. */
function callerOf(telegram: FakeTelegram): ApiCall {
  return async (method, parameters = {}) => {
    const response = await fetch(`${telegram.url}/bot${telegram.token}/${method}`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(parameters),
    });
    return { status: response.status, ...((await response.json()) as Omit<ApiAnswer, "status">) };
  };
}

/** The same with uploads; what is no file and no string goes as JSON text. */
function uploaderOf(telegram: FakeTelegram): (method: string, parameters: Readonly<Record<string, unknown>>) => Promise<ApiAnswer> {
  return async (method, parameters) => {
    const form = new FormData();
    for (const [name, value] of Object.entries(parameters)) {
      if (value instanceof File) form.set(name, value);
      else form.set(name, typeof value === "string" ? value : JSON.stringify(value));
    }
    const response = await fetch(`${telegram.url}/bot${telegram.token}/${method}`, { method: "POST", body: form });
    return { status: response.status, ...((await response.json()) as Omit<ApiAnswer, "status">) };
  };
}

export const file = (content: string | Uint8Array, name: string): File => new File([typeof content === "string" ? content : Uint8Array.from(content)], name);
export const picture = (width = 1, height = 1): File => file(tinyPng(width, height), "picture.png");

export const buttons = (...row: readonly Partial<TelegramButton>[]): object => ({ inline_keyboard: [row] });

/** A bot with a private chat, a group, a forum with a topic, and people who are out of reach. */
export interface Scene extends AsyncDisposable {
  readonly telegram: FakeTelegram;
  readonly call: ApiCall;
  readonly upload: ReturnType<typeof uploaderOf>;
  readonly eve: TelegramUser;
  readonly mallory: TelegramUser;
  readonly chat: TelegramChat;
  readonly group: TelegramChat;
  readonly forum: TelegramChat;
  readonly plain: TelegramChat;
  readonly topic: number;
}

export async function startScene(options: FakeTelegramOptions = {}): Promise<Scene> {
  const telegram = await startFakeTelegram(options);
  const eve = telegram.person({ first_name: "Eve", username: "eve_of_tests" });
  const mallory = telegram.person({ first_name: "Mallory" });
  const chat = telegram.chatWith(eve);
  const group = telegram.group({ title: "Friends", members: [eve, mallory] });
  const forum = telegram.supergroup({ title: "Work", forum: true, creator: eve, members: [mallory] });
  const plain = telegram.supergroup({ title: "Talk", members: [eve], username: "talk_of_tests" });
  const call = callerOf(telegram);
  const topic = telegram.topic(forum, eve, "Plans").message_id;
  return { telegram, call, upload: uploaderOf(telegram), eve, mallory, chat, group, forum, plain, topic, [Symbol.asyncDispose]: telegram.close };
}
