export interface StreamedEvent {
  readonly event: string;
  readonly data: unknown;
}

const fieldOf = (block: string, name: string) =>
  block
    .split("\n")
    .flatMap((line) => (line.startsWith(`${name}:`) ? [line.slice(name.length + 1).replace(/^ /, "")] : []))
    .join("\n");

/** Server-sent events one by one; comments, which keep the connection alive, are left out. */
export async function* readEvents(response: Response): AsyncGenerator<StreamedEvent> {
  if (response.body === null) return;
  const decoder = new TextDecoder();
  let rest = "";
  for await (const bytes of response.body) {
    rest += decoder.decode(bytes, { stream: true });
    for (let end = rest.indexOf("\n\n"); end >= 0; end = rest.indexOf("\n\n")) {
      const block = rest.slice(0, end);
      rest = rest.slice(end + 2);
      const event = fieldOf(block, "event");
      if (event !== "") yield { event, data: JSON.parse(fieldOf(block, "data") || "null") as unknown };
    }
  }
}
