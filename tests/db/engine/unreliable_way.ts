import { connect, createServer, type Socket } from "node:net";

/** A network path that loses an answer, delivers a request twice, or long after its sender has given up. */
export interface UnreliableWay {
  readonly url: string;
  /** The next request arrives, and the connection closes before its answer. */
  loseNextAnswer(): void;
  /** The next request arrives twice, and its sender sees only the second answer. */
  repeatNextRequest(): void;
  /** The next request waits once it has arrived; `deliver` hands it on and resolves when the server has answered. */
  holdNextRequest(): { readonly arrived: Promise<void>; deliver(): Promise<void> };
  close(): Promise<void>;
}

/** What happens to the requests of one connection. */
interface Mishap {
  readonly type: "lost" | "repeated" | "held";
  readonly arrived: () => void;
  readonly delivery: Promise<void>;
  readonly answered: () => void;
}

/** The writer sends its body as a stream, and so ends every stream. */
const LAST_CHUNK = "0\r\n\r\n";

export async function openUnreliableWay(target: string): Promise<UnreliableWay> {
  const port = Number(new URL(target).port);
  const sockets = new Set<Socket>();
  let next: Mishap | undefined;

  const server = createServer((near) => {
    track(near);
    let far = openFar();
    let mishap: Mishap | undefined;
    const request: Uint8Array[] = [];

    near.on("data", (chunk: Uint8Array) => {
      const before = mishap;
      mishap ??= next;
      next = undefined;
      request.push(chunk);
      if (new TextDecoder().decode(chunk).endsWith(LAST_CHUNK)) mishap?.arrived();
      if (mishap?.type !== "held") far.write(chunk);
      else if (!before) void mishap.delivery.then(() => request.forEach((each) => far.write(each)));
    });
    near.on("close", () => mishap?.type === "held" || far.destroy());

    function openFar(): Socket {
      const socket = connect(port, "127.0.0.1");
      track(socket);
      socket.on("data", (chunk) => {
        const befell = mishap;
        befell?.answered();
        if (befell?.type === "lost") near.destroy();
        else if (befell?.type === "repeated") repeat();
        else {
          request.length = 0;
          near.write(chunk);
        }
      });
      socket.on("close", () => socket === far && near.destroy());
      return socket;
    }

    function repeat(): void {
      const first = far;
      mishap = undefined;
      far = openFar();
      request.forEach((each) => far.write(each));
      first.destroy();
    }
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const ownPort = typeof address === "object" ? address?.port : undefined;

  return {
    url: `http://localhost:${ownPort}`,
    loseNextAnswer: () => void befall("lost"),
    repeatNextRequest: () => void befall("repeated"),
    holdNextRequest: () => befall("held"),
    close: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };

  function befall(type: Mishap["type"]) {
    const [arrival, delivery, answer] = [gate(), gate(), gate()];
    next = {
      type,
      arrived: arrival.resolve,
      delivery: delivery.promise,
      answered: answer.resolve,
    };
    return {
      arrived: arrival.promise,
      deliver: () => {
        delivery.resolve();
        return answer.promise;
      },
    };
  }

  function gate() {
    return Promise.withResolvers<void>();
  }

  function track(socket: Socket): void {
    sockets.add(socket);
    socket.on("error", () => {});
    socket.on("close", () => sockets.delete(socket));
  }
}
