/** Below what systems give to connections and to servers on port 0, so that none of those takes it meanwhile. */
const PORTS = { from: 12_000, to: 32_000 };
const TRIES_MAX = 100;

/** Each process counts on from somewhere else: what it was given and has yet to take is given to nobody again. */
let last = PORTS.from + Math.floor(Math.random() * (PORTS.to - PORTS.from));

/** A port that was free a moment ago, for servers that cannot say which one they took. */
export function freePort(): Promise<number> {
  for (let tries = 1;; tries++) {
    last = last + 1 < PORTS.to ? last + 1 : PORTS.from;
    try {
      Deno.listen({ port: last, hostname: "127.0.0.1" }).close();
      return Promise.resolve(last);
    } catch (error) {
      if (!(error instanceof Deno.errors.AddrInUse) || tries === TRIES_MAX) throw error;
    }
  }
}
