import { describe, expect, it } from "vitest";
import { instant } from "../../core/time.ts";
import { createLog } from "../../start/log.ts";

function logged(write: (log: ReturnType<typeof createLog>) => void): string {
  const lines: string[] = [];
  write(createLog((line) => lines.push(line), () => instant(1_790_000_000_000)));
  return lines.join("");
}

describe("createLog", () => {
  it("writes one JSON line with the facts beside the message", () => {
    const line = logged((log) => log.warn("order {refused}", { order_id: "ord_1", amount: 1250 }));
    expect(line.endsWith("\n")).toBe(true);
    expect(JSON.parse(line)).toMatchObject({
      "@timestamp": "2026-09-21T14:13:20.000Z",
      level: "WARN",
      message: "order {refused}",
      order_id: "ord_1",
      amount: 1250,
    });
  });

  it("keeps an error's message and stack", () => {
    const line = logged((log) =>
      log.error("job failed", { error: new TypeError("cannot reach it") })
    );
    expect(line).toContain("cannot reach it");
    expect(line).toContain("log.test.ts");
  });

  it("drops secrets by the name of the fact, however deep", () => {
    const line = logged((log) =>
      log.info("x", { request: { headers: { authorization: "abc" }, webhook_secret: "def" } })
    );
    expect(line).not.toContain("abc");
    expect(line).not.toContain("def");
  });

  it("drops keys, tokens, card and phone numbers anywhere in a text", () => {
    const line = logged((log) =>
      log.info("called with Bearer sk_test_abcDEF123", {
        detail: "whsec_c2VjcmV0, 6222021234567890123 and 13800000000",
        jws: "eyJhbGciOiJFZERTQSJ9..c2lnbmF0dXJl",
      })
    );
    for (
      const secret of ["abcDEF123", "c2VjcmV0", "6222021234567890123", "13800000000", "c2lnbmF0"]
    ) {
      expect(line).not.toContain(secret);
    }
  });

  it("leaves ids, amounts and times readable", () => {
    const id = "ord_01K9ZZ0000000000000000000A";
    const line = logged((log) =>
      log.info("paid", { id, at: 1_790_000_000_000, fen: 1_000_000_000 })
    );
    expect(line).toContain(id);
    expect(JSON.parse(line)).toMatchObject({ at: 1_790_000_000_000, fen: 1_000_000_000 });
  });

  it("never lets a value start a line of its own", () => {
    const line = logged((log) => log.info("a\nb", { detail: 'x\r\n{"level":"ERROR"}' }));
    expect(line.trimEnd().split("\n")).toHaveLength(1);
  });
});
