import { type AgentConnection, connect } from "../socket/connect.ts";

/** Notices that the agent of a folder has ended by itself, or by somebody else's hand. */
export interface EndWatch extends AsyncDisposable {
  /** From now on its end is told, once. */
  follow(): Promise<void>;
  /** Its end is expected. */
  ignore(): void;
}

export function followEnd(project: string, ended: () => void): EndWatch {
  let connection: AgentConnection | undefined;
  const ignore = () => {
    const former = connection;
    connection = undefined;
    former?.[Symbol.dispose]();
  };
  return {
    async follow() {
      ignore();
      const opened = await connect(project).catch(() => undefined); // none runs, as was just told
      connection = opened;
      void opened?.closed.then(() => {
        if (connection !== opened) return;
        connection = undefined;
        ended();
      });
    },
    ignore,
    async [Symbol.asyncDispose]() {
      ignore();
    },
  };
}
