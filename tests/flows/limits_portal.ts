import { expect } from "vitest";
import type { Consumer } from "../../core/consumer/consumer.ts";
import { deduct } from "../../core/deduction/deduct.ts";
import { recordDeductionOutcome } from "../../core/deduction/record_deduction_outcome.ts";
import {
  channelOrderNo,
  type ConsumerId,
  type ContractId,
  type DeductionId,
  type LinkId,
  type OrderId,
} from "../../core/id.ts";
import { openOrder } from "../../core/link/open_order.ts";
import type { Factor } from "../../core/method/verification.ts";
import { cny } from "../../core/money.ts";
import { placeOrder } from "../../core/order/place_order.ts";
import { setOwnLimit } from "../../core/own_limit/set_own_limit.ts";
import { recordOutcome } from "../../core/payment/record_outcome.ts";
import { startPayment } from "../../core/payment/start_payment.ts";
import { LOWERED_FOR } from "../../core/recovery/recovery.ts";
import { requestRefund } from "../../core/refund/request_refund.ts";
import { after, hours, instant } from "../../core/time.ts";
import { knownPerson, signedContract } from "../support/contracts.ts";
import { signedBy } from "../support/deductions.ts";
import { must } from "../support/fixtures.ts";
import { newOnce, openedLink } from "../support/links.ts";
import { silentBank } from "../support/silent_bank.ts";
import type { TestApp, TestMerchant } from "../support/test_app.ts";
import { agreed, type LimitsModel, type OwnBounds, type Paid } from "./limits_model.ts";

/** Where everybody pays: two merchant numbers, each with a static code. */
export interface Places {
  readonly app: TestApp;
  readonly merchants: readonly TestMerchant[];
  readonly links: readonly LinkId[];
}

export async function openPlaces(app: TestApp): Promise<Places> {
  const merchants = [app.merchant, await app.openMerchant("面馆 Noodles")];
  const links: LinkId[] = [];
  for (const each of merchants) links.push(await openedLink(app, undefined, each));
  return { app, merchants, links };
}

let numbers = 0;

/** A person at the portal, on a clock of their own, so that many live their days at once. */
export class Payer {
  private constructor(
    readonly places: Places,
    readonly model: LimitsModel,
    readonly consumer: Consumer,
    readonly contracts: readonly ContractId[],
  ) {}

  static async newIn(places: Places, model: LimitsModel): Promise<Payer> {
    const { app, merchants } = places;
    const consumerId = await knownPerson(app);
    const contracts: ContractId[] = [];
    for (const merchant of merchants) {
      const { contractId } = await signedContract(app, {
        merchant,
        consumerId,
        perTransactionLimit: cny(agreed.perTransaction),
        perDayLimit: cny(agreed.perDay),
      });
      contracts.push(contractId);
    }
    const [found] = await app.deps.load(app.deps.consumers.byId(consumerId));
    if (!found) throw new Error("Nobody is there");
    return new Payer(places, model, found.consumer, contracts);
  }

  get consumerId(): ConsumerId {
    return this.consumer.consumerId;
  }

  get deps() {
    const { deps } = this.places.app;
    // Everybody's clock begins at the same time, so no window of tries would ever end.
    const link_orders_first = { max: 10 ** 9, per: hours(1) };
    const tries = { ...deps.config.budgets, link_orders_first };
    const config = { ...deps.config, limitScope: this.model.reading, budgets: tries };
    return silentBank({ ...deps, config, now: () => instant(this.model.now) });
  }

  async order(merchant: number, amount: number): Promise<string> {
    const placed = must(
      await placeOrder(this.deps, {
        caller: signedBy(this.places.merchants[merchant]!),
        merchantOrderNo: `day-${++numbers}`,
        amount: cny(amount),
        subject: "茶",
        metadata: {},
        returnUrl: undefined,
        expiresIn: undefined,
        settleMerchantNo: undefined,
      }),
    );
    return placed.order.orderId;
  }

  pay(
    orderId: string,
    { used, enrolled }: { readonly used: readonly Factor[]; readonly enrolled: readonly Factor[] },
  ) {
    const { consumerId } = this;
    return startPayment(this.deps, {
      orderId: orderId as OrderId,
      method: "quickpass",
      client: "desktop",
      device: consumerId,
      lang: "zh",
      verification: { consumerId, cards: [], used, enrolled },
    });
  }

  /** By the code on the counter, in a browser that keeps its cookie. */
  async payByStaticCode(merchant: number, amount: number) {
    const payer = { device: `phone of ${this.consumerId}`, session: undefined };
    const opened = await openOrder(this.deps, {
      linkId: this.places.links[merchant]!,
      amount: cny(amount),
      once: newOnce(),
      ...payer,
    });
    if (!opened.ok) return opened;
    const { orderId } = opened.value;
    const by = { method: "quickpass", client: "desktop", lang: "zh", ...payer } as const;
    return await startPayment(this.deps, { orderId, ...by });
  }

