import { expect } from "vitest";
import { byOperator } from "../../core/actor.ts";
import { agreeFees } from "../../core/fee/agree_fees.ts";
import { feeParts } from "../../core/fee/tariff.ts";
import { merchantNo, type RefundId } from "../../core/id.ts";
import { cny } from "../../core/money.ts";
import { businessDay, type Instant, minutes } from "../../core/time.ts";
import {
  charge,
  chargeableContract,
  failed,
  signedBy,
  succeeded,
  tell,
} from "../support/deductions.ts";
import { type Random, seededRandom } from "../support/random.ts";
import { must } from "../support/fixtures.ts";
import {
  bankPaid,
  bankReturned,
  byTwo,
  payoutOf,
  refundSent,
  type TwoPeople,
} from "../support/settlements.ts";
import { signedIn } from "../support/staff.ts";
import { agreedSharing } from "../support/sharing.ts";
import type { TestApp, TestMerchant } from "../support/test_app.ts";
import { BookModel } from "./book_model.ts";
import { RandomTransfers } from "./random_transfers.ts";

/** From these on some amounts mean something to the sandbox bank (`magic.ts`, `magic_contracts.ts`). */
const MAGIC_DEDUCTIONS = 7_701;
const MAGIC_REFUNDS = 800_001;
/** What it does with refunds of these amounts. */
const REFUSED = 800_001;
const NEVER_ANSWERED = 800_003;
const CARD_CLOSED = 800_005;
/** And with a charge of this one: the network advances it. */
const ADVANCED = 7_721;
const BIG = 1_000_000;
const MORE_STEPS_MAX = 100;
const limits = { perTransactionLimit: cny(50_000), perDayLimit: cny(100_000_000) };

interface Paid {
  readonly path: string;
  readonly by: TestMerchant;
  readonly payee: string;
  /** The bank refuses to give back what only the test spoke of. */
  readonly known: boolean;
  readonly amount: number;
  readonly fee: number;
  feeBack: number;
  returned: number;
  left: number;
}

/** What the acquirer takes of debit cards, in millionths; the rest is the tariff of 2016. */
const ACQUIRER = 2_050;

async function agreeOnFees(app: TestApp, { merchantNo: no }: TestMerchant): Promise<void> {
  const agreed = await agreeFees(app.deps, {
    merchantNo: merchantNo(no),
    from: businessDay(app.clock.now()),
    feeClass: "standard",
    acquirer: {
      debit: { millionths: ACQUIRER, capFen: undefined },
      credit: { millionths: ACQUIRER, capFen: undefined },
    },
    by: byOperator,
  });
  expect(agreed.ok).toBe(true);
}

/** In the test's own arithmetic: each part with its cap, and their sum to the nearest fen. */
function debitFee(fen: number): number {
  const issuer = Math.min(fen * 3_500, 13_00 * 1e6);
  const network = Math.min(fen * 325, 3_25 * 1e6);
  return Math.floor((issuer + 2 * network + fen * ACQUIRER + 5e5) / 1e6);
}

/** What reached nobody; `isBack` once the bank has given back what it had paid of it. */
interface Unclaimed {
  readonly refundId: RefundId;
  readonly isBack: boolean;
}

class Model extends BookModel {
  readonly paid: Paid[] = [];
  readonly unclaimed: Unclaimed[] = [];
}

/**
 * Payments, refunds, late money, deductions and bank transfers at a parent and its child, and after each step what the
 * books say.
 */
