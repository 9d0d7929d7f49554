/** One request of the agent's HTTP API. */
export interface WireRequest {
  readonly method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  readonly path: `/${string}`;
  readonly query?: readonly (readonly [name: string, value: string])[];
  readonly body?: unknown;
  /** What it does, in words that complete "it is not known whether …". Absent: to ask again does no harm, so that is what happens after a cut. */
  readonly once?: string;
  readonly signal?: AbortSignal | undefined;
}

/** How an agent is reached. Rejects with the house's own errors: code, message and hint. */
export interface Wire extends AsyncDisposable {
  /** A method of a service. */
  call(service: string, method: string, args: readonly unknown[], signal?: AbortSignal): Promise<unknown>;
  /** Resolves with what `read` makes of the answer; an answer with a status from 400 on is a rejection. `read` begins anew after a cut. */
  request<T>(request: WireRequest, read: (response: Response) => Promise<T>): Promise<T>;
}
