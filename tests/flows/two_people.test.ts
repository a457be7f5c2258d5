import { Buffer } from "node:buffer";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createClient } from "@libsql/client";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { conflictOf } from "../../core/conflict.ts";
import { closeMerchant } from "../../core/merchant/close_merchant.ts";
import { confirmProposal, withdrawProposal } from "../../core/proposal/decide_proposal.ts";
import { decision } from "../../core/proposal/decision.ts";
import type { Proposal } from "../../core/proposal/proposal.ts";
import { proposeAboutMerchant } from "../../core/proposal/propose_about_merchant.ts";
import type { Secret } from "../../core/secret/parse_secrets.ts";
import { accountContext, isAccountNo, masked } from "../../core/settlement/settlement_account.ts";
import type { AgreedSharing } from "../../core/sharing/sharing_agreement.ts";
import type { SignedIn } from "../../core/staff/session.ts";
import type { BusinessDay } from "../../core/time.ts";
import type { Reader } from "../../db/engine/reader.ts";
import { reseal } from "../../db/secret/reseal.ts";
import { must } from "../support/fixtures.ts";
import { makeKey, registerKey, signedRequest } from "../support/signer.ts";
import { operator } from "../support/sharing.ts";
import { type Sqld, startSqld } from "../support/sqld.ts";
import { signedIn } from "../support/staff.ts";
import { TEST_SECRET, testVault } from "../support/test_vault.ts";
import { type TestApp, testApp, type TestMerchant } from "../support/test_app.ts";

type About = Pick<Parameters<typeof proposeAboutMerchant>[1], "act" | "hidden">;

let app: TestApp;
/** Of the institution: who proposes, and who confirms. */
let li: SignedIn;
let chen: SignedIn;

const account = {
  bank: "江湾银行运河支行",
  holder: "青瓷餐饮有限公司",
  accountNo: "990000112233445",
};
const toAccount = (accountNo: string): About => {
  const hidden = { ...account, accountNo };
  return { act: { kind: "set_account", masked: masked(hidden) }, hidden };
};
const agreed: AgreedSharing = {
  agreementNo: "TWO-1",
  covers: "children",
  firstDay: "2026-01-01" as BusinessDay,
  lastDay: "2027-12-31" as BusinessDay,
  sharesContracts: true,
  parentMay: [],
};

