import { ageDisputes } from "../../core/dispute/age_disputes.ts";
import { escalateDispute } from "../../core/dispute/follow_up.ts";
import { openDispute } from "../../core/dispute/open_dispute.ts";
import { days } from "../../core/time.ts";
import { unitOf } from "../../db/engine/statement.ts";
import { corrected } from "../support/disputes.ts";
import { must } from "../support/fixtures.ts";
import { entered } from "../support/signers.ts";
import type { Recorder } from "./recorder.ts";

/** As the channel numbers its transactions: by when they were, and their trace. */
const TXN_NO = "202611201402031906248";

/** Disputes of what a contract of person B was charged: refunded, contested, and charged back. */
export async function disputeStory(
  { app, ask }: Pick<Recorder, "app" | "ask">,
  contractId: string,
): Promise<void> {
  const session = async () => (await entered(app, "person_b")).sessionToken;
  const accepted = await disputed("TEA-60");
  await ask(`/v1/disputes/${accepted}`);
  await ask("/v1/disputes?limit=1");
  await ask(`/v1/disputes/${accepted}/acceptance`, { method: "POST" });

  const contested = await disputed("TEA-61");
  app.clock.advance(days(5));
  await ageDisputes(app.deps);
  const body = { text: "11 月 20 日在店里续杯，有小票。 Refilled in the shop; we have the slip." };
  await ask(`/v1/disputes/${contested}/answer`, { body });
  await ask(`/v1/disputes/${contested}/answer`, { body: { text: "…" } });
  must(await escalateDispute(app.deps, { session: await session(), disputeId: contested }));

  const deductionId = await charged("TEA-62");
  await app.deps.write(unitOf(
    "update deductions set channel_txn_no = ? where deduction_id = ?",
    TXN_NO,
    deductionId,
  ));
  await corrected(app, TXN_NO, -1_200);
  await corrected(app, TXN_NO, 1_200);
  await app.settle();

  async function disputed(no: string): Promise<`dsp_${string}`> {
    const subjectId = await charged(no);
    const given = { session: await session(), subjectId, reason: "not_mine" } as const;
    return must(await openDispute(app.deps, given)).disputeId;
  }

  async function charged(no: string): Promise<`ded_${string}`> {
    const { deduction_id } = await ask("/v1/deductions", {
      body: { contract_id: contractId, merchant_order_no: no, amount: 1_200, subject: "续杯" },
    });
    await app.settle();
    return deduction_id;
  }
}
