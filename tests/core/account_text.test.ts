import { describe, expect, it } from "vitest";
import type { AccountNews } from "../../core/message/account_news.ts";
import { accountSentence } from "../../core/message/account_text.ts";
import { after, hours } from "../../core/time.ts";
import { START } from "../support/fake_clock.ts";

const said = (news: AccountNews) =>
  (["zh", "en"] as const).map((lang) => accountSentence({ news, at: START }, lang));
const until = after(START, hours(24));

describe("accountSentence", () => {
  it("says which limit changed from what to what, since when, and that its person did it", () => {
    const change = {
      from: { perTransaction: null, perDay: 50_000 },
      to: { perTransaction: 20_000, perDay: 30_000 },
    };
    expect(said({ kind: "limit_changed", change: { about: "charges", ...change } })).toEqual([
      "你改了全部免密扣款的限额，2026-11-20 14:00 起生效：每次由不另设改为 ¥200.00，每天由 ¥500.00 改为 ¥300.00。",
      "You changed your limit for all charges without a password on 20 Nov 2026, 14:00 (UTC+8), with effect at once: " +
      "per charge from no limit of your own to ¥200.00, per day from ¥500.00 to ¥300.00.",
    ]);
    const [zh, en] = said({
      kind: "limit_changed",
      change: { about: { payee: "江湾停车" }, ...change, to: { ...change.to, perDay: 50_000 } },
    });
    expect(zh).toContain("江湾停车");
    expect(zh).not.toContain("每天");
    expect(en).not.toContain("per day");
  });

  it("says until when a recovery can be cancelled, who cancelled it, and what a done one lowers", () => {
    const asked = { kind: "recovery_asked", recoveryId: "rec_1", doneFrom: until } as const;
    expect(said(asked)[0]).toContain(
      "2026-11-21 14:00 起，旧的登录和通行密钥都会失效，在那之前可以取消。",
    );
    expect(said(asked)[1]).toContain("Until then it can be cancelled.");
    const ends = (["link", "session", "clock", "another"] as const).flatMap((endedBy) =>
      [false, true].flatMap((onlyPin) => said({ kind: "recovery_cancelled", endedBy, onlyPin }))
    );
    expect(new Set(ends).size).toBe(ends.length);
    expect(said({ kind: "recovered", loweredUntil: until })[0])
      .toContain("2026-11-21 14:00 前，绑定的卡和余额每天最多付 ¥1,000.00。");
  });

  it("still says what was owed before messages said more", () => {
    const older: readonly AccountNews[] = [
      { kind: "new_device", client: "?" },
      { kind: "passkey_added" },
      { kind: "limit_changed" },
      { kind: "recovered" },
      { kind: "recovery_cancelled" },
      { kind: "dispute_answered" },
      { kind: "dispute_closed", state: "declined" },
    ];
    for (const text of older.flatMap(said)) expect(text).not.toMatch(/undefined|NaN|null/);
  });
});
