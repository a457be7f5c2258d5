import { expect } from "vitest";
import { byOperator } from "../../core/actor.ts";
import { agreeFees } from "../../core/fee/agree_fees.ts";
import { merchantNo } from "../../core/id.ts";
import { verifyStatements } from "../../core/statement/verify/verify_statements.ts";
import { businessDay, endOfBusinessDay, type Instant, milliseconds } from "../../core/time.ts";
import { signedBy } from "../support/deductions.ts";
import { type Random, seededRandom } from "../support/random.ts";
import { dayOver, downloaded, folderOf, statementOf } from "../support/statements.ts";
import type { TestApp, TestMerchant } from "../support/test_app.ts";

interface Sale {
  readonly orderId: string;
  readonly key: string;
  left: number;
}

/** Every fact of a day takes less than this. */
const STEP_MS = 400;
/** What the sandbox bank refuses to give back. */
const REFUSED = 800_001;

/**
 * Payments and refunds of any size at a parent and its two children, with fees of any rate and cap, so many a day: what
 * each statement says is what the books moved by, to the fen, and what its files add up to.
 */
export async function randomStatements(
  app: TestApp,
  { days, steps }: { readonly days: number; readonly steps: number },
): Promise<void> {
  const seed = Math.floor(Math.random() * 2 ** 31);
  console.info(`seed ${seed}`);
  const random = seededRandom(seed);
  const parentNo = app.merchant.merchantNo;
  const children = [
    await app.openMerchant("东店", { parentNo }),
    await app.openMerchant("西店", { parentNo }),
  ];
  const numbers = [app.merchant, ...children];
  for (const each of numbers) await agree(app, each, random);
  const sales: Sale[] = [];
  const stood = new Map(numbers.map(({ merchantNo: no }) => [no, 0]));
  let lines = 0;
  for (let day = 0; day < days; day++) {
    for (let step = 0; step < steps; step++) {
      const name = `${day}-${step}`;
      const refundable = sales.filter(({ left }) => left > 0);
      if (refundable.length > 0 && random.below(3) === 0) {
        await refund(app, random.pick(refundable), random, name);
      } else sales.push(await pay(app, random.pick(numbers), random, { name, children }));
      app.clock.advance(milliseconds(STEP_MS));
    }
    await app.settle();
    const midnight = endOfBusinessDay(app.clock.now());
    const over = await dayOver(app);
    let rolledUp = 0;
    for (const each of numbers) {
      const about = `seed ${seed}, ${over}, ${each.merchant.name}`;
      if (!await hasStatement(app, each, over)) {
        expect(await balanceOf(app, each, midnight), about).toBe(0);
        continue;
      }
      const statement = await statementOf(app, over, "", each.secretKey);
      const stands = await balanceOf(app, each, midnight);
      expect(statement.opening_balance, about).toBe(stood.get(each.merchantNo));
      expect(statement.net, about).toBe(stands - (stood.get(each.merchantNo) ?? 0));
      expect(statement.closing_balance, about).toBe(stands);
      const files = await downloaded(app, over, { key: each.secretKey });
      const { problems } = await verifyStatements(folderOf(files), keysOf(app), undefined);
      expect(problems, about).toEqual([]);
      stood.set(each.merchantNo, stands);
      rolledUp += statement.net;
      lines += statement.lines;
    }
    const all = await statementOf(app, over, "?scope=rolled_up");
    expect(all.net, `seed ${seed}, ${over}`).toBe(rolledUp);
  }
  expect(lines, `seed ${seed}`).toBeGreaterThan(days * steps / 4);
}

async function hasStatement(app: TestApp, of: TestMerchant, day: string): Promise<boolean> {
  return (await app.api(`/v1/statements/${day}`, { key: of.secretKey })).status === 200;
}

async function agree(app: TestApp, { merchantNo: no }: TestMerchant, random: Random) {
  const rate = () => ({
    millionths: random.below(10_000),
    capFen: random.below(2) === 0 ? random.below(300) : undefined,
  });
  const agreed = await agreeFees(app.deps, {
    merchantNo: merchantNo(no),
    from: businessDay(app.clock.now()),
    feeClass: random.pick(["standard", "exempt"]),
    acquirer: { debit: rate(), credit: rate() },
    by: byOperator,
  });
  expect(agreed.ok).toBe(true);
}

async function pay(
  app: TestApp,
  by: TestMerchant,
  random: Random,
  { name, children }: { readonly name: string; readonly children: readonly TestMerchant[] },
): Promise<Sale> {
  const amount = random.pick([1, REFUSED * 2, 1 + random.below(500), 1 + random.below(900_000)]);
  const settles = by === app.merchant && random.below(3) === 0;
  const body = {
    merchant_order_no: `P-${name}`,
    amount,
    subject: "茶",
    settle_merchant_no: settles ? random.pick(children).merchantNo : undefined,
  };
  const key = by.secretKey;
  const { order_id: orderId } = await (await app.api("/v1/orders", { body, key })).json();
  const outcome = random.pick(["succeeded", "succeeded", "succeeded", "failed"]);
  const paid = { body: { outcome }, key };
  await app.api(`/v1/test_helpers/orders/${orderId}/payment`, paid);
  return { orderId, key, left: outcome === "succeeded" ? amount : 0 };
}

async function refund(app: TestApp, sale: Sale, random: Random, name: string): Promise<void> {
  const amount = random.pick([
    sale.left,
    1 + random.below(sale.left),
    sale.left > REFUSED ? REFUSED : 1,
  ]);
  const body = { merchant_refund_no: `R-${name}`, amount };
  const asked = await app.api(`/v1/orders/${sale.orderId}/refunds`, { body, key: sale.key });
  expect(asked.status).toBe(201);
  sale.left -= amount;
}

/** What the number is owed and what of it is on its way back, before that moment. */
async function balanceOf(app: TestApp, of: TestMerchant, before: Instant): Promise<number> {
  const { balance } = app.deps.books;
  const [payable, refunds] = await app.deps.load(
    balance(signedBy(of), "payable", before),
    balance(signedBy(of), "refunds", before),
  );
  return payable.fen + refunds.fen;
}

function keysOf(app: TestApp) {
  return app.deps.vault.jwks() as { keys: { readonly kty: string }[] };
}
