import { Buffer } from "node:buffer";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createClient } from "@libsql/client";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { conflictOf } from "../../core/conflict.ts";
import type { ReviewId } from "../../core/id.ts";
import { closeMerchant } from "../../core/merchant/close_merchant.ts";
import { decideReview } from "../../core/review/decide_review.ts";
import { openReview, type Proposed } from "../../core/review/open_review.ts";
import { accountContext, isAccountNo, masked } from "../../core/settlement/settlement_account.ts";
import type { Secret } from "../../core/secret/parse_secrets.ts";
import type { Reader } from "../../db/engine/reader.ts";
import { reseal } from "../../db/secret/reseal.ts";
import { must } from "../support/fixtures.ts";
import { confirmer, proposer } from "../support/sharing.ts";
import { makeKey, registerKey, signedRequest } from "../support/signer.ts";
import { type Sqld, startSqld } from "../support/sqld.ts";
import { TEST_SECRET, testVault } from "../support/test_vault.ts";
import { type TestApp, testApp, type TestMerchant } from "../support/test_app.ts";

let app: TestApp;

const account = {
  bank: "江湾银行运河支行",
  holder: "青瓷餐饮有限公司",
  accountNo: "990000112233445",
};
const proposed: Proposed = { kind: "settlement_account", account };

describe("what takes two people, on a file", () => {
  beforeEach(async () => {
    app = await testApp();
  });
  afterEach(() => app.close());
  stories();

  it("is the end of a live number, with its keys and after its children", async () => {
    const live = await app.openMerchant("真店", { mode: "live" });
    const signer = await registerKey(app, "EdDSA", live);
    const { merchantNo } = live.merchant;
    const alone = await closeMerchant(app.deps, { merchantNo, reason: "停业", by: proposer });
    expect(alone).toMatchObject({ ok: false, error: { code: "review_required" } });
    const child = await app.openMerchant("真分店", { mode: "live", parentNo: merchantNo });
    const closing: Proposed = { kind: "closing", reason: "停业" };
    const { reviewId } = must(await propose(closing, live));
    expect(await confirm(reviewId)).toMatchObject({ error: { code: "child_not_closed" } });
    must(await confirm(must(await propose(closing, child)).reviewId));
    must(await confirm(reviewId));
    const signed = await app.fetch(await signedRequest(app, signer, { path: "/v1/orders" }));
    expect([signed.status, (await signed.json()).code]).toEqual([401, "signature_key_not_active"]);
    await app.settle();
    expect(await count("merchants where state = 'closed' and winding_up = 0")).toBe(2);
  });

  it("is the way back of a live merchant that has revoked its last key, and no other", async () => {
    const live = await app.openMerchant("真店", { mode: "live" });
    const first = await registerKey(app, "EdDSA", live);
    const { jwk, privateKey } = await makeKey("EdDSA");
    const key: Proposed = { kind: "merchant_key", alg: "EdDSA", jwk: JSON.stringify(jwk) };
    const early = must(await propose(key, live));
    expect(await confirm(early.reviewId)).toMatchObject({ error: { code: "key_still_active" } });

    const path = `/v1/keys/${first.kid}`;
    const revoked = await app.fetch(await signedRequest(app, first, { method: "DELETE", path }));
    expect(revoked.status).toBe(200);
    must(await confirm(early.reviewId));
    const [keys] = await app.deps.load(
      app.deps.merchants.keysOf({ type: "portal", merchantNo: live.merchant.merchantNo }),
    );
    const back = keys.find((each) => each.state === "active");
    const signer = { kid: back?.kid ?? "", alg: "EdDSA", privateKey } as const;
    const asked = await app.fetch(await signedRequest(app, signer, { path: "/v1/keys" }));
    expect([asked.status, (await asked.json()).data.length]).toEqual([200, 2]);
  });
});

describe("what takes two people, on a libSQL server", () => {
  let sqld: Sqld;
  beforeEach(async () => {
    sqld = await startSqld();
    app = await testApp({ databaseUrl: sqld.url });
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
    must(await confirm(must(await propose()).reviewId));
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
    // The look-up key, the account, and the review that is still open: the decided one seals nothing any more.
    expect(resealed).toEqual({ count: 3, unopened: [] });
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
    const { reviewId } = must(await propose());
    expect(await shownAccount()).toBeNull();
    expect(await confirm(reviewId, proposer)).toMatchObject({
      error: { code: "second_person_required", proposed_by: "operator:li.wei" },
    });
    expect(await confirm(reviewId, { type: "operator" })).toMatchObject({
      error: { code: "person_required" },
    });
    must(await confirm(reviewId));
    expect(await shownAccount()).toMatchObject({ last_four: "3445", holder: "青******司" });

    const next = { ...account, accountNo: "990000112239999" };
    const second = must(await propose({ kind: "settlement_account", account: next }));
    expect(await shownAccount()).toMatchObject({ last_four: "3445" });
    must(await confirm(second.reviewId));
    expect(await shownAccount()).toMatchObject({ last_four: "9999" });
    expect(await count("settlement_accounts where state = 'in_force'")).toBe(1);
    expect(await count("reviews where sealed is not null")).toBe(0);
    expect(await count(`events where data like '%${account.accountNo}%'`)).toBe(0);
  });

  it("is refused by the write itself when the same person confirms", async () => {
    const review = must(await propose());
    const conflict = await conflictOf(app.deps.commit([{
      type: "review.confirmed",
      review: { ...review, state: "confirmed", version: 2 },
      eventId: app.deps.newId("evt"),
      at: app.clock.now(),
      by: proposer,
    }]));
    expect(conflict?.constraint).toContain("two_people");
  });

  it("is confirmed once, and withdrawn by anybody", async () => {
    const [first, second] = [must(await propose()), must(await propose())];
    const both = await Promise.all([confirm(first.reviewId), confirm(first.reviewId)]);
    expect(both.every(({ ok }) => ok)).toBe(true);
    expect(await count("settlement_accounts")).toBe(1);
    const { reviewId } = second;
    must(await decideReview(app.deps, { reviewId, verdict: "withdrawn", by: proposer }));
    expect(await confirm(reviewId)).toMatchObject({
      error: { code: "review_already_decided" },
    });
  });
}

function propose(what = proposed, { merchant }: TestMerchant = app.merchant) {
  const { merchantNo } = merchant;
  return openReview(app.deps, { merchantNo, proposed: what, by: proposer });
}

function confirm(reviewId: ReviewId, by = confirmer) {
  return decideReview(app.deps, { reviewId, verdict: "confirmed", by });
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
