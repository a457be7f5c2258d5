import { expect } from "vitest";
import { openRepayment } from "../../core/arrear/open_repayment.ts";
import { retryArrears } from "../../core/arrear/retry_arrears.ts";
import type { Contract } from "../../core/contract/contract.ts";
import { suspendContract } from "../../core/contract/suspend_contract.ts";
import { type ArrearId, channelOrderNo, type DeductionId, type PaymentId } from "../../core/id.ts";
import { cny } from "../../core/money.ts";
import { recordOutcome } from "../../core/payment/record_outcome.ts";
import { hours } from "../../core/time.ts";
import { owingContract, poor } from "../support/arrears.ts";
import { charge, countedDays, refill, succeeded, tell } from "../support/deductions.ts";
import type { TwoPortals } from "../support/portals.ts";
import { type Random, seededRandom } from "../support/random.ts";
import type { TestApp } from "../support/test_app.ts";

const DAY_LIMIT = 5_000;
const CONTRACTS = 3;
const AT_ONCE = 3;

interface World {
  readonly portals: readonly [TestApp, TestApp];
  readonly random: Random;
  /** The latest few are charged; those before have ended. */
  readonly contracts: Contract[];
  /** Of contracts on which a failure was overruled: such money may pass over a day's limit. */
  readonly late: Set<string>;
  charges: number;
}

/** Days of charges, failures, retries, repayments, waivers and ends, several at once and in two processes. */
export async function randomArrears({ portals, clock }: TwoPortals, rounds: number): Promise<void> {
  const seed = Math.floor(Math.random() * 2 ** 31);
  console.info(`seed ${seed}`);
  const random = seededRandom(seed);
  const contracts: Contract[] = [];
  for (let made = 0; made < CONTRACTS; made++) contracts.push(await newContract(portals[0]));
  const world: World = { portals, random, contracts, late: new Set(), charges: 0 };
  for (let round = 0; round < rounds; round++) {
    await Promise.all(Array.from({ length: AT_ONCE }, () => random.pick(steps)(world)));
    if (random.below(3) === 0) clock.advance(hours(1 + random.below(30)));
  }
  await checked(world, `seed ${seed}`);
}

type Step = (world: World) => Promise<void>;

const steps: readonly Step[] = [
  charged,
  charged,
  told,
  told,
  told,
  told,
  retried,
  retried,
  retried,
  repaid,
  repaid,
  reported,
  reported,
  overruled,
  waived,
  suspended,
  ended,
];

function newContract(app: TestApp): Promise<Contract> {
  const limits = { perTransactionLimit: cny(3_000), perDayLimit: cny(DAY_LIMIT) };
  return owingContract(app, { ...limits, arrearRetryDays: [1, 2, 4] });
}

async function charged(world: World): Promise<void> {
  const { contractId } = recent(world);
  const no = `R-${++world.charges}`;
  await charge(portal(world), refill(contractId, no, 500 + world.random.below(2_500)));
}

/** A channel's answer about a charge without one, which may be an original or a retry. */
async function told(world: World): Promise<void> {
  const [deductionId] = await some(
    world,
    "deduction_id",
    `from deductions where state = 'processing'`,
  );
  const outcome = world.random.below(3) === 0 ? succeeded : poor;
  if (deductionId) await tell(portal(world), deductionId as DeductionId, outcome);
}

async function retried(world: World): Promise<void> {
  await Promise.all(world.portals.map(({ deps }) => retryArrears(deps)));
}

async function repaid(world: World): Promise<void> {
  const [arrearId] = await some(world, "arrear_id", "from arrears");
  const own = await owner(world, arrearId);
  if (!own) return;
  const { deps, api } = portal(world);
  const { consumerId } = own;
  const opened = await openRepayment(deps, { arrearId: arrearId as ArrearId, consumerId });
  if (!opened.ok) return;
  const outcome = world.random.pick(["succeeded", "unclear", "unclear", "failed"]);
  await api(`/v1/test_helpers/orders/${opened.value.orderId}/payment`, { body: { outcome } });
}

/** What became of an unclear payment, however late. */
async function reported(world: World): Promise<void> {
  const [paymentId] = await some(world, "payment_id", `from payments where state = 'processing'`);
  if (!paymentId) return;
  await recordOutcome(portal(world).deps, {
    channelOrderNo: channelOrderNo(paymentId as PaymentId),
    outcome: world.random.below(2) === 0 ? succeeded : poor,
    amount: undefined,
  });
}