export async function randomBooks(
  app: TestApp,
  steps: number,
  { fees = true, transfers = true, exceptions = true } = {},
): Promise<void> {
  const seed = Math.floor(Math.random() * 2 ** 31);
  console.info(`seed ${seed}`);
  const random = seededRandom(seed);
  const child = await app.openMerchant("分店", { parentNo: app.merchant.merchantNo });
  const sharingAgreementId = await agreedSharing(app);
  const sharedWith = [merchantNo(child.merchantNo)];
  const { contractId } = await chargeableContract(app, {
    ...limits,
    sharedWith,
    sharingAgreementId,
  });
  if (fees) { for (const each of [app.merchant, child]) await agreeOnFees(app, each); }
  const feeOf = fees ? debitFee : () => 0;
  const model = new Model();
  const people = { li: await signedIn(app, "admin"), chen: await signedIn(app, "admin") };
  const world = { people, app, feeOf, random, child, contractId, model, exceptions };
  const companies = await RandomTransfers.begin(world);
  const transfer = (_: World, step: number) => companies.step(step);
  const kinds = [pay, pay, refund, refund, deduct, arriveLate];
  const more = transfers ? [...kinds, transfer, transfer, transfer, transfer] : kinds;
  const all = exceptions ? [...more, payOut] : more;
  const moments: { readonly at: Instant; readonly payable: number }[] = [];
  const did = { paid: 0, refunded: 0 };
  const { balance } = app.deps.books;
  // Few steps may happen to give nothing back.
  const isOver = (step: number) =>
    step >= steps && (did.refunded > 0 || step >= steps + MORE_STEPS_MAX);
  for (let step = 0; !isOver(step); step++) {
    await (step < steps ? random.pick(all) : refund)(world, step);
    const owners = [app.merchant, child];
    const balances = await app.deps.load(
      ...owners.map((each) => balance(signedBy(each), "payable")),
      ...owners.map((each) => balance(signedBy(each), "refunds")),
    );
    const expected = ["payable", "refunds"].flatMap((kind) =>
      owners.map((each) => model.at(`${kind}:${each.merchantNo}`))
    );
    expect(balances.map(({ fen }) => fen), `seed ${seed}, step ${step}`).toEqual(expected);
    const [shared] = await app.deps.load(app.deps.books.shared());
    const fees = shared.filter(({ account }) => feeParts.some((part) => account.startsWith(part)));
    expect(fees.reduce((sum, { balance }) => sum + balance.fen, 0), `seed ${seed}, step ${step}`)
      .toBe(model.at("parts of fees"));
    for (const { account, balance } of shared.filter((each) => !fees.includes(each))) {
      expect([account, balance.fen], `seed ${seed}, step ${step}`)
        .toEqual([account, model.at(account)]);
    }
    moments.push({
      at: app.clock.now(),
      payable: model.at(`payable:${app.merchant.merchantNo}`),
    });
    did.paid = model.paid.length;
    did.refunded = model.paid.filter(({ returned }) => returned > 0).length;
    app.clock.advance(minutes(1));
  }
  expect(did.paid, `seed ${seed}`).toBeGreaterThan(0);
  expect(did.refunded, `seed ${seed}`).toBeGreaterThan(0);
  for (const { at, payable } of moments) {
    const [was] = await app.deps.load(
      balance(signedBy(app.merchant), "payable", (at + 1) as Instant),
    );
    expect(was.fen, `seed ${seed}, at ${at}`).toBe(payable);
  }
}

interface World {
  readonly people: TwoPeople;
  readonly feeOf: (fen: number) => number;
  readonly app: TestApp;
  readonly random: Random;
  readonly child: TestMerchant;
  readonly contractId: string;
  readonly model: Model;
  /** Whether the network advances some charges, and some refunds reach nobody. */
  readonly exceptions: boolean;
}

const CHANNEL = "channel:sandbox";

/** By either of them, paid or not, settled at the child or not. */
async function pay(world: World, step: number): Promise<void> {
  const { app, random, child, model, feeOf } = world;
  const by = random.pick([app.merchant, child]);
  const amount = random.pick([BIG, 1 + random.below(90_000)]);
  const settles = by === app.merchant && random.below(3) === 0 ? child.merchantNo : undefined;
  const body = {
    merchant_order_no: `P-${step}`,
    amount,
    subject: "茶",
    settle_merchant_no: settles,
  };
  const order = await json(app.api("/v1/orders", { body, key: by.secretKey }));
  const path = `/v1/orders/${order["order_id"]}`;
  const outcome = random.pick(["succeeded", "succeeded", "failed"]);
  const helper = `/v1/test_helpers/orders/${order["order_id"]}/payment`;
  const { state } = await json(app.api(helper, { body: { outcome }, key: by.secretKey }));
  if (state !== "paid") return;
  const payee = settles ?? by.merchantNo;
  const fee = feeOf(amount);
  model.move(CHANNEL, `payable:${payee}`, amount);
  model.move(`payable:${payee}`, "parts of fees", fee);
  model.paid.push({
    path,
    by,
    payee,
    known: true,
    amount,
    fee,
    feeBack: 0,
    returned: 0,
    left: amount,
  });
}

/** Money for an order that has ended: it came, and went back. */
async function arriveLate({ app, random }: World, step: number): Promise<void> {
  const body = { merchant_order_no: `L-${step}`, amount: 1 + random.below(9_000), subject: "茶" };
  const { order_id } = await json(app.api("/v1/orders", { body }));
  await app.api(`/v1/test_helpers/orders/${order_id}/payment`, { body: { outcome: "late" } });
  await app.api(`/v1/orders/${order_id}/closure`, { method: "POST" });
  await app.settle();
}

