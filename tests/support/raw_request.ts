/** Sends one request byte for byte, as no client of HTTP would, and returns the status of its answer and its body. */
export async function rawRequest(
  port: number,
  lines: readonly string[],
): Promise<{ readonly status: number; readonly body: string }> {
  const connection = await Deno.connect({ hostname: "127.0.0.1", port });
  const bytes = new TextEncoder().encode(`${lines.join("\r\n")}\r\nConnection: close\r\n\r\n`);
  await connection.write(bytes);
  const answer = await new Response(connection.readable).text();
  const [head = "", ...body] = answer.split("\r\n\r\n");
  return { status: Number(head.split(" ")[1]), body: body.join("\r\n\r\n") };
}
