import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { magicTitles } from "../../sandbox/bank/magic_contracts.ts";
import { minutes, seconds } from "../../core/time.ts";
import { cameIn, tapSign } from "../support/app_browser.ts";
import { eventTypes } from "../support/payer.ts";
import { textIn } from "../support/render_checkout.tsx";
import { approvedPlan, openedSigning, readSigning } from "../support/signers.ts";
import { type TestApp, testApp } from "../support/test_app.ts";

let app: TestApp;
beforeEach(async () => {
  app = await testApp();
});
afterEach(() => app.close());

type MagicSign = Extract<keyof typeof magicTitles, `MAGIC-SIGN-${string}`>;

interface End {
  /** The response to the tap. */
  readonly tapped: number;
  /** What the page says and the merchant reads: after the tap, once the bank was queried, once the link has expired. */
  readonly stands: readonly (readonly [heading: RegExp, state: string])[];
  readonly told: string;
  readonly contracts: number;
}

const asked: End["stands"][number] = [/asks you to sign$/, "open"];
const confirming: End["stands"][number] = [/^We're confirming your signature\./, "open"];
const signed: End["stands"][number] = [/^Signed\. Nothing was charged\.$/, "signed"];
const over: End["stands"][number] = [/^This link has expired\. Nothing was signed/, "expired"];

/** How one tap on the page ends for each magic title. */
const ends: Readonly<Record<MagicSign, End>> = {
  "MAGIC-SIGN-REFUSED": {
    tapped: 409,
    stands: [asked, asked, over],
    told: "signing.expired",
    contracts: 0,
  },
  "MAGIC-SIGN-LOST": {
    tapped: 303,
    stands: [confirming, signed, signed],
    told: "contract.signed",
    contracts: 1,
  },
  "MAGIC-SIGN-FORGOTTEN": {
    tapped: 303,
    stands: [confirming, asked, over],
    told: "signing.expired",
    contracts: 0,
  },
};

describe("a plan of a magic title, signed on its page", () => {
  it.each(Object.entries(ends))(
    "%s ends as its title says, and is told once",
    async (title, end) => {
      const plan_id = await approvedPlan(app, { title: `${title} 会员` });
      const { signing_id } = await openedSigning(app, { plan_id, contract_code: "c-1" });
      const path = `/sign/${signing_id}`;
      const browser = await cameIn(app, path);
      const tapped = await tapSign(browser, path, { fields: { card: "sbxcard_a_debit" } });
      expect(tapped.status).toBe(end.tapped);

      for (const [i, [heading, state]] of end.stands.entries()) {
        app.clock.advance([seconds(0), seconds(30), minutes(30)][i] ?? seconds(0));
        await app.settle();
        const page = await (await cameIn(app, path)).ask(path);
        expect(textIn(await page.text(), "h1"), `look ${i}`).toMatch(heading);
        expect((await readSigning(app, signing_id)).state, `look ${i}`).toBe(state);
      }
      expect(await eventTypes(app)).toEqual(["plan.approved", end.told]);
      const { data } = await (await app.api("/v1/contracts?contract_code=c-1")).json();
      expect(data).toHaveLength(end.contracts);
    },
  );

  it("MAGIC-SIGN-REFUSED says on the page that nothing was signed, and another plan can be signed", async () => {
    const refusing = await approvedPlan(app, { title: "MAGIC-SIGN-REFUSED" });
    const plain = await approvedPlan(app);
    const [first, second] = [
      await openedSigning(app, { plan_id: refusing, contract_code: "c-1" }),
      await openedSigning(app, { plan_id: plain, contract_code: "c-2" }),
    ];
    const path = `/sign/${first.signing_id}`;
    const browser = await cameIn(app, path);
    const fields = { card: "sbxcard_a_debit" };
    const refused = await tapSign(browser, path, { fields });
    expect(await refused.text())
      .toContain("UnionPay declined the request. Nothing was signed or charged. Try another card.");
    const agreed = await tapSign(browser, `/sign/${second.signing_id}`, { fields });
    expect(agreed.status).toBe(303);
    expect((await readSigning(app, second.signing_id)).state).toBe("signed");
  });
});
