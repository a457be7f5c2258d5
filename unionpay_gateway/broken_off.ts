/** An answer whose connection ends before it: whoever asked learns nothing. */
export function brokenOff(): Response {
  return new Response(
    new ReadableStream({ start: (stream) => stream.error(new Error("silent, as a rule says")) }),
  );
}
