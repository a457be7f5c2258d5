import type {
  DeductAtChannel,
  SignAtChannel,
  UnsignAtChannel,
} from "../../core/channel/contract_channel.ts";
import type { HttpRequest } from "../../core/channel/http.ts";
import { channelOrderNo, type ContractId } from "../../core/id.ts";
import { cny } from "../../core/money.ts";
import type { TestApp } from "./test_app.ts";
import { type Told, toldBy } from "./told_by_bank.ts";

/** The contract side of the sandbox bank as the portal talks to it, with everything it tells in `told`. */
export function bankCounter(app: TestApp) {
  const channel = app.deps.channels.sandbox;
  const contracts = channel?.contracts;
  if (!channel || !contracts) throw new Error("The sandbox has no contracts");
  const http = async (request: HttpRequest | undefined) => {
    if (!request) throw new Error("Nothing was asked");
    return await app.deps.http(request);
  };
  const now = () => app.clock.now();
  const told: Told[] = [];

  const signOf = (name: string, title = "茶位月付"): SignAtChannel => ({
    signingId: "sgn_01KAF0ZV9Q3W5X7Y9Z1B3D5F7H",
    contractId: idOf(name),
    merchantNo: app.merchant.merchant.merchantNo,
    payee: app.merchant.merchant.name,
    planId: "pln_01KAF0ZV9Q3W5X7Y9Z1B3D5F7H",
    planVersion: 1,
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
    await contracts.readSign(await http(await contracts.sign(command)), command.contractId);

  return {
    told,
    /** Where the bank runs, with this test in the portal's place. */
    bank: { ...app.deps, http: toldBy(channel, told, () => 200) },
    signOf,
    deductOf,
    sign,
    signed: async (command: SignAtChannel): Promise<UnsignAtChannel> => {
      const outcome = await sign(command);
      if (outcome.type !== "signed") throw new Error(`Not signed: ${outcome.type}`);
      return { contractId: command.contractId, channelContractNo: outcome.channelContractNo };
    },
    identify: async (code: string) =>
      await contracts.readIdentity(
        await http(await contracts.identify(code, undefined)),
        undefined,
      ),
    querySign: async (contractId: ContractId) => {
      const command = { contractId, agreedAt: now(), at: now() };
      return await contracts.readQuerySign(await http(await contracts.querySign(command)), command);
    },
    unsign: async (command: UnsignAtChannel) =>
      await contracts.readUnsign(await http(await contracts.unsign(command))),
    queryUnsign: async (command: UnsignAtChannel) =>
      await contracts.readQueryUnsign(await http(await contracts.queryUnsign(command)), command),
    deduct: async (command: DeductAtChannel) =>
      await contracts.readDeduct(await http(await contracts.deduct(command)), {
        ...command,
        at: now(),
      }),
    queryDeduction: async (command: DeductAtChannel) => {
      const asked = { ...command, at: now() };
      return await contracts.readQueryDeduction(
        await http(await contracts.queryDeduction(asked)),
        asked,
      );
    },
  };
}

export type BankCounter = ReturnType<typeof bankCounter>;

/** A contract's id with `name` (upper case, no I, L, O, U) at its end. */
export function idOf(name: string): ContractId {
  return `ctr_01KAF0ZV9Q3W5X7Y9Z${name.padStart(8, "0")}`;
}
