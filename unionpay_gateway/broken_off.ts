/** An answer whose connection ends before it: whoever asked learns nothing. The runtime prints the reason. */
export function brokenOff(): Response {
  const start = (stream: ReadableStreamDefaultController) =>
    stream.error("The gateway broke off, as its rule says");
  return new Response(new ReadableStream({ start }));
}
