/** A port that was free a moment ago, for servers that cannot say which one they took. */
export function freePort(): Promise<number> {
  const listener = Deno.listen({ port: 0, hostname: "127.0.0.1" });
  const { port } = listener.addr;
  listener.close();
  return Promise.resolve(port);
}
