export interface Told {
  readonly event: string;
  readonly data: string;
  readonly id: string | undefined;
}

export interface Listening {
  readonly status: number;
  /** The next message, or undefined when the stream has ended. */
  next(): Promise<Told | undefined>;
  /** Disconnects, like a browser whose tab is closed. */
  leave(): void;
}

/** Listens to a stream as an EventSource would; `lastEventId` is the last one it got. */
export async function listen(url: string, lastEventId?: string): Promise<Listening> {
  const leaving = new AbortController();
  const answer = await fetch(url, {
    headers: lastEventId === undefined ? {} : { "Last-Event-ID": lastEventId },
    signal: leaving.signal,
  });
  const messages = messagesOf(answer.body ?? new ReadableStream());
  return {
    status: answer.status,
    next: async () => (await messages.next()).value ?? undefined,
    leave: () => leaving.abort(),
  };
}

async function* messagesOf(body: ReadableStream<Uint8Array>): AsyncGenerator<Told, void> {
  const texts = body.pipeThrough(
    new TextDecoderStream() as ReadableWritablePair<string, Uint8Array>,
  );
  let waiting = "";
  try {
    for await (const text of texts) {
      const blocks = (waiting + text).split("\n\n");
      waiting = blocks.pop() ?? "";
      for (const block of blocks) {
        const fields = new Map(
          block.split("\n").map((line) => {
            const [name = "", value = ""] = line.split(/: (.*)/);
            return [name, value];
          }),
        );
        const event = fields.get("event");
        if (event) yield { event, data: fields.get("data") ?? "", id: fields.get("id") };
      }
    }
  } catch (error) {
    if (!(error instanceof DOMException && error.name === "AbortError")) throw error;
  }
}
