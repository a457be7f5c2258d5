import { createClient } from "@libsql/client";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createSeal, SIGNATURE_HEADER } from "../../core/channel/sandbox/seal.ts";
import { proposeAdvanceEnd } from "../../core/deduction/end_advance.ts";
import type { AdvanceWay } from "../../core/deduction/network_advance.ts";
import { type DeductionId, parseId } from "../../core/id.ts";
import { paths } from "../../core/paths.ts";
import { confirmProposal } from "../../core/proposal/decide_proposal.ts";
import { propose } from "../../core/proposal/propose.ts";
import type { Proposal } from "../../core/proposal/proposal.ts";
import type { SignedIn } from "../../core/staff/session.ts";
import { unitOf } from "../../db/engine/statement.ts";
import { magicDeductions } from "../../sandbox/bank/magic_contracts.ts";
import { chargedOn, corrected, type Payer, payerWithContract } from "../support/disputes.ts";
import { must } from "../support/fixtures.ts";
import { brokenPromises } from "../support/ledger.ts";
import { tempFolder } from "../support/server.ts";
import { joined, signedIn } from "../support/staff.ts";
import { type TestApp, testApp } from "../support/test_app.ts";

const TXN_NO = "202611201402031906248";
const { advanced } = magicDeductions;
const WHY = "渠道客服确认，已核对回单";

let app: TestApp;
let payer: Payer;
let of: DeductionId;
let li: SignedIn;
let chen: SignedIn;
let folder: Awaited<ReturnType<typeof tempFolder>>;
let databaseUrl: string;
beforeEach(async () => {
  folder = await tempFolder();
  databaseUrl = `file:${join(folder.path, "portal.db")}`;
  app = await testApp({ databaseUrl });
  payer = await payerWithContract(app);
  of = parseId("ded", await chargedOn(app, payer.contractId, advanced))!;
  [li, chen] = [await signedIn(app, "reviewer"), await signedIn(app, "admin")];
});
afterEach(async () => {
  await app.close();
  await folder.remove();
});