/** A charge that had failed brought the money after all. */
async function overruled(world: World): Promise<void> {
  const [deductionId, contractId] = await some(
    world,
    "deduction_id || ' ' || contract_id",
    `from deductions where state = 'failed'`,
  );
  if (!deductionId || world.random.below(3) > 0) return;
  world.late.add(contractId ?? "");
  await tell(portal(world), deductionId as DeductionId, succeeded);
}

async function waived(world: World): Promise<void> {
  if (world.random.below(3) > 0) return;
  const [arrearId] = await some(world, "arrear_id", `from arrears where state = 'owed'`);
  if (arrearId) await portal(world).api(`/v1/arrears/${arrearId}/waiver`, { body: {} });
}

async function suspended(world: World): Promise<void> {
  const { contractId } = recent(world);
  const reason = world.random.below(2) === 0 ? "投诉处理中" : undefined;
  await suspendContract(portal(world).deps, { contractId, reason });
}

async function ended(world: World): Promise<void> {
  if (world.random.below(12) > 0) return;
  const { contractId } = recent(world);
  await portal(world).api(`/v1/contracts/${contractId}/termination`, { body: {} });
  world.contracts.push(await newContract(world.portals[0]));
}

function recent({ random, contracts }: World): Contract {
  return random.pick(contracts.slice(-CONTRACTS));
}

function portal({ portals, random }: World): TestApp {
  return random.pick(portals);
}

async function owner({ contracts, portals }: World, arrearId: string | undefined) {
  if (arrearId === undefined) return undefined;
  const { contract_id } = await (await portals[0].api(`/v1/arrears/${arrearId}`)).json();
  return contracts.find(({ contractId }) => contractId === contract_id);
}

/** Of one of these rows, the words of this column. */
async function some(
  { portals: [{ deps }], random }: World,
  column: string,
  from: string,
): Promise<readonly string[]> {
  const [rows] = await deps.load({
    statement: { sql: `select ${column} as found ${from}`, args: [] },
    read: (found) => found.map((row) => String(row["found"])),
  });
  return rows.length === 0 ? [] : random.pick(rows).split(" ");
}

/** Of each debt: what came for it, less what is on its way back, is its amount once it is settled, and else nothing. */
async function checked({ portals: [app], contracts, late }: World, seed: string): Promise<void> {
  let debts = 0;
  for (const { contractId } of contracts) {
    const arrears = await every(app, `/v1/arrears?contract_id=${contractId}`);
    const deductions = await every(app, `/v1/deductions?contract_id=${contractId}`);
    const refunds = await every(app, "/v1/refunds?");
    const orders = await every(app, "/v1/orders?");
    for (const { arrear_id, deduction_id, state, amount } of arrears) {
      debts++;
      const came = deductions.filter((each) =>
        each.state === "succeeded" &&
        (each.arrear_id === arrear_id || each.deduction_id === deduction_id)
      );
      const paid = orders.filter((each) => each.state === "paid" && each.arrear_id === arrear_id);
      const ids = came.map((each) => each.deduction_id);
      const back = refunds.filter((each) => ids.includes(each.deduction_id));
      const kept = sum(came) + sum(paid) - sum(back);
      expect([arrear_id, kept], seed).toEqual([arrear_id, state === "settled" ? amount : 0]);
      const open = orders.filter((each) => each.state === "open" && each.arrear_id === arrear_id);
      expect(state === "owed" ? 0 : open.length, seed).toBe(0);
    }
    for (const { spent, counted } of await countedDays(app, contractId)) {
      expect(spent, seed).toBe(counted);
      if (!late.has(contractId)) expect(spent, seed).toBeLessThanOrEqual(DAY_LIMIT);
    }
  }
  expect(debts, seed).toBeGreaterThan(0);
}

interface Listed {
  readonly state: string;
  readonly amount: number;
  readonly arrear_id: string;
  readonly deduction_id: string;
}

async function every(app: TestApp, path: string): Promise<readonly Listed[]> {
  const found: Listed[] = [];
  for (let next: string | null = ""; next !== null;) {
    const cursor: string = next === "" ? "" : `&before=${next}`;
    const page = await (await app.api(`${path}&limit=100${cursor}`)).json();
    found.push(...page.data);
    next = page.next;
  }
  return found;
}

function sum(items: readonly Pick<Listed, "amount">[]): number {
  return items.reduce((total, { amount }) => total + amount, 0);
}
