import { expect } from "vitest";
import type { Received } from "../support/receiver.ts";
import { startHearing } from "./hearing.ts";
import { advanceClock, confirm, openSigning, type Shop, sign } from "./shop.ts";
import { type Answer, createTeller, type Teller, waitUntil } from "./teller.ts";

const INSUFFICIENT_FUNDS = 7_702;
const BY_NOTICE = 7_709;
const ANSWERS_LATE = 7_713;
/** As many as the server of the tests has connections. */
const AT_ONCE = 4;

function charge(
  teller: Teller,
  contract_id: string,
  { no, amount }: { readonly no: string; readonly amount: number },
): Promise<Answer> {
  return teller.ask("POST", "/v1/deductions", {
    body: { contract_id, merchant_order_no: no, amount, subject: "续杯一次" },
  });
}

function end(teller: Teller, contractId: string, reason?: string): Promise<Answer> {
  const body = reason === undefined ? {} : { body: { reason } };
  return teller.ask("POST", `/v1/contracts/${contractId}/termination`, body);
}

const contractPath = (id: string) => `/v1/contracts/${id}`;

/** Receives the results of deductions, with both signatures verified. */
async function startListening(teller: Teller) {
  const { told, stop } = await startHearing(teller, ["deduction.succeeded", "deduction.failed"]);
  const toldOf = (deductionId: string) => told(({ data }) => data["deduction_id"] === deductionId);
  return { toldOf, stop };
}

export async function aContractIsCharged(teller: Teller, { plan }: Shop): Promise<void> {
  const contractId = await sign(teller, plan, { code: "charge-1", person: "person_a" });
  const listening = await startListening(teller);
  const made = await charge(teller, contractId, { no: "charge-1", amount: 1_000 });
  expect([made.status, made.json.state, made.json.left_today]).toEqual([202, "processing", 29_000]);
  expect(Date.parse(made.json.next_poll_at) - Date.parse(made.json.created_at)).toBe(5_000);
  const { deduction_id } = made.json;
  const told = await listening.toldOf(deduction_id);
  teller.note("told of the charge", told);
  expect(told).toMatchObject({ type: "deduction.succeeded", data: { left_today: 29_000 } });
  const read = await teller.ask("GET", `/v1/deductions/${deduction_id}`);
  expect(read.json).toMatchObject({ state: "succeeded", next_poll_at: null });
  const again = await charge(teller, contractId, { no: "charge-1", amount: 1_000 });
  const other = await charge(teller, contractId, { no: "charge-1", amount: 1_001 });
  expect([again.status, again.json.deduction_id]).toEqual([200, deduction_id]);
  expect([other.status, other.json.code]).toEqual([409, "deduction_no_reused"]);
  expect(other.json.differs).toEqual(["amount"]);

  await teller.channel.misbehave("declines");
  const declined = await charge(teller, contractId, { no: "charge-2", amount: INSUFFICIENT_FUNDS });
  expect(declined.json.left_today).toBe(29_000 - INSUFFICIENT_FUNDS);
  const failed = await listening.toldOf(declined.json.deduction_id);
  teller.note("told of the failure", failed);
  expect(failed.data).toMatchObject({
    state: "failed",
    failure: { code: "insufficient_funds" },
    left_today: 29_000,
  });
  const noticed = await charge(teller, contractId, { no: "charge-3", amount: BY_NOTICE });
  const later = await listening.toldOf(noticed.json.deduction_id);
  teller.note("told after the bank's notice", later);
  expect(later).toMatchObject({ type: "deduction.succeeded", data: { amount: BY_NOTICE } });
  await isRefundedAndFound(teller, contractId, deduction_id);
  await listening.stop();
}

async function isRefundedAndFound(
  teller: Teller,
  contractId: string,
  deductionId: string,
): Promise<void> {
  const body = { merchant_refund_no: "charge-1-r", amount: 400 };
  const refunded = await teller.ask("POST", `/v1/deductions/${deductionId}/refunds`, { body });
  expect([refunded.status, refunded.json.deduction_id]).toEqual([201, deductionId]);
  const { refund_id } = refunded.json;
  await waitUntil(teller, `/v1/refunds/${refund_id}`, ({ state }) => state === "succeeded");
  const read = await teller.ask("GET", `/v1/deductions/${deductionId}`);
  expect(read.json).toMatchObject({ refunded_amount: 400, left_today: 29_000 - BY_NOTICE });
  const over = { merchant_refund_no: "charge-1-s", amount: 601 };
  await teller.ask("POST", `/v1/deductions/${deductionId}/refunds`, { body: over });
  const listed = await teller.ask("GET", `/v1/deductions?contract_id=${contractId}&after=`);
  expect(listed.json.data).toHaveLength(3);
  await teller.ask("GET", `/v1/deductions?contract_id=${contractId}&state=failed`);
  await teller.ask("GET", `/v1/refunds?deduction_id=${deductionId}`);
}