describe("an advance of whose end the channel says nothing", () => {
  it.each(
    [
      ["repaid_by_payer", "repaid", "posts"],
      ["repaid_by_other", "repaid", "posts"],
      ["given_up", "written_off", "voids"],
    ] as const,
  )("ends as %s once two people say so", async (way, state, phase) => {
    const proposal = await proposed(way);
    expect(await ended()).toMatchObject({ state: "outstanding" });
    expect(await confirmProposal(app.deps, { ...proposal, here: li })).toMatchObject({
      error: { code: "second_person_needed" },
    });
    must(await confirmProposal(app.deps, { ...proposal, here: chen }));
    expect(await ended()).toMatchObject({ state, ended_at: expect.any(String) });
    expect(await ends()).toEqual([
      [`advance_${way}`, phase, `network_advances:sandbox`, "advances:sandbox", advanced, of, 7],
    ]);
    expect(await told()).toEqual([
      "deduction.succeeded",
      `deduction.advance_ended`,
    ]);
    const [open] = await app.deps.load(app.deps.books.shared());
    const still = open.filter(({ account }) => account.includes("advances"));
    expect(still.map(({ balance }) => balance.fen)).toEqual([0, 0]);
    expect(await proposeEnd("given_up")).toMatchObject({ error: { code: "advance_over" } });
  });

  it("is proposed once by two at the same moment, and ends once when two agree at once", async () => {
    const wang = await signedIn(app, "admin");
    const [proposal, other] = await Promise.all([
      proposed("repaid_by_payer"),
      proposed("given_up"),
    ]);
    expect(other.proposalId).toBe(proposal.proposalId);
    const done = await Promise.all(
      [chen, wang, chen].map((here) => confirmProposal(app.deps, { ...proposal, here })),
    );
    expect(done.filter(({ ok }) => ok)).toHaveLength(1);
    expect(await ends()).toHaveLength(1);
    expect(await told()).toEqual(["deduction.succeeded", "deduction.advance_ended"]);
  });

  it("is the channel's where its word comes between the proposal and the agreement", async () => {
    const proposal = await proposed("repaid_by_payer");
    expect((await noticed("written_off")).status).toBe(200);
    expect(await confirmProposal(app.deps, { ...proposal, here: chen })).toMatchObject({
      error: { code: "advance_over" },
    });
    expect(await ended()).toMatchObject({ state: "written_off" });
    expect((await ends()).map(([code]) => code)).toEqual(["advance_written_off"]);
  });

  it("ends once when the channel's word and the agreement come at once", async () => {
    const proposal = await proposed("repaid_by_payer");
    const [confirmed, notice] = await Promise.all([
      confirmProposal(app.deps, { ...proposal, here: chen }),
      noticed("written_off"),
    ]);
    expect(notice.status).toBe(200);
    const code = confirmed.ok ? "advance_repaid_by_payer" : "advance_written_off";
    expect((await ends()).map(([each]) => each)).toEqual([code]);
    expect(await ended()).toMatchObject({ state: confirmed.ok ? "repaid" : "written_off" });
    expect(await told()).toEqual(["deduction.succeeded", "deduction.advance_ended"]);
  });

  it("stays as people ended it when the channel says otherwise later, which somebody is told", async () => {
    must(await confirmProposal(app.deps, { ...await proposed("given_up"), here: chen }));
    const otherwise = () => app.logged.filter(({ message }) => message.includes("says otherwise"));
    expect((await noticed("written_off")).status).toBe(200);
    expect(otherwise()).toEqual([]);
    expect((await noticed("repaid")).status).toBe(200);
    expect(otherwise()).toHaveLength(1);
    await app.deps.write(
      unitOf("update deductions set channel_txn_no = ? where deduction_id = ?", TXN_NO, of),
    );
    await corrected(app, TXN_NO, -advanced);
    expect(await ended()).toMatchObject({ state: "written_off" });
    expect((await ends()).map(([code]) => code)).toEqual(["advance_given_up"]);
  });

  it("is proposed where somebody still proposes a result of the charge itself", async () => {
    const finding = { type: "succeeded", channelTxnNo: "1" } as const;
    const act = { kind: "settle", of, finding, evidence: "渠道工单" } as const;
    const { merchantNo } = app.merchant.merchant;
    const stale = must(await propose(app.deps, { act, merchantNo, here: li }));
    const proposal = await proposed("given_up");
    expect(proposal.act.kind).toBe("end_advance");
    expect(await confirmProposal(app.deps, { ...stale, here: chen })).toMatchObject({
      error: { code: "proposal_over" },
    });
  });

  it("is not ended where nothing was advanced", async () => {
    const plain = parseId("ded", await chargedOn(app, payer.contractId))!;
    expect(await proposeEnd("repaid_by_payer", plain)).toMatchObject({
      error: { code: "advance_not_found" },
    });
  });

  it("is ended on its page at the desk, and stands in the audit", async () => {
    const [one, two] = [await joined(app, "admin"), await joined(app, "admin")];
    const list = await (await one.ask(paths.opsAdvances())).text();
    const path = paths.opsAdvance(of);
    expect(list).toContain(`href="${path}"`);
    const fields = { way: "repaid_by_other", reference: "JW-0042", reason: WHY };
    for (
      const wrong of [
        { way: "" },
        { way: "reclaimed" },
        { reference: " " },
        { way: "given_up" },
        { reason: "" },
        { reason: "长".repeat(201) },
      ]
    ) {
      const answer = await one.ask(path, { ...fields, ...wrong });
      expect([wrong, answer.status]).toEqual([wrong, 422]);
    }
    const answer = await one.ask(path, fields);
    expect(answer.status).toBe(303);
    const to = answer.headers.get("location")!;
    const shown = await (await two.ask(path)).text();
    for (const part of ["Somebody else repaid the network", "JW-0042", WHY]) {
      expect(shown).toContain(part);
    }
    const digest = /name="digest" value="([^"]*)"/.exec(shown)?.[1] ?? "";
    expect((await one.ask(`${to}/confirmation`, { digest })).status).toBe(422);
    const confirmed = await two.ask(`${to}/confirmation`, { digest });
    expect([confirmed.status, confirmed.headers.get("location")]).toEqual([303, path]);
    expect(await ended()).toMatchObject({ state: "repaid" });
    expect(await (await one.ask(paths.opsAdvances({ state: "repaid" }))).text()).toContain(of);
    const page = await (await one.ask(path)).text();
    expect(page).toContain("Repaid");
    expect(page).not.toContain('<form class="card stack"');
    const [audited] = await app.deps.load({
      statement: {
        sql: "select by from events where subject_id = ? and type = 'deduction.advance_ended'",
        args: [of],
      },
      read: (rows) => rows.map((row) => String(row["by"])),
    });
    expect(audited).toEqual([`staff:${two.staff.staffId}`]);

    const support = await joined(app, "support");
    expect((await support.ask(path)).status).toBe(403);
    expect((await one.ask(paths.opsAdvance("ded_01KAG8M0000000000000000009"))).status).toBe(404);
  });

  it("is kept once, unchanged, and verify names what two people did not agree on", async () => {
    must(await confirmProposal(app.deps, { ...await proposed("repaid_by_payer"), here: chen }));
    const client = createClient({ url: databaseUrl });
    for (
      const [harm, reason] of [
        ["update advance_ends set way = 'repaid_by_other'", "is never changed"],
        ["delete from advance_ends", "is never removed"],
        ["insert into advance_ends select * from advance_ends", "UNIQUE constraint failed"],
        [
          `insert into book_transfers select subject_id, 9, version, 'advance_given_up', 'voids', debit, credit,
            fen, merchant_no, mode, at, of_subject_id, of_line from book_transfers where line = 8`,
          "UNIQUE constraint failed",
        ],
      ] as const
    ) {
      await expect(client.execute(harm)).rejects.toThrow(reason);
    }
    const work = await client.transaction("write");
    await work.execute("drop trigger advance_ends_update");
    await work.execute("update advance_ends set way = 'repaid_by_other'");
    const found = Object.keys(await brokenPromises(work));
    await work.rollback();
    client.close();
    expect(found).toEqual(expect.arrayContaining([
      "an advance that people ended otherwise than two of them agreed",
      "a fact that is not booked, or booked otherwise",
    ]));
  });
});