describe("what takes two people, on a file", () => {
  beforeEach(async () => {
    app = await testApp();
    [li, chen] = [await signedIn(app, "admin"), await signedIn(app, "admin")];
  });
  afterEach(() => app.close());
  stories();

  it("is the end of a live number, with its keys and after its children", async () => {
    const live = await app.openMerchant("真店", { mode: "live" });
    const signer = await registerKey(app, "EdDSA", live);
    const { merchantNo } = live.merchant;
    const alone = await closeMerchant(app.deps, { merchantNo, reason: "停业", by: operator });
    expect(alone).toMatchObject({ ok: false, error: { code: "second_person_needed" } });
    const closing: About = { act: { kind: "close", reason: "停业" } };
    const early = must(await propose(closing, live));
    const child = await app.openMerchant("真分店", { mode: "live", parentNo: merchantNo });
    expect(await confirm(early)).toMatchObject({ error: { code: "child_not_closed" } });
    expect(await propose(closing, live)).toMatchObject({ error: { code: "child_not_closed" } });
    must(await confirm(must(await propose(closing, child))));
    must(await confirm(early));
    expect(await propose(closing, live)).toMatchObject({ error: { code: "merchant_not_found" } });
    const signed = await app.fetch(await signedRequest(app, signer, { path: "/v1/orders" }));
    expect([signed.status, (await signed.json()).code]).toEqual([401, "signature_key_not_active"]);
    await app.settle();
    expect(await count("merchants where state = 'closed' and winding_up = 0")).toBe(2);
  });

  it("is the way back of a live merchant that has revoked its last key, and no other", async () => {
    const live = await app.openMerchant("真店", { mode: "live" });
    const first = await registerKey(app, "EdDSA", live);
    const { jwk, privateKey } = await makeKey("EdDSA");
    const key: About = { act: { kind: "add_key", alg: "EdDSA", jwk: JSON.stringify(jwk) } };
    expect(await propose(key, live)).toMatchObject({ error: { code: "key_still_active" } });

    const path = `/v1/keys/${first.kid}`;
    const revoked = await app.fetch(await signedRequest(app, first, { method: "DELETE", path }));
    expect(revoked.status).toBe(200);
    const other = JSON.stringify((await makeKey("EdDSA")).jwk);
    const late = must(
      await propose({ act: { kind: "add_key", alg: "EdDSA", jwk: other } }, live),
    );
    must(await confirm(must(await propose(key, live))));
    expect(await confirm(late)).toMatchObject({ error: { code: "key_still_active" } });
    expect(await propose(key, live)).toMatchObject({ error: { code: "key_already_registered" } });
    const [keys] = await app.deps.load(
      app.deps.merchants.keysOf({ type: "portal", merchantNo: live.merchant.merchantNo }),
    );
    const back = keys.find((each) => each.state === "active");
    const signer = { kid: back?.kid ?? "", alg: "EdDSA", privateKey } as const;
    const asked = await app.fetch(await signedRequest(app, signer, { path: "/v1/keys" }));
    expect([asked.status, (await asked.json()).data.length]).toEqual([200, 2]);
  });

  it("is an agreement, by two of the institution", async () => {
    const share: About = { act: { kind: "share", agreed } };
    const proposal = must(await propose(share));
    expect(must(await propose(share)).proposalId).toBe(proposal.proposalId);
    const { merchantNo } = app.merchant.merchant;
    const owner = await signedIn(app, "owner", merchantNo);
    expect(await confirm(proposal, owner)).toMatchObject({ error: { code: "proposal_not_found" } });
    const support = await signedIn(app, "support");
    expect(await confirm(proposal, support)).toMatchObject({ error: { code: "not_permitted" } });
    must(await confirm(proposal, await signedIn(app, "reviewer")));
    expect(await count("sharing_agreements where state = 'in_force'")).toBe(1);
    expect(await confirm(proposal)).toMatchObject({ error: { code: "proposal_over" } });
    expect(await propose(share)).toMatchObject({ error: { code: "agreement_no_taken" } });
  });

  it("is nothing at a number that was closed in between", async () => {
    const merchant = await app.openMerchant("要关的店");
    const proposal = must(await propose({ act: { kind: "share", agreed } }, merchant));
    const { merchantNo } = merchant.merchant;
    must(await closeMerchant(app.deps, { merchantNo, reason: "停业", by: operator }));
    expect(await confirm(proposal)).toMatchObject({ error: { code: "merchant_not_found" } });
    const made = { type: "proposal.made", within: li.session.sessionId } as const;
    const proposalId = app.deps.newId("prp");
    const { by, at } = decision(app.deps, proposal, "withdrawn", li);
    const conflict = await conflictOf(app.deps.commit([
      { ...made, proposal: { ...proposal, proposalId }, eventId: app.deps.newId("evt"), at, by },
    ]));
    expect(conflict?.constraint).toContain("merchant_not_closed");
  });
});

describe("what takes two people, on a libSQL server", () => {
  let sqld: Sqld;
  beforeEach(async () => {
    sqld = await startSqld();
    app = await testApp({ databaseUrl: sqld.url });
    [li, chen] = [await signedIn(app, "admin"), await signedIn(app, "admin")];
  });
  afterEach(async () => {
    await app.close().finally(() => sqld.stop());
  });
  stories();
});

