import { connect, createServer, type Socket } from "node:net";

/** A way to a server that can lose an answer, or deliver a request long after its sender has given up. */
export interface UnreliableWay {
  readonly url: string;
  /** The next request arrives, and its answer is cut off with the connection. */
  loseNextAnswer(): void;
  /** The next request waits; the returned function delivers it and resolves when the server has answered. */
  holdNextRequest(): () => Promise<void>;
  close(): Promise<void>;
}

export async function openUnreliableWay(target: string): Promise<UnreliableWay> {
  const port = Number(new URL(target).port);
  const sockets = new Set<Socket>();
  let losing = false;
  let held: Held | undefined;

  const server = createServer((near) => {
    const far = connect(port, "127.0.0.1");
    let mine: Held | undefined;
    for (const socket of [near, far]) {
      sockets.add(socket);
      socket.on("error", () => {});
      socket.on("close", () => sockets.delete(socket));
    }
    near.on("data", (chunk: Uint8Array) => {
      if (held && !held.taken) {
        held.taken = true;
        mine = held;
        void mine.delivery.then(() => mine?.chunks.forEach((each) => far.write(each)));
      }
      if (mine) mine.chunks.push(chunk);
      else far.write(chunk);
    });
    far.on("data", (chunk) => {
      mine?.answered();
      if (losing) {
        losing = false;
        near.destroy();
        far.destroy();
      } else near.write(chunk);
    });
    near.on("close", () => mine ?? far.destroy());
    far.on("close", () => near.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const ownPort = typeof address === "object" ? address?.port : undefined;

  return {
    url: `http://localhost:${ownPort}`,
    loseNextAnswer: () => {
      losing = true;
    },
    holdNextRequest: () => {
      const delivery = Promise.withResolvers<void>();
      const answer = Promise.withResolvers<void>();
      held = { chunks: [], taken: false, delivery: delivery.promise, answered: answer.resolve };
      return () => {
        delivery.resolve();
        return answer.promise;
      };
    },
    close: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

interface Held {
  readonly chunks: Uint8Array[];
  readonly delivery: Promise<void>;
  readonly answered: () => void;
  taken: boolean;
}