/** Of something that was paid: given back, refused, to a card that is closed, or left without an answer. */
async function refund({ app, random, model, exceptions }: World, step: number): Promise<void> {
  const of = model.paid[random.below(model.paid.length)];
  if (!of) return;
  const amount = random.pick([
    REFUSED,
    NEVER_ANSWERED,
    ...exceptions ? [CARD_CLOSED] : [],
    1 + random.below(Math.min(of.left + 10, MAGIC_REFUNDS - 1)),
  ]);
  const answer = await app.api(`${of.path}/refunds`, {
    body: { merchant_refund_no: `R-${step}`, amount },
    key: of.by.secretKey,
  });
  expect(answer.ok).toBe(amount <= of.left);
  if (!answer.ok) return;
  const { refund_id: refundId } = await answer.json();
  await app.settle();
  if (amount === REFUSED || !of.known) return;
  of.left -= amount;
  const waits = amount === NEVER_ANSWERED;
  model.move(`payable:${of.payee}`, waits ? `refunds:${of.payee}` : CHANNEL, amount);
  if (waits) return;
  if (amount === CARD_CLOSED) {
    model.move(CHANNEL, "unclaimed:sandbox", amount);
    model.unclaimed.push({ refundId, isBack: false });
  }
  of.returned += amount;
  // Of all that went back, so much of the fee as of the amount, to the nearest fen.
  const inAll = Math.floor((2 * of.fee * of.returned + of.amount) / (2 * of.amount));
  model.move("parts of fees", `payable:${of.payee}`, inAll - of.feeBack);
  of.feeBack = inAll;
}

/** What reached nobody goes to another account by our bank, which pays it, gives it back at once, or after it had paid. */
async function payOut({ app, people, random, model }: World): Promise<void> {
  const [of] = model.unclaimed.splice(random.below(model.unclaimed.length), 1);
  if (!of) return;
  const { refundId, isBack } = of;
  const run = await refundSent(app, people, refundId);
  const back = bankReturned(await payoutOf(app, run), CARD_CLOSED);
  if (random.below(3) === 0) {
    must(await byTwo(app, people, back));
    model.unclaimed.push(of);
    return;
  }
  must(await byTwo(app, people, bankPaid(run, CARD_CLOSED)));
  model.move("reserve:institution", "unclaimed:sandbox", -CARD_CLOSED);
  if (!isBack) model.move("in_transit:sandbox", CHANNEL, CARD_CLOSED);
  if (random.below(2) === 0) return;
  must(await byTwo(app, people, back));
  model.move("reserve:institution", "unclaimed:sandbox", CARD_CLOSED);
  model.unclaimed.push({ refundId, isBack: true });
}

/** A charge that succeeds, fails, or succeeds after it had failed. */
async function deduct(
  { app, random, child, contractId, model, feeOf, exceptions }: World,
  step: number,
): Promise<void> {
  const by = random.pick([app.merchant, child]);
  const advances = exceptions && random.below(4) === 0;
  const amount = advances ? ADVANCED : 1 + random.below(MAGIC_DEDUCTIONS - 1);
  const given = { contract_id: contractId, merchant_order_no: `D-${step}`, amount };
  const { deduction_id } = await json(charge(app, given, by));
  const failsFirst = random.below(3) === 0;
  if (failsFirst) await tell(app, deduction_id, failed);
  if (failsFirst && random.below(2) === 0) return;
  if (failsFirst) await tell(app, deduction_id, succeeded);
  await app.settle();
  // The bank says that a debit card paid, the test's own word does not.
  const fee = failsFirst ? 0 : feeOf(amount);
  model.move(CHANNEL, `payable:${by.merchantNo}`, amount);
  if (amount === ADVANCED && !failsFirst) {
    model.move("advances:sandbox", "network_advances:sandbox", amount);
  }
  model.move(`payable:${by.merchantNo}`, "parts of fees", fee);
  model.paid.push({
    path: `/v1/deductions/${deduction_id}`,
    by,
    payee: by.merchantNo,
    known: !failsFirst,
    amount,
    fee,
    feeBack: 0,
    returned: 0,
    left: amount,
  });
}

async function json(answer: Promise<Response>) {
  return await (await answer).json();
}
