import { describe, expect, it } from "vitest";
import { meaningOf } from "../../../../core/channel/unionpay/resp_code.ts";

const all = Array.from({ length: 100 }, (_, n) => String(n).padStart(2, "0"));

describe("meaningOf", () => {
  it("calls success what moved money, and a flawed one as well", () => {
    const successes = [...all, "A6"].filter((code) => meaningOf(code).type === "succeeded");
    expect(successes).toEqual(["00", "42", "A6"]);
  });

  it("never calls failed what is open: no answer, a code nobody knows, a repetition, a query code", () => {
    const open = [undefined, "", "a6", "toString", "__proto__", "03", "04", "05", "12", "34", "37"];
    const more = [
      "70",
      "74",
      "75",
      "99",
      ...all.filter((code) => /^(?:1[5-9]|2|4[6-9]|5|8[1-9])/.test(code)),
    ];
    for (const code of [...open, ...more]) {
      const { type } = meaningOf(code);
      expect(["failed", "busy", "sign_anew", "succeeded"], code).not.toContain(type);
    }
  });

  it("says a refusal in the industry's terms", () => {
    expect(["30", "33", "38", "63", "64", "65", "73", "01"].map(meaningOf)).toEqual(
      [
        "declined_by_bank",
        "limit_exceeded_at_bank",
        "risk_refused",
        "card_restricted",
        "insufficient_funds",
        "wrong_password",
        "card_expired",
        "refused_by_channel",
      ].map((reason) => ({ type: "failed", reason })),
    );
  });
});
