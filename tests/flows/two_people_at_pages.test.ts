import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { MerchantNo, ProposalId } from "../../core/id.ts";
import { allScopes } from "../../core/merchant/merchant_key.ts";
import { paths } from "../../core/paths.ts";
import type { Proposal } from "../../core/proposal/proposal.ts";
import { makeKey } from "../support/signer.ts";
import { joined, type Person } from "../support/staff.ts";
import { type TestApp, testApp } from "../support/test_app.ts";

let app: TestApp;
let merchantNo: MerchantNo;
beforeEach(async () => {
  app = await testApp();
  ({ merchantNo } = (await app.openMerchant("真店", { mode: "live" })).merchant);
});
afterEach(() => app.close());

const account = {
  bank: "江湾银行运河支行",
  holder: "青瓷餐饮有限公司",
  account_no: "9900 0011 2233 445",
};
const sharing = {
  agreement_no: "GX-2026-014",
  covers: "all_below",
  first_day: "2026-01-01",
  last_day: "2027-12-31",
  shared: "refund",
};

/** What was sent led to a proposal, which the other place of `at` may see. */
async function proposed(person: Person, path: string, fields: Readonly<Record<string, string>>) {
  expect((await person.ask(path)).status).toBe(200);
  const location = (await person.ask(path, fields)).headers.get("location") ?? "";
  expect(location).toMatch(/\/proposals\/prp_/);
  const proposalId = location.split("/").at(-1) as ProposalId;
  const [found] = await app.deps.load(
    app.deps.proposals.visibleById(person.staff.merchantNo, proposalId),
  );
  if (!found) throw new Error("Cannot find the proposal");
  return found;
}

async function confirm(person: Person, { proposalId, digest }: Proposal): Promise<number> {
  return (await person.ask(paths.proposalConfirmation(person.desk, proposalId), { digest })).status;
}

async function pageOf(person: Person, { proposalId }: Proposal): Promise<string> {
  return await (await person.ask(paths.proposal(person.desk, proposalId))).text();
}

describe("at the desk, one proposes and another confirms", () => {
  it("a settlement account, of which pages show the last four digits", async () => {
    const [one, other] = [await joined(app, "admin"), await joined(app, "admin")];
    const proposal = await proposed(one, paths.opsProposeAccount(merchantNo), account);
    expect(proposal.act).toEqual({
      kind: "set_account",
      masked: { bank: account.bank, holder: "青******司", lastFour: "3445" },
    });
    const html = await pageOf(other, proposal);
    expect(html).toContain("account ending in 3445");
    expect(html).not.toContain("99000011");
    expect(html).not.toContain(account.holder);
    expect([await confirm(one, proposal), await confirm(other, proposal)]).toEqual([422, 303]);
    const [inForce] = await app.deps.load(app.deps.settlements.inForce(merchantNo));
    expect(inForce?.masked.lastFour).toBe("3445");
  });

  it("an agreement, a key for a number that has none, and the end of a live number", async () => {
    const [one, other] = [await joined(app, "admin"), await joined(app, "admin")];
    const share = await proposed(one, paths.opsProposeSharing(merchantNo), sharing);
    expect(await pageOf(other, share)).toContain("The parent may refund for those below");
    expect(await confirm(other, share)).toBe(303);
    const [agreement] = await app.deps.load(app.deps.sharing.byNo(merchantNo, "GX-2026-014"));
    expect(agreement).toMatchObject({
      covers: "all_below",
      sharesContracts: false,
      parentMay: ["refund"],
      state: "in_force",
    });

    const jwk = JSON.stringify((await makeKey("EdDSA")).jwk);
    const keyPage = paths.opsProposeKey(merchantNo);
    expect(await confirm(other, await proposed(one, keyPage, { jwk }))).toBe(303);
    const second = await one.ask(keyPage, { jwk: JSON.stringify((await makeKey("ES256")).jwk) });
    expect([second.status, await second.text()])
      .toEqual([422, expect.stringContaining("has a key to sign with")]);

    const closing = await proposed(one, paths.opsProposeClosing(merchantNo), { reason: "停业" });
    expect(await pageOf(other, closing)).toContain("停业");
    expect(await confirm(other, closing)).toBe(303);
    const [merchant] = await app.deps.load(app.deps.merchants.byNo(merchantNo));
    expect(merchant?.state).toBe("closed");
    expect((await one.ask(paths.opsProposeClosing(merchantNo))).status).toBe(404);
  });

  it.each(
    [
      ["bank", "opsProposeAccount", { ...account, bank: " " }],
      ["holder", "opsProposeAccount", { ...account, holder: "\u202e" }],
      ["account_no", "opsProposeAccount", { ...account, account_no: "99000011223344A" }],
      ["jwk", "opsProposeKey", { jwk: "not JSON" }],
      ["jwk", "opsProposeKey", { jwk: '{"kty":"OKP","crv":"Ed25519","x":"AA","d":"AA"}' }],
      ["agreement_no", "opsProposeSharing", { ...sharing, agreement_no: "" }],
      ["covers", "opsProposeSharing", { ...sharing, covers: "everybody" }],
      ["days", "opsProposeSharing", { ...sharing, first_day: "2026-02-30" }],
      ["days", "opsProposeSharing", { ...sharing, last_day: "2025-12-31" }],
      ["shared", "opsProposeSharing", { ...sharing, shared: "everything" }],
      ["reason", "opsProposeClosing", { reason: " " }],
      ["reason", "opsProposeClosing", { reason: "card 4111 1111 1111 1111" }],
    ] as const,
  )("nothing while %s is wrong at %s", async (field, page, fields) => {
    const admin = await joined(app, "admin");
    const answer = await admin.ask(paths[page](merchantNo), fields);
    expect([answer.status, await answer.text()])
      .toEqual([422, expect.stringContaining(`<a href="#${field}">`)]);
    expect(await app.deps.load(app.deps.proposals.waiting(undefined, app.deps.now())))
      .toEqual([[]]);
  });

  it("nothing about a number that is not there", async () => {
    const admin = await joined(app, "admin");
    for (const no of ["990100000000099", "short"]) {
      expect((await admin.ask(paths.opsProposeAccount(no))).status).toBe(404);
      expect((await admin.ask(paths.opsProposeAccount(no), account)).status).toBe(404);
    }
  });
});