function proposeEnd(way: AdvanceWay, about = of) {
  const reference = way === "given_up" ? undefined : "JW-0042";
  return proposeAdvanceEnd(app.deps, { of: about, way, reference, why: WHY, here: li });
}

async function proposed(way: AdvanceWay): Promise<Proposal> {
  return must(await proposeEnd(way));
}

async function ended() {
  const { network_advance } = await (await app.api(`/v1/deductions/${of}`)).json();
  return network_advance;
}

/** What ended it in the books: code, phase, debit, credit, fen, and of which transfer. */
async function ends(): Promise<readonly (readonly unknown[])[]> {
  const [found] = await app.deps.load({
    statement: {
      sql: `select json_array(code, phase, debit, credit, fen, of_subject_id, of_line) as it
        from book_transfers where subject_id = ? and of_subject_id = ?1`,
      args: [of],
    },
    read: (rows) => rows.map((row) => JSON.parse(String(row["it"]))),
  });
  return found;
}

async function told(): Promise<readonly string[]> {
  const { data } = await (await app.api("/v1/events")).json();
  return data.map(({ type }: { type: string }) => type)
    .filter((type: string) => type.startsWith("deduction.")).toReversed();
}

async function noticed(outcome: "repaid" | "written_off"): Promise<Response> {
  const channel_order_no = of.slice("ded_".length);
  const said = { channel_order_no, amount: advanced, currency: "CNY", outcome };
  const body = JSON.stringify({ about: "advance", ...said });
  const signature = await createSeal(app.deps.vault).sign("notice", body);
  const headers = { "content-type": "application/json", [SIGNATURE_HEADER]: signature };
  const url = `http://portal.test${paths.notice("sandbox")}`;
  return await app.fetch(new Request(url, { method: "POST", body, headers }));
}
