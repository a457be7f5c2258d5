import { expect } from "vitest";
import { byOperator } from "../../core/actor.ts";
import { allocate } from "../../core/bank_line/allocate.ts";
import { importBankFile } from "../../core/bank_line/import_bank_file.ts";
import { makeRefund } from "../../core/bank_line/make_refund.ts";
import { returnLine } from "../../core/bank_line/return_line.ts";
import type { OrderId, RefundId } from "../../core/id.ts";
import { cny, plainYuan } from "../../core/money.ts";
import type { SignedIn } from "../../core/staff/session.ts";
import { bankCsv, type BankRow } from "../support/bank_files.ts";
import { must } from "../support/fixtures.ts";
import type { Random } from "../support/random.ts";
import { signedIn } from "../support/staff.ts";
import type { TestApp, TestMerchant } from "../support/test_app.ts";
import type { BookModel } from "./book_model.ts";

interface World {
  readonly app: TestApp;
  readonly random: Random;
  readonly child: TestMerchant;
  readonly model: BookModel;
}

/** An order, what of it can still go back once it is paid, and whose money it is. */
interface Ordered {
  readonly orderId: OrderId;
  readonly code: string;
  readonly by: TestMerchant;
  readonly payee: string;
  readonly amount: number;
  left: number;
}

/** What a line has left, by the bank's number of it. */
interface Line {
  readonly ref: string;
  left: number;
}

interface Refund {
  readonly refundId: RefundId;
  readonly of: Ordered;
  readonly amount: number;
}

/** So that no decision waits for a second person. */
const AMOUNT_MAX = 900_000;
const BANK = "bank:bank_transfer";
const SUSPENSE = "suspense:bank_transfer";

/** What companies transfer, at random: a step after the other, each told to the model too. */
export class RandomTransfers {
  readonly #world: World;
  readonly #here: SignedIn;
  #open: Ordered[] = [];
  #paid: Ordered[] = [];
  #lines: Line[] = [];
  #refunds: Refund[] = [];
  #files = 0;

  private constructor(world: World, here: SignedIn) {
    this.#world = world;
    this.#here = here;
  }

  static async begin(world: World): Promise<RandomTransfers> {
    return new RandomTransfers(world, await signedIn(world.app, "reviewer"));
  }

  async step(no: number): Promise<void> {
    const { random, app } = this.#world;
    await this.#place(no);
    switch (random.below(6)) {
      case 0:
      case 1:
        await this.#arrive();
        break;
      case 2:
        await this.#allocate();
        break;
      case 3:
        await this.#sendBack();
        break;
      case 4:
        await this.#askBack(no);
        break;
      case 5:
        await this.#giveBack();
        break;
    }
    const [suspense] = await app.deps.load(app.deps.bankLines.suspense());
    expect(suspense.fen).toBe(this.#world.model.at(SUSPENSE));
  }

  async #place(no: number): Promise<void> {
    const { app, random, child } = this.#world;
    const by = random.pick([app.merchant, child]);
    const amount = 1 + random.below(AMOUNT_MAX);
    const settlesAt = by === app.merchant && random.below(3) === 0 ? child.merchantNo : undefined;
    const answer = await app.api("/v1/orders", {
      key: by.secretKey,
      body: {
        merchant_order_no: `T-${no}`,
        amount,
        subject: "茶",
        transfer: {},
        settle_merchant_no: settlesAt,
      },
    });
    const { order_id: orderId, transfer } = await answer.json();
    const code: string = transfer.remittance_code;
    const payee = settlesAt ?? by.merchantNo;
    this.#open.push({ orderId, code, by, payee, amount, left: amount });
  }

