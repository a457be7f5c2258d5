import { describe, expect, it } from "vitest";
import {
  actorText,
  byCaller,
  byChannel,
  byClock,
  byConsumer,
  byOperator,
  byScreen,
  isAudited,
} from "../../core/actor.ts";
import { merchantNo } from "../../core/id.ts";

const digest = "1f2e3d4c5b6a79880011223344556677".repeat(2);

describe("actorText", () => {
  it("names everybody who can make something happen", () => {
    expect([
      byConsumer("con_1"),
      byConsumer(),
      byScreen("scr_1"),
      byScreen(),
      byChannel("sandbox"),
      byOperator,
      byClock,
    ].map(actorText)).toEqual([
      "consumer:con_1",
      "consumer",
      "screen:scr_1",
      "screen",
      "channel:sandbox",
      "operator",
      "clock",
    ]);
  });

  it("names a merchant's key by its kid, and a secret key by the beginning of its digest", () => {
    const no = merchantNo("888000000000001");
    const signed = { type: "signed", merchantNo: no, kid: "key_1", jti: "j", scopes: [] } as const;
    expect(actorText(byCaller(signed))).toBe("key:key_1");
    expect(actorText(byCaller({ type: "secret_key", digest }))).toBe("secret_key:1f2e3d4c5b6a7988");
    expect(actorText(byCaller({ type: "portal", merchantNo: no }))).toBe("operator");
  });
});

describe("isAudited", () => {
  it("is true of our own people, and of nobody else", () => {
    expect(isAudited(byOperator)).toBe(true);
    const others = [byConsumer(), byScreen(), byChannel("sandbox"), byClock];
    expect(others.filter(isAudited)).toEqual([]);
    expect(isAudited({ type: "secret_key", digest })).toBe(false);
    expect(isAudited({ type: "key", kid: "key_1" })).toBe(false);
  });
});