export async function limitsHold(teller: Teller, { latePlan }: Shop): Promise<void> {
  const contractId = await sign(teller, latePlan, { code: "limit-1", person: "person_b" });
  const listening = await startListening(teller);
  const large = await charge(teller, contractId, { no: "limit-1", amount: 10_001 });
  expect([large.status, large.json.code]).toEqual([409, "per_transaction_limit_exceeded"]);
  expect(large.json).toMatchObject({ limit: 10_000, amount: 10_001 });
  const made = [
    await charge(teller, contractId, { no: "limit-2", amount: 10_000 }),
    await charge(teller, contractId, { no: "limit-3", amount: 10_000 }),
    await charge(teller, contractId, { no: "limit-4", amount: 9_999 }),
  ];
  expect(made.map(({ json }) => json.left_today)).toEqual([20_000, 10_000, 1]);
  const more = await charge(teller, contractId, { no: "limit-5", amount: 2 });
  expect([more.status, more.json.code]).toEqual([409, "day_limit_exceeded"]);
  expect(more.json).toMatchObject({ limit: 30_000, used: 29_999, left: 1, amount: 2 });

  const atOnce = await Promise.all(
    Array.from(
      { length: 8 },
      (_, i) => charge(unheard(teller), contractId, { no: `limit-at-once-${i}`, amount: 1 }),
    ),
  );
  expect(atOnce.map(({ status }) => status).sort()).toEqual([202, ...Array(7).fill(409)]);
  const full = await teller.ask("GET", contractPath(contractId));
  expect(full.json.used_today).toBe(30_000);
  const charged = [...made, ...atOnce].filter(({ status }) => status === 202);
  for (const { json } of charged) {
    expect((await listening.toldOf(json.deduction_id)).type).toBe("deduction.succeeded");
  }
  await listening.stop();
}

/** Calls the same portal without recording the answer: which of many concurrent calls is first is random. */
function unheard({ place, key }: Teller): Teller {
  return createTeller(place, key);
}

/** Asked once in time after some minutes, so that the next are too early and the bank is asked later, whatever the machine does. */
export async function askingTooOftenIsBlocked(teller: Teller, { plan }: Shop): Promise<void> {
  const contractId = await sign(teller, plan, { code: "poll-1", person: "person_c" });
  const listening = await startListening(teller);
  await teller.channel.misbehave("answers_late");
  const made = await charge(teller, contractId, { no: "poll-1", amount: ANSWERS_LATE });
  const path = `/v1/deductions/${made.json.deduction_id}`;
  await advanceClock(teller, 150);
  const inTime = await teller.ask("GET", path);
  const early = await teller.ask("GET", path);
  expect(inTime.json.state).toBe("processing");
  expect(inTime.json.next_poll_at > made.json.next_poll_at).toBe(true);
  expect(early.text).toBe(inTime.text);

  // A few at a time: a busy database server turns away what comes beyond its connections, and such a poll is no poll.
  const hammer = async (times: number) => {
    const asking = unheard(teller);
    const answers: Answer[] = [];
    while (answers.length < times) {
      const wave = Math.min(AT_ONCE, times - answers.length);
      const asked = Array.from({ length: wave }, () => asking.ask("GET", path));
      answers.push(...await Promise.all(asked));
    }
    return answers.map(({ text, json }) => text === inTime.text ? "unchanged" : json.code);
  };
  expect(await hammer(19)).toEqual(Array(19).fill("unchanged"));
  const refused = await teller.ask("GET", path);
  expect([refused.status, refused.json.code]).toEqual([429, "polled_too_often"]);
  expect(refused.json).toMatchObject({ early_polls: 21, blocked_at: 60 });
  expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(0);
  expect(await hammer(38)).toEqual(Array(38).fill("polled_too_often"));
  const blocked = await teller.ask("GET", path);
  expect([blocked.status, blocked.json.code]).toEqual([429, "polling_blocked"]);
  expect(Number(blocked.headers.get("retry-after"))).toBe(600);

  await advanceClock(teller, 760);
  const told = await listening.toldOf(made.json.deduction_id);
  teller.note("told of the late answer", told);
  expect(told.type).toBe("deduction.succeeded");
  const after = await teller.ask("GET", path);
  expect(after.json).toMatchObject({ state: "succeeded", next_poll_at: null });
  await listening.stop();
}