  async tellOfPayment({ channelOrderNo: no }: Paid, said: "succeeded" | "failed") {
    const outcome = said === "failed" ? { type: said, reason: "declined_by_bank" } as const : {
      type: said,
      channelTxnNo: `t-${no}`,
      cardType: undefined,
      cardLastFour: undefined,
    };
    const about = { channelOrderNo: no as ReturnType<typeof channelOrderNo>, amount: undefined };
    must(await recordOutcome(this.deps, { ...about, outcome }));
  }

  /** Of one fen, where there is something to give back. */
  async refund({ orderId, merchant }: Paid): Promise<void> {
    await requestRefund(this.deps, {
      caller: signedBy(this.places.merchants[merchant]!),
      paid: orderId as OrderId,
      merchantRefundNo: `day-${++numbers}`,
      amount: cny(1),
      reason: undefined,
    });
  }

  charge(contract: number, amount: number) {
    return deduct(this.deps, {
      caller: signedBy(this.places.merchants[contract]!),
      contractId: this.contracts[contract]!,
      merchantOrderNo: `day-${++numbers}`,
      amount: cny(amount),
      subject: "续杯",
      settleMerchantNo: undefined,
    });
  }

  async tellOfCharge(deductionId: string, said: "succeeded" | "failed"): Promise<void> {
    const no = channelOrderNo(deductionId as DeductionId);
    const outcome = said === "failed" ? { type: said, reason: "insufficient_funds" } as const : {
      type: said,
      channelTxnNo: `t-${no}`,
      cardType: undefined,
      cardLastFour: undefined,
    };
    must(
      await recordDeductionOutcome(this.deps, { channelOrderNo: no, outcome, amount: undefined }),
    );
  }

  limit(about: "payments" | "charges" | number, bounds: OwnBounds, isFresh: boolean) {
    const now = instant(this.model.now);
    const money = (fen: number | undefined) => fen === undefined ? undefined : cny(fen);
    const session = {
      sessionId: "ses_01KAG8M0000000000000000001",
      tokenDigest: "d",
      consumerId: this.consumerId,
      proof: "phone",
      client: "?",
      knownSince: undefined,
      createdAt: instant(isFresh ? now : now - hours(1)),
      seenAt: now,
      expiresAt: now,
      steppedUp: undefined,
    } as const;
    return setOwnLimit(this.deps, {
      here: { consumer: this.consumer, session },
      about: typeof about === "number" ? this.contracts[about]! : about,
      wanted: { perDay: money(bounds.perDay), perTransaction: money(bounds.perTransaction) },
    });
  }

  /** As a recovery leaves it; how one gets there is another story. */
  async recovered(): Promise<number> {
    const until = after(instant(this.model.now), LOWERED_FOR);
    await this.deps.write({
      statements: [{
        sql: `insert into recoveries
          (recovery_id, consumer_id, state, asked_at, done_from, ended_at, ended_by, lowered_until)
          values (?1, ?2, 'done', 0, 0, ?3, 'clock', ?4)`,
        args: [`rec_${++numbers}`, this.consumerId, BigInt(this.model.now), BigInt(until)],
      }],
    });
    return until;
  }

  /** What the portal has counted, day by day, is what the model says that counts. */
  async compareDays(): Promise<void> {
    const { merchants } = this.places;
    const { payments, charges, reading } = this.model;
    const scope = (merchant: number) =>
      reading === "account" ? "test" : merchants[merchant]!.merchantNo;
    const expected = new Map<string, number>();
    const add = (key: string, amount: number) =>
      expected.set(key, (expected.get(key) ?? 0) + amount);
    for (const { isStatic, day, merchant, amount, state } of payments) {
      if (state === "failed") continue;
      add(`${isStatic ? "D" : "A to C"} ${scope(merchant)} ${day}`, amount);
    }
    for (const { day, merchant, amount, state } of charges) {
      if (state !== "failed") add(`${this.contracts[merchant]} ${day}`, amount);
    }
    const [rows] = await this.deps.load({
      statement: {
        sql: `select 'A to C ' || scope || ' ' || day what, spent from verified_days
            where account = ?1
          union all select 'D ' || scope || ' ' || day, spent from limit_days where account = ?2
          union all select contract_id || ' ' || day, spent from contract_days
            where contract_id in (?3, ?4)`,
        args: [this.consumerId, `phone of ${this.consumerId}`, ...this.contracts],
      },
      read: (found) => found.map((each) => [String(each["what"]), Number(each["spent"])] as const),
    });
    const counted = rows.filter(([, spent]) => spent !== 0);
    expect(Object.fromEntries(counted)).toEqual(Object.fromEntries(expected));
  }
}
