/** A merchant's receiver in a process of its own: answers at once, except under /hang, where it never does. */
const [port = "0"] = Deno.args;
let arrivals: { readonly id: string | null; readonly at: number }[] = [];

Deno.serve({ port: Number(port), hostname: "127.0.0.1", onListen: () => {} }, async (request) => {
  const { pathname } = new URL(request.url);
  if (pathname === "/arrivals") {
    const taken = arrivals;
    arrivals = [];
    return Response.json(taken);
  }
  const arrival = { id: request.headers.get("webhook-id"), at: Date.now() };
  await request.body?.cancel();
  if (pathname.startsWith("/hang")) await new Promise(() => {});
  if (request.method === "POST") arrivals.push(arrival);
  return new Response(null, { status: 204 });
});