export async function aContractEnds(teller: Teller, shop: Shop): Promise<void> {
  const first = await sign(teller, shop.codedPlan, { code: "end-1", person: "person_c" });
  const ended = await end(teller, first, "会员退卡");
  const again = await end(teller, first);
  expect(ended.json).toMatchObject({
    state: "terminated",
    terminated_by: "merchant",
    reason: "会员退卡",
  });
  expect(again.json).toEqual(ended.json);
  const told = await isOver(teller, shop, { contractId: first, by: "merchant" });
  const event = `/v1/events/${told.headers.get("webhook-id")}`;
  await waitUntil(teller, event, ({ deliveries }) => deliveries[0]?.state === "delivered");
  expect((await teller.ask("GET", event)).json).toMatchObject({
    type: "contract.terminated",
    data: { contract_id: first, sequence: 2 },
  });

  const second = await sign(teller, shop.codedPlan, { code: "end-2", person: "person_c" });
  await teller.channel.leave(teller, second);
  await isOver(teller, shop, { contractId: second, by: "consumer" });
}

export async function theChannelRefusesToEnd(teller: Teller, shop: Shop): Promise<void> {
  const { refusingPlan } = shop;
  const contractId = await sign(teller, refusingPlan, { code: "refuse-1", person: "person_a" });
  await teller.channel.misbehave("refuses_to_end");
  await staysTerminating(teller, contractId);
  const opened = await openSigning(teller, { plan_id: refusingPlan, contract_code: "refuse-2" });
  const { signing_id } = opened.json;
  expect((await confirm(teller, signing_id)).status).toBe(409);
  expect((await teller.ask("GET", `/v1/signings/${signing_id}`)).json.state).toBe("open");
  await advanceClock(teller, 60);
  await isOver(teller, shop, { contractId, by: "merchant" });
}

export async function theChannelEndsLate(teller: Teller, shop: Shop): Promise<void> {
  const { latePlan } = shop;
  const contractId = await sign(teller, latePlan, { code: "late-1", person: "person_a" });
  await teller.channel.misbehave("ends_late");
  await staysTerminating(teller, contractId);
  await advanceClock(teller, 60);
  await isOver(teller, shop, { contractId, by: "merchant" });
}

async function staysTerminating(teller: Teller, contractId: string): Promise<void> {
  const asked = await end(teller, contractId);
  const again = await end(teller, contractId);
  expect([asked.json.state, again.json.state]).toEqual(["terminating", "terminating"]);
  const refused = await charge(teller, contractId, {
    no: `ending-${contractId}`.slice(0, 40),
    amount: 100,
  });
  expect([refused.status, refused.json.code]).toEqual([409, "contract_not_active"]);
  await advanceClock(teller, 10);
  const still = await teller.ask("GET", contractPath(contractId));
  expect([still.json.state, still.json.terminated_at]).toEqual(["terminating", null]);
}

/** Ended, reported once, and never charged again. */
async function isOver(
  teller: Teller,
  shop: Shop,
  { contractId, by }: { readonly contractId: string; readonly by: string },
): Promise<Received> {
  // The notice first: a job may be asking the channel at the moment the helper sweeps, and the helper does not wait for it.
  const notice = await shop.toldOfEnd(teller, contractId);
  const read = await teller.ask("GET", contractPath(contractId));
  expect(read.json).toMatchObject({ state: "terminated", terminated_by: by });
  teller.note("told of the end", notice.json);
  expect(notice.json).toMatchObject({
    type: "contract.terminated",
    data: { state: "terminated", terminated_by: by, sequence: 2 },
  });
  const refused = await charge(teller, contractId, {
    no: `over-${contractId}`.slice(0, 40),
    amount: 100,
  });
  expect([refused.status, refused.json.code]).toEqual([409, "contract_not_active"]);
  expect(refused.json.state).toBe("terminated");
  return notice;
}
