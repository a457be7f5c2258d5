/** Where lines go: standard output, or a file. It may block, fail, or take only part of what it is given. */
export interface LineSink {
  write(bytes: Uint8Array): Promise<number>;
}

export interface LogLines {
  /** Never waits and never throws. */
  write(line: string): void;
  /** Counts a line that could not even be made. */
  drop(): void;
  /** Resolves once all lines were written or dropped; never, if the sink hangs. */
  written(): Promise<void>;
}

/** Ten thousand lines: a slow reader of a pipe loses nothing, and one that has stopped costs no more than this. */
const BUFFER_BYTES_MAX = 2 * 1024 * 1024;
const NEW_LINE = 10;

/**
 * Lines on their way to a sink that must never hold up or fail whoever logs. They wait in a buffer with a bound; what
 * does not fit, and what the sink refuses, is dropped and counted, and `sayDropped` makes the line that reports the
 * count once the sink takes lines again.
 */
export function createLogLines(
  sink: LineSink,
  sayDropped: (count: number) => string,
): LogLines {
  const encoder = new TextEncoder();
  let buffer: Uint8Array[] = [];
  let bytes = 0;
  let dropped = 0;
  let writing: Promise<void> | undefined;
  /** A line was written in part, so that the next would continue it. */
  let torn = false;

  return {
    write: (line) => {
      const encoded = encoder.encode(line);
      if (bytes + encoded.length > BUFFER_BYTES_MAX) {
        dropped++;
        return;
      }
      buffer.push(encoded);
      bytes += encoded.length;
      writing ??= writeAll();
    },
    drop: () => {
      dropped++;
    },
    written: async () => await writing,
  };

  async function writeAll(): Promise<void> {
    while (buffer.length > 0) {
      const lines = buffer;
      buffer = [];
      const failed = await writeSome(lines);
      bytes -= lines.reduce((sum, { length }) => sum + length, 0);
      dropped += failed;
      if (failed > 0 || dropped === 0) continue;
      const reported = dropped;
      if (await writeSome([encoder.encode(sayDropped(reported))]) === 0) dropped -= reported;
    }
    writing = undefined;
  }

  /** Returns how many of the lines were not written whole. */
  async function writeSome(lines: readonly Uint8Array[]): Promise<number> {
    const start = torn ? 1 : 0;
    const joined = new Uint8Array(lines.reduce((sum, { length }) => sum + length, start));
    joined.fill(NEW_LINE, 0, start);
    let at = start;
    for (const line of lines) {
      joined.set(line, at);
      at += line.length;
    }
    let done = 0;
    try {
      while (done < joined.length) {
        const count = await sink.write(joined.subarray(done));
        if (count === 0) break;
        done += count;
      }
    } catch {
      // Where would it be reported? The lines are counted instead.
    }
    if (done > 0) torn = joined[done - 1] !== NEW_LINE;
    let end = start;
    return lines.filter(({ length }) => (end += length) > done).length;
  }
}
