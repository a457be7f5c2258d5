import type { PaymentOutcome } from "../../core/channel/outcome.ts";
import { codeIn, messagesOf } from "../../sandbox/bank/inbox.ts";
import { persons } from "../../sandbox/bank/persons.ts";
import { sealIdentity } from "../../core/consumer/seal_person.ts";
import type { Contract } from "../../core/contract/contract.ts";
import type { ContractFacts } from "../../core/contract/contract_facts.ts";
import { recordDeductionOutcome } from "../../core/deduction/record_deduction_outcome.ts";
import { channelOrderNo, type ContractId, type DeductionId } from "../../core/id.ts";
import { allScopes } from "../../core/merchant/merchant_key.ts";
import type { Caller } from "../../core/merchant/caller.ts";
import { cny } from "../../core/money.ts";
import { signedContract } from "./contracts.ts";
import type { TestApp, TestMerchant } from "./test_app.ts";

/** The first of the sandbox's people: whose phone the messages go to. */
const person = persons[0]!;

type Given = Partial<ContractFacts> & {
  readonly merchant?: TestMerchant;
  readonly tellAfterCharge?: boolean;
};

/** An active contract that the sandbox bank has signed too, of a person with a phone. */
export async function chargeableContract(app: TestApp, given: Given = {}): Promise<Contract> {
  const { tellAfterCharge = false, ...facts } = given;
  const { deps } = app;
  const contractId = given.contractId ?? deps.newId("ctr");
  const consumerId = deps.newId("con");
  const sealed = await sealIdentity(deps.vault, consumerId, person);
  await deps.write({
    statements: [{
      sql: `insert into consumers (consumer_id, sealed_name, sealed_phone,
        sealed_id_number, phone_digest, id_number_digest, tell_after_charge, created_at, version)
        values (?, ?, ?, ?, ?, ?, ?, 0, 0)`,
      args: [
        consumerId,
        sealed.sealedName,
        sealed.sealedPhone,
        sealed.sealedIdNumber,
        sealed.phoneDigest,
        sealed.idNumberDigest,
        tellAfterCharge ? 1n : 0n,
      ],
    }],
  });
  const channelContractNo = await signAtBank(app, contractId, given.merchant ?? app.merchant);
  const contract = await signedContract(app, {
    ...facts,
    contractId,
    consumerId,
    channelContractNo,
  });
  await toldOfSigning(app, contractId);
  return contract;
}

/** The message that it was signed was handed over long ago. */
async function toldOfSigning(app: TestApp, contractId: ContractId): Promise<void> {
  await app.deps.write(app.deps.messages.markTold(`${contractId}-signed`, app.clock.now()));
}

export async function signAtBank(
  app: TestApp,
  contractId: ContractId,
  { merchant }: TestMerchant,
): Promise<string> {
  const contracts = app.deps.channels.sandbox?.contracts;
  const card = person.cards[0];
  if (!contracts || !card) throw new TypeError("Cannot sign: no sandbox");
  const request = await contracts.sign({
    signingId: app.deps.newId("sgn"),
    contractId,
    merchantNo: merchant.merchantNo,
    payee: merchant.name,
    planId: "pln_01KAF0ZV9Q3W5X7Y9Z1B3D5F7H",
    planVersion: 1,
    title: "会员续杯",
    channelUserId: person.personNo,
    cardToken: card.token,
    perTransactionLimit: cny(1_000_000),
    perDayLimit: cny(100_000_000),
    noticeUrl: "http://portal.test/notify/sandbox",
  });
  if (!request) throw new TypeError("Cannot sign: nothing to send");
  const signed = await contracts.readSign(await app.deps.http(request), contractId);
  if (signed.type !== "signed") throw new TypeError(`Cannot sign: ${signed.type}`);
  return signed.channelContractNo;
}

export interface Charge {
  readonly contract_id: string;
  readonly merchant_order_no: string;
  readonly amount: number;
  readonly subject?: string;
  readonly settle_merchant_no?: string;
}

export function charge(
  app: Pick<TestApp, "api">,
  given: Charge,
  merchant?: TestMerchant,
): Promise<Response> {
  const body = { subject: "续杯一次", ...given };
  return app.api("/v1/deductions", merchant ? { body, key: merchant.secretKey } : { body });
}

/** The merchant, calling the core without a request. */
export function signedBy({ merchant }: TestMerchant): Caller {
  return { type: "signed", merchantNo: merchant.merchantNo, kid: "k", jti: "j", scopes: allScopes };
}

/** What the database has counted for a contract, and the deductions that count, by day. */
export async function countedDays(app: TestApp, contractId: string): Promise<
  readonly { readonly day: string; readonly spent: number; readonly counted: number }[]
> {
  const [rows] = await app.deps.load({
    statement: {
      sql: `select day, spent, (select coalesce(sum(amount), 0) from deductions d
          where d.contract_id = c.contract_id and d.day = c.day and d.state <> 'failed') as counted
        from contract_days c where contract_id = ? order by day`,
      args: [contractId],
    },
    read: (found) =>
      found.map((row) => ({
        day: String(row["day"]),
        spent: Number(row["spent"]),
        counted: Number(row["counted"]),
      })),
  });
  return rows;
}

/** The facts of a charge: ten yuan under the number A-1 unless said otherwise. */
export function refill(contract_id: string, merchant_order_no = "A-1", amount = 1_000): Charge {
  return { contract_id, merchant_order_no, amount };
}

export const succeeded: PaymentOutcome = {
  type: "succeeded",
  channelTxnNo: "txn-1",
  cardType: undefined,
  cardLastFour: undefined,
};
export const failed: PaymentOutcome = { type: "failed", reason: "insufficient_funds" };
export const unclear: PaymentOutcome = { type: "unclear" };

/** A channel's report about a deduction reaches the portal. */
export async function tell(
  app: TestApp,
  deductionId: DeductionId,
  outcome: PaymentOutcome,
): Promise<void> {
  const no = channelOrderNo(deductionId);
  await recordDeductionOutcome(app.deps, { channelOrderNo: no, outcome, amount: undefined });
}

export async function readDeduction(app: TestApp, deductionId: string) {
  return await (await app.api(`/v1/deductions/${deductionId}`)).json();
}

/** What the consumer's phone was sent, newest first, without codes. */
export async function inbox(app: TestApp): Promise<readonly string[]> {
  const messages = await messagesOf(app.deps, person.phone, 20);
  return messages.map((each) => each.text).filter((each) => codeIn(each) === undefined);
}