  /** A file of lines: right, for too little or too much, for an order that is paid, or with no code at all. */
  async #arrive(): Promise<void> {
    const { app, random, model } = this.#world;
    const file = ++this.#files;
    const rows: BankRow[] = [];
    for (let i = 0; i <= random.below(4); i++) {
      const order = random.pick([...this.#open, ...this.#paid]);
      const given = Math.max(1, order.amount + random.pick([0, 0, 0, -1, 1, 500]));
      const named = random.below(5) > 0;
      const ref = `F${file}-${i}`;
      rows.push({
        amount: plainYuan(cny(given)),
        remark: named ? `货款 ${order.code}` : "货款",
        ref,
      });
      model.move(BANK, SUSPENSE, given);
      if (named && given === order.amount && this.#open.includes(order)) this.#pay(order);
      else this.#lines.push({ ref, left: given });
    }
    must(await importBankFile(app.deps, { file: bankCsv(rows), by: byOperator }));
  }

  #pay(order: Ordered): void {
    this.#world.model.move(SUSPENSE, `payable:${order.payee}`, order.amount);
    this.#open = this.#open.filter((each) => each !== order);
    this.#paid.push(order);
  }

  /** One line or two for one order or two, whether or not they come to as much. */
  async #allocate(): Promise<void> {
    const { app, random } = this.#world;
    const [lines, orders] = [some(this.#lines, random), some(this.#open, random)];
    if (lines.length === 0 || orders.length === 0) return;
    const done = await allocate(app.deps, {
      lines: await Promise.all(lines.map((each) => this.#seen(each))),
      orders: orders.map(({ orderId }) => orderId),
      here: this.#here,
    });
    let wanted = orders.reduce((sum, { amount }) => sum + amount, 0);
    const before = lines.slice(0, -1).reduce((sum, { left }) => sum + left, 0);
    const all = lines.reduce((sum, { left }) => sum + left, 0);
    expect(done.ok).toBe(before < wanted && wanted <= all);
    if (!done.ok) return;
    for (const line of lines) {
      const part = Math.min(line.left, wanted);
      line.left -= part;
      wanted -= part;
    }
    this.#lines = this.#lines.filter(({ left }) => left > 0);
    for (const order of orders) this.#pay(order);
  }

  /** Somebody sends what is left of a line back to where it came from. */
  async #sendBack(): Promise<void> {
    const { app, random, model } = this.#world;
    const line = some(this.#lines, random)[0];
    if (!line) return;
    const seen = await this.#seen(line);
    must(await returnLine(app.deps, { ...seen, reference: `B-${line.ref}`, here: this.#here }));
    model.move(SUSPENSE, BANK, line.left);
    this.#lines = this.#lines.filter((each) => each !== line);
  }

  async #askBack(no: number): Promise<void> {
    const { app, random, model } = this.#world;
    const of = some(this.#paid, random)[0];
    if (!of) return;
    const amount = 1 + random.below(of.left + 10);
    const answer = await app.api(`/v1/orders/${of.orderId}/refunds`, {
      body: { merchant_refund_no: `TR-${no}`, amount },
      key: of.by.secretKey,
    });
    expect(answer.ok).toBe(amount <= of.left);
    const { refund_id: refundId } = await answer.json();
    if (!answer.ok) return;
    of.left -= amount;
    model.move(`payable:${of.payee}`, `refunds:${of.payee}`, amount);
    this.#refunds.push({ refundId, of, amount });
  }

  /** A person takes a refund on and makes it; the bank may refuse. */
  async #giveBack(): Promise<void> {
    const { app, random, model } = this.#world;
    const refund = some(this.#refunds, random)[0];
    if (!refund) return;
    const { refundId, of, amount } = refund;
    const made = random.pick(
      [
        { type: "made", reference: `R-${refundId}` },
        { type: "refused" },
      ] as const,
    );
    for (const each of [{ type: "taken_on" } as const, made]) {
      must(await makeRefund(app.deps, { refundId, made: each, here: this.#here }));
    }
    const failed = made.type === "refused";
    if (failed) of.left += amount;
    model.move(`refunds:${of.payee}`, failed ? `payable:${of.payee}` : BANK, amount);
    this.#refunds = this.#refunds.filter((each) => each !== refund);
  }

  /** As it stands in suspense now. */
  async #seen({ ref, left }: Line) {
    const { deps } = this.#world.app;
    const [found] = await deps.load(
      deps.bankLines.page({
        state: "suspense",
        merchantNo: undefined,
        past: undefined,
        max: 1_000,
      }),
    );
    const line = found.find(({ bankRef }) => bankRef === ref);
    if (!line) throw new Error(`Expected ${ref} in suspense, with ${left} fen left`);
    return { lineId: line.lineId, version: line.version };
  }
}

/** None, one or two of them. */
function some<T>(all: readonly T[], random: Random): readonly T[] {
  const start = random.below(all.length + 1);
  return all.slice(start, start + 1 + random.below(2));
}
