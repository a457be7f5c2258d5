import { describe, expect, it } from "vitest";
import { instant } from "../../core/time.ts";
import { createProcessLog } from "../../start/log.ts";
import type { LineSink } from "../../start/log_lines.ts";

/** A sink that takes nothing until it is opened, or fails as long as it is broken. */
function sinkOf() {
  const open = Promise.withResolvers<void>();
  let broken = false;
  let takes = Infinity;
  const text = new TextDecoder();
  let written = "";
  const sink: LineSink = {
    write: async (bytes) => {
      await open.promise;
      if (broken && takes === 0) throw new Error("No space left on device");
      const some = bytes.subarray(0, broken ? takes : bytes.length);
      takes -= broken ? some.length : 0;
      written += text.decode(some, { stream: true });
      return some.length;
    },
  };
  return {
    sink,
    open: open.resolve,
    breakAfter: (bytes: number) => {
      broken = true;
      takes = bytes;
    },
    mend: () => {
      broken = false;
    },
    lines: () => written.split("\n").filter((line) => line !== ""),
  };
}

const logTo = (sink: LineSink) => createProcessLog(sink, () => instant(1_790_000_000_000));

describe("createProcessLog", () => {
  it("keeps lines in order within a bound, and says how many it dropped beyond it", async () => {
    const { sink, open, lines } = sinkOf();
    const log = logTo(sink);
    const detail = "x".repeat(1_000);
    for (let i = 0; i < 5_000; i++) log.info("request", { i, detail });
    open();
    await log.written();
    const arrived = lines().map((line) => JSON.parse(line));
    const kept = arrived.filter(({ message }) => message === "request");
    const [report, ...others] = arrived.filter(({ message }) => message !== "request");
    expect(report).toMatchObject({ level: "WARN", message: "log lines dropped" });
    expect(others).toEqual([]);
    expect(kept.length).toBeGreaterThan(1_000);
    expect(kept.length + report.count).toBe(5_000);
    expect(kept.map(({ i }) => i)).toEqual(kept.map((_, i) => i));
  });

  it("starts a line of its own after one that was cut off", async () => {
    const { sink, open, breakAfter, mend, lines } = sinkOf();
    const log = logTo(sink);
    open();
    breakAfter(10);
    log.info("cut off");
    await log.written();
    log.info("lost");
    await log.written();
    mend();
    log.info("whole");
    await log.written();
    const [cut, ...others] = lines();
    expect(cut).toHaveLength(10);
    expect(others.map((line) => JSON.parse(line))).toMatchObject([
      { message: "whole" },
      { message: "log lines dropped", count: 2 },
    ]);
  });

  it("throws for no fact, however strange, and counts what it cannot write", async () => {
    const { sink, open, lines } = sinkOf();
    const log = logTo(sink);
    open();
    const circle: Record<string, unknown> = {};
    circle["self"] = circle;
    const facts = [
      circle,
      { fen: 10n },
      {
        get broken(): never {
          throw new Error("cannot be read");
        },
      },
    ];
    for (const fact of facts) {
      try {
        log.info("strange", { fact });
      } catch (error) {
        expect.unreachable(String(error));
      }
    }
    log.info("plain");
    await log.written();
    expect(lines().some((line) => JSON.parse(line).message === "plain")).toBe(true);
  });
});
