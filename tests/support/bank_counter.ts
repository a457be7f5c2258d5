import type {
  DeductAtChannel,
  SignAtChannel,
  UnsignAtChannel,
} from "../../core/channel/contract_channel.ts";
import { type BankDeps, hasBank } from "../../sandbox/bank/write_at_bank.ts";
import { channelOrderNo, type ContractId } from "../../core/id.ts";
import { cny } from "../../core/money.ts";
import type { TestApp } from "./test_app.ts";
import { type Told, toldBy } from "./told_by_bank.ts";

/** The contract side of the sandbox bank as the portal talks to it, with everything it tells in `told`. */
export function bankCounter(app: TestApp) {
  const channel = app.deps.channels.sandbox;
  const contracts = channel?.contracts;
  if (!channel || !contracts) throw new Error("The sandbox has no contracts");
  const { http } = app.deps;
  const told: Told[] = [];

  const signOf = (name: string, title = "茶位月付"): SignAtChannel => ({
    signingId: "sgn_01KAF0ZV9Q3W5X7Y9Z1B3D5F7H",
    contractId: idOf(name),
    merchantNo: app.merchant.merchant.merchantNo,
    payee: app.merchant.merchant.name,
    title,
    channelUserId: "person_a",
    cardToken: "sbxcard_a_debit",
    perTransactionLimit: cny(10_000),
    perDayLimit: cny(50_000),
    noticeUrl: "http://portal.test/notify/sandbox",
  });
  const deductOf = (name: string, contract: UnsignAtChannel): DeductAtChannel => ({
    channelOrderNo: channelOrderNo(`ded_01KAF0ZV9Q3W5X7YDD${name.padStart(8, "0")}`),
    channelContractNo: contract.channelContractNo,
    merchantNo: app.merchant.merchant.merchantNo,
    payee: app.merchant.merchant.name,
    amount: cny(1_000),
    subject: "茶位",
    sentAt: app.clock.now(),
    noticeUrl: "http://portal.test/notify/sandbox",
  });
  const sign = async (command: SignAtChannel) =>
    await contracts.readSign(await http(await contracts.sign(command)));

  return {
    told,
    /** A deployment with the bank, with this test in the portal's place. */
    bank: bankOf({ ...app.deps, http: toldBy(channel, told, () => 200) }),
    signOf,
    deductOf,
    sign,
    signed: async (command: SignAtChannel): Promise<UnsignAtChannel> => {
      const outcome = await sign(command);
      if (outcome.type !== "signed") throw new Error(`Not signed: ${outcome.type}`);
      return { contractId: command.contractId, channelContractNo: outcome.channelContractNo };
    },
    identify: async (code: string) =>
      await contracts.readIdentity(await http(await contracts.identify(code))),
    querySign: async (contractId: ContractId) =>
      await contracts.readSign(await http(await contracts.querySign(contractId))),
    unsign: async (command: UnsignAtChannel) =>
      await contracts.readUnsign(await http(await contracts.unsign(command))),
    queryUnsign: async (command: UnsignAtChannel) =>
      await contracts.readUnsign(await http(await contracts.queryUnsign(command))),
    deduct: async (command: DeductAtChannel) =>
      await contracts.readDeduct(await http(await contracts.deduct(command))),
    queryDeduction: async (command: DeductAtChannel) =>
      await contracts.readDeduct(await http(await contracts.queryDeduction(command))),
  };
}

export type BankCounter = ReturnType<typeof bankCounter>;

/** A contract's id with `name` (upper case, no I, L, O, U) at its end. */
export function idOf(name: string): ContractId {
  return `ctr_01KAF0ZV9Q3W5X7Y9Z${name.padStart(8, "0")}`;
}

function bankOf(deps: TestApp["deps"]): BankDeps {
  if (!hasBank(deps)) throw new Error("There is no sandbox");
  return deps;
}