describe("a settlement account", () => {
  it("is a bank account's number", () => {
    expect(isAccountNo(account.accountNo)).toBe(true);
    for (const wrong of ["", "1234567", "1".repeat(33), "99000011223344A", "9900 0011"]) {
      expect([wrong, isAccountNo(wrong)]).toEqual([wrong, false]);
    }
  });

  it("shows of its number the last four, and of a name what recognizes it", () => {
    expect(masked(account)).toEqual({
      bank: "江湾银行运河支行",
      lastFour: "3445",
      holder: "青******司",
    });
    expect(masked({ ...account, holder: "柳青" }).holder).toBe("柳*");
    expect(masked({ ...account, holder: "柳" }).holder).toBe("柳*");
  });

  it("is nowhere in a stolen database, and opens again after the secrets rotate", async () => {
    const folder = await mkdtemp(join(tmpdir(), "countersign-stolen-"));
    app = await testApp({ databaseUrl: `file:${join(folder, "portal.db")}` });
    [li, chen] = [await signedIn(app, "admin"), await signedIn(app, "admin")];
    must(await confirm(must(await propose())));
    must(await propose());
    await app.close();
    const files = await readdir(folder);
    const stolen = Buffer.concat(
      await Promise.all(files.map((each) => readFile(join(folder, each)))),
    );
    expect(stolen.includes(account.accountNo)).toBe(false);
    expect(stolen.includes(account.holder)).toBe(false);
    expect(stolen.includes(account.bank)).toBe(true);

    const newer: Secret = { id: "newer", key: new Uint8Array(32).fill(8) };
    const client = createClient({ url: `file:${join(folder, "portal.db")}` });
    const resealed = await reseal({
      reader: client as unknown as Reader,
      write: async ({ statements }) => {
        const batch = statements.map(({ sql, args }) => ({ sql, args: [...args] }));
        await client.batch(batch, "write");
        return { type: "committed", rows: [] };
      },
      vault: await testVault({ secrets: [newer, TEST_SECRET] }),
    });
    // The look-up key, two people's names and mails, the account, and the proposal that is still open: the decided one
    // seals nothing any more.
    expect(resealed).toEqual({ count: 7, unopened: [] });
    const { rows: [row] } = await client.execute("select * from settlement_accounts");
    const vault = await testVault({ secrets: [newer] });
    const context = accountContext(String(row?.["account_id"]));
    expect(JSON.parse(await vault.open(String(row?.["sealed"]), context))).toEqual(account);
    client.close();
    await rm(folder, { recursive: true });
  });
});

function stories() {
  it("is proposed by one and confirmed by another, and in force from then on", async () => {
    const proposal = must(await propose());
    expect(await shownAccount()).toBeNull();
    expect(await confirm(proposal, li)).toMatchObject({ error: { code: "second_person_needed" } });
    must(await confirm(proposal));
    expect(await shownAccount()).toMatchObject({ last_four: "3445", holder: "青******司" });

    const second = must(await propose(toAccount("990000112239999")));
    expect(await shownAccount()).toMatchObject({ last_four: "3445" });
    must(await confirm(second));
    expect(await shownAccount()).toMatchObject({ last_four: "9999" });
    expect(await count("settlement_accounts where state = 'in_force'")).toBe(1);
    expect(await count("proposals where sealed is not null")).toBe(0);
    expect(await count(`events where data like '%${account.accountNo}%'`)).toBe(0);
  });

  it("is refused by the write itself when the same person confirms", async () => {
    const proposal = must(await propose());
    const conflict = await conflictOf(
      app.deps.commit([decision(app.deps, proposal, "confirmed", li)]),
    );
    expect(conflict?.constraint).toContain("second_person");
  });

  it("is confirmed once, and withdrawn by either", async () => {
    // Alike where they may be shown, and yet two.
    const [first, second] = [must(await propose()), must(await propose(toAccount("990099993445")))];
    const both = await Promise.all([confirm(first), confirm(first)]);
    expect(both.filter(({ ok }) => ok)).toHaveLength(1);
    expect(await count("settlement_accounts")).toBe(1);
    const { proposalId } = second;
    must(await withdrawProposal(app.deps, { proposalId, here: li }));
    expect(await confirm(second)).toMatchObject({ error: { code: "proposal_over" } });
    expect(await count("proposals where sealed is not null")).toBe(0);
  });
}

function propose(about = toAccount(account.accountNo), { merchant }: TestMerchant = app.merchant) {
  const { merchantNo } = merchant;
  return proposeAboutMerchant(app.deps, { ...about, merchantNo, here: li });
}

function confirm({ proposalId, digest }: Proposal, here = chen) {
  return confirmProposal(app.deps, { proposalId, digest, here });
}

async function shownAccount() {
  const own = await app.api(`/v1/merchants/${app.merchant.merchantNo}`);
  return (await own.json()).settlement_account;
}

async function count(from: string): Promise<number> {
  const [n] = await app.deps.load({
    statement: { sql: `select count(*) as n from ${from}`, args: [] },
    read: ([row]) => Number(row?.["n"]),
  });
  return n;
}
