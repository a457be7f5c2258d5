type Bytes = Uint8Array<ArrayBuffer>;

/** What is packed in a zlib stream, if it is exactly `length` bytes; no more than that is ever unpacked. */
export async function inflated(packed: Bytes, length: number): Promise<Bytes | undefined> {
  const plain = new Uint8Array(length);
  let at = 0;
  try {
    for await (const part of through(packed, new DecompressionStream("deflate"))) {
      if (at + part.length > length) return undefined;
      plain.set(part, at);
      at += part.length;
    }
  } catch {
    return undefined;
  }
  return at === length ? plain : undefined;
}

export async function deflated(plain: Bytes): Promise<Bytes> {
  const parts: Uint8Array[] = [];
  for await (const part of through(plain, new CompressionStream("deflate"))) parts.push(part);
  const packed = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    packed.set(part, at);
    at += part.length;
  }
  return packed;
}

async function* through(
  bytes: Bytes,
  stream: CompressionStream | DecompressionStream,
): AsyncGenerator<Uint8Array> {
  const reader = new Blob([bytes]).stream().pipeThrough(stream).getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      yield value;
    }
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}
