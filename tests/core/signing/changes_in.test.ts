import { describe, expect, it } from "vitest";
import { changesIn } from "../../../core/signing/changes_in.ts";
import type { SigningView } from "../../../core/signing/view_signing.ts";
import { after, minutes, seconds } from "../../../core/time.ts";
import { START } from "../../support/fake_clock.ts";
import { signingNames, signings } from "../../support/signings.ts";

describe("changesIn", () => {
  it("waits for the expiry where nobody is known, and looks again meanwhile where a person is", () => {
    const asked = signingNames.map((name) => [name, changesIn(signings[name], START)]);
    const waits = Object.fromEntries(asked.filter(([, wait]) => wait !== undefined));
    expect(waits).toMatchObject({
      outside: minutes(30),
      ready: seconds(10),
      already_signed: seconds(10),
      no_card: seconds(10),
    });
    const settled = ["verifying", "plan_changed", "signed", "declined", "expired"];
    expect(settled.filter((name) => name in waits)).toEqual([]);
  });

  it("waits for the expiry on the merchant's clock", () => {
    const { ready } = signings;
    const merchant = { ...ready.merchant, clockOffset: minutes(29) };
    const view: SigningView = { ...ready, merchant };
    expect(changesIn(view, after(START, seconds(57)))).toBe(seconds(3));
  });
});
