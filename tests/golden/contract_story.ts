import { days, type Duration, hours, minutes } from "../../core/time.ts";
import { suspendContract } from "../../core/contract/suspend_contract.ts";
import { decidePlan } from "../../core/plan/decide_plan.ts";
import { must } from "../support/fixtures.ts";
import { planForm } from "../support/signers.ts";
import { cardStory } from "./card_story.ts";
import { moveStory } from "./move_story.ts";
import { disputeStory } from "./dispute_story.ts";
import { chargeIsAdvanced } from "./reaching_story.ts";
import type { Recorder } from "./recorder.ts";

/** Fen, by which the sandbox decides a deduction. */
const [DECLINED, NEVER, DECLINED_ONCE] = [7_702, 7_712, 7_718];

/** Plans, signings, contracts, deductions. */
export async function contractStory(recorder: Recorder): Promise<void> {
  const { app, ask } = recorder;
  const form = {
    ...planForm,
    kind: "periodic",
    contract_days: 365,
    applicant: "清风茶馆有限公司",
    contact: "岑溪 19900000002",
  };
  const { plan_id } = await ask("/v1/plans", { body: form });
  await ask("/v1/plans", { body: form });
  await decided(plan_id, { type: "approved" });
  await ask(`/v1/plans/${plan_id}`);
  await ask("/v1/plans?limit=1");
  const rejected = await ask("/v1/plans", { body: { ...planForm, title: "随便扣款" } });
  await decided(rejected.plan_id, { type: "rejected", reason: "用途写得不够具体" });

  const asking = {
    plan_id,
    contract_code: "member-7",
    user_id: "u-7",
    order: { merchant_order_no: "TEA-20", amount: 6_800, subject: "首次续杯 First refill" },
  };
  const signing = await ask("/v1/signings", { body: asking });
  await ask("/v1/signings", { body: asking });
  await ask(`/v1/signings/${signing.signing_id}`);
  const signed = await confirmed(signing.signing_id, {});
  await ask("/v1/signings?limit=1");
  await confirmed(await opened("member-7-again"), {});
  await confirmed(await opened("member-8"), { outcome: "declined", person: "person_b" });
  await opened("member-9");
  app.clock.advance(minutes(31));
  await app.settle();

  const { contract_id } = signed;
  await ask(`/v1/contracts/${contract_id}`);
  await ask("/v1/contracts?limit=1");
  await ask(`/v1/contracts/${contract_id}/evidence`);
  const announced = { amount: 10_000, subject: "本月续杯 This month's refills" };
  await ask(`/v1/contracts/${contract_id}/deduction_notices`, { body: announced });
  await ask(`/v1/contracts/${contract_id}/deduction_notices`, { body: announced });
  app.clock.advance(hours(25));
  const charge = {
    contract_id,
    merchant_order_no: "TEA-30",
    amount: 2_800,
    subject: "续杯一次 One refill",
  };
  const { deduction_id } = await ask("/v1/deductions", { body: charge });
  await app.settle();
  await ask("/v1/deductions", { body: charge });
  await ask(`/v1/deductions/${deduction_id}`);
  await ask("/v1/deductions?limit=1");
  const back = { merchant_refund_no: "TEA-30-R", amount: 800 };
  await ask(`/v1/deductions/${deduction_id}/refunds`, { body: back });
  await ask(`/v1/deductions/${deduction_id}/refunds`, { body: back });

  const { plan_id: usage } = await ask("/v1/plans", { body: planForm });
  await decided(usage, { type: "approved" });
  const second = await ask("/v1/signings", { body: { plan_id: usage, contract_code: "seat-1" } });
  const { contract_id: other } = await confirmed(second.signing_id, { person: "person_b" });
  for (const amount of [DECLINED, NEVER]) {
    await ask("/v1/deductions", {
      body: { contract_id: other, merchant_order_no: `TEA-${amount}`, amount, subject: "续杯" },
    });
    await app.settle();
  }
  await cardStory(recorder, { contractId: other, person: "person_b" });
  for (let asked = 0; asked < 30; asked++) {
    app.clock.advance(hours(1));
    await app.settle();
  }
  await moveStory(recorder, contract_id);
  await disputeStory({ app, ask }, other);
  await chargeIsAdvanced({ app, ask }, other);
  must(await suspendContract(app.deps, { contractId: other, reason: "投诉处理中" }));
  must(await suspendContract(app.deps, { contractId: other, reason: undefined }));
  await ask(`/v1/test_helpers/contracts/${contract_id}/consumer_termination`, { method: "POST" });
  // The consumer's is told before the merchant's, so that the same one is recorded each time.
  await app.settle();
  await ask(`/v1/contracts/${other}/termination`, {
    body: { reason: "不再需要 No longer needed" },
  });
  await app.settle();
  await owed();

  /** What fails for want of money: settled by a retry, waived, left out for the day's limit, and left when it ends. */
  async function owed(): Promise<void> {
    const arrears = { retry_after_days: [1, 3] };
    const form = { ...planForm, per_transaction_limit: 10_000, per_day_limit: 10_000, arrears };
    const { plan_id: owing } = await ask("/v1/plans", { body: form });
    await decided(owing, { type: "approved" });
    const third = await ask("/v1/signings", { body: { plan_id: owing, contract_code: "seat-2" } });
    const { contract_id: debtor } = await confirmed(third.signing_id, { person: "person_c" });
    const charged = async (no: string, amount: number) => {
      const body = { contract_id: debtor, merchant_order_no: no, amount, subject: "续杯" };
      await ask("/v1/deductions", { body });
      await app.settle();
    };
    await charged("TEA-40", DECLINED_ONCE);
    const { data: [arrear] } = await ask("/v1/arrears?limit=1");
    await ask(`/v1/arrears/${arrear.arrear_id}`);
    await charged("TEA-41", DECLINED);
    const { data: [forgiven] } = await ask(`/v1/arrears?contract_id=${debtor}&limit=1`);
    await ask(`/v1/arrears/${forgiven.arrear_id}/waiver`, { body: { reason: "老顾客 A regular" } });
    await passed(days(1));
    await passed(days(1));
    await charged("TEA-42", DECLINED);
    await passed(hours(20));
    await charged("TEA-43", 5_000);
    await passed(hours(4));
    await passed(days(2));
    await charged("TEA-44", DECLINED);
    await ask(`/v1/contracts/${debtor}/termination`, { body: {} });
    await app.settle();
  }

  async function passed(time: Duration): Promise<void> {
    app.clock.advance(time);
    await app.settle();
  }

  async function decided(
    planId: string,
    verdict: Parameters<typeof decidePlan>[1]["verdict"],
  ): Promise<void> {
    must(await decidePlan(app.deps, { planId: planId as `pln_${string}`, verdict }));
  }

  async function opened(code: string): Promise<string> {
    return (await ask("/v1/signings", { body: { plan_id, contract_code: code } })).signing_id;
  }

  async function confirmed(signingId: string, body: { readonly [name: string]: string }) {
    return await ask(`/v1/test_helpers/signings/${signingId}/confirmation`, { body });
  }
}