describe("in the console", () => {
  it("finance proposes a settlement account and an owner confirms it", async () => {
    const finance = await joined(app, "finance", merchantNo);
    const owner = await joined(app, "owner", merchantNo);
    const proposal = await proposed(finance, paths.proposeOwnAccount(), account);
    const admin = await joined(app, "admin");
    expect([await confirm(finance, proposal), await confirm(admin, proposal)]).toEqual([422, 404]);
    expect(await confirm(owner, proposal)).toBe(303);
    const [inForce] = await app.deps.load(app.deps.settlements.inForce(merchantNo));
    expect(inForce?.masked.lastFour).toBe("3445");
  });

  it("the desk is the second person of an only owner", async () => {
    const owner = await joined(app, "owner", merchantNo);
    const admin = await joined(app, "admin");
    const proposal = await proposed(owner, paths.proposeOwnAccount(), account);
    expect(await (await admin.ask(paths.proposals("ops"))).text()).toContain(proposal.proposalId);
    expect([await confirm(owner, proposal), await confirm(admin, proposal)]).toEqual([422, 303]);
  });

  it("a developer proposes the way back of a number without a key, and an owner confirms it", async () => {
    const developer = await joined(app, "developer", merchantNo);
    const owner = await joined(app, "owner", merchantNo);
    const { jwk } = await makeKey("EdDSA");
    const fields = { jwk: JSON.stringify(jwk), scopes: allScopes[0] };
    const proposal = await proposed(developer, paths.consoleNewKey(), fields);
    expect([await confirm(developer, proposal), await confirm(owner, proposal)])
      .toEqual([403, 303]);
    const [keys] = await app.deps.load(app.deps.merchants.keysOf({ type: "portal", merchantNo }));
    expect(keys.map(({ state }) => state)).toEqual(["active"]);
  });

  it("the home page leads to what somebody may propose, and to no more", async () => {
    const finance = await joined(app, "finance", merchantNo);
    const home = await (await finance.ask(paths.desk("console"))).text();
    expect(home).toContain(`href="${paths.proposeOwnAccount()}"`);
    expect(home).not.toContain(`href="${paths.consoleNewKey()}"`);
    const support = await joined(app, "support");
    const desk = await (await support.ask(paths.desk("ops"))).text();
    expect(desk).toContain(paths.opsQueue("unclear"));
    expect(desk).not.toContain(paths.opsQueue("proposals"));
  });
});
