import { conflictOf, retryOnConflict } from "../../core/conflict.ts";
import type { ContractId, MerchantNo } from "../../core/id.ts";
import {
  arriveContract,
  type BankContract,
  contractSubject,
  sameSigning,
  signAnswerOf,
  unsign,
  unsignAnswerOf,
} from "./bank_contract.ts";
import type {
  SignAnswer,
  SignRequest,
  UnsignAnswer,
  UnsignRequest,
} from "../../core/channel/sandbox/contract_messages.ts";
import { chargedToken } from "./charged_token.ts";
import { keepContracts } from "./keep_contracts.ts";
import { contractBehaviour } from "./magic_contracts.ts";
import type { BankDeps } from "./bank_deps.ts";
import { newTxnNo, turnAway } from "./write_at_bank.ts";

/**
 * A consumer's contract arrives. An id is signed once: repeated with the same content it is the same contract.
 * Undefined: the bank gives no usable answer.
 */
export async function acceptContract(
  deps: BankDeps,
  request: SignRequest,
): Promise<SignAnswer | undefined> {
  const find = deps.bank.contracts.byId(request.contract_id as ContractId);
  const [existing, clockOffset] = await deps.load(
    find,
    deps.bank.clockOf(request.merchant_no as MerchantNo),
  );
  if (existing) return answerAgain(existing, request);
  if (contractBehaviour(request.title).sign === "forgets") return undefined;

  const now = deps.now();
  const { user_id: personNo, card_token: token } = request;
  const { card } = await chargedToken(deps, { personNo, token });
  const step = arriveContract(request, { now, contractNo: newTxnNo(deps), clockOffset, card });
  if (await conflictOf(keepContracts(deps, [step], { now }))) {
    const [winner] = await deps.load(find);
    // No winner: it was queried before it arrived, and the bank has already said that it would refuse it.
    return winner ? answerAgain(winner, request) : { state: "refused", reason: "refused_by_bank" };
  }
  return step.answerLost ? undefined : signAnswerOf(step.contract);
}

/** Answers a query about a signing. Not found is final: if it still arrived, it would be refused. */
export function querySignAtBank(deps: BankDeps, contractId: ContractId): Promise<SignAnswer> {
  const find = deps.bank.contracts.byId(contractId);
  return retryOnConflict(async () => {
    const [contract] = await deps.load(find);
    if (contract) return signAnswerOf(contract);
    await turnAway(deps, contractSubject(contractId), find);
    return { state: "not_found" } as const;
  });
}

/**
 * The portal asks to end it: confirmed, refused or lost, depending on the plan's magic word; already ended counts as
 * confirmed.
 */
export function unsignAtBank(
  deps: BankDeps,
  request: UnsignRequest,
): Promise<UnsignAnswer | undefined> {
  const find = deps.bank.contracts.byId(request.contract_id as ContractId);
  return retryOnConflict(async () => {
    const [contract] = await deps.load(find);
    if (!contract || contract.contractNo !== request.contract_no) return { state: "not_found" };
    const now = deps.now();
    const step = unsign(contract, now);
    if (!step) return unsignAnswerOf(contract, now);
    await keepContracts(deps, [step], { now });
    if (step.answerLost) return undefined;
    if (step.what === "unsign_refused") return { state: "refused", reason: "refused_by_bank" };
    return unsignAnswerOf(step.contract, now);
  });
}

/** Whether it is still in force at the bank. */
export async function queryUnsignAtBank(
  deps: BankDeps,
  request: UnsignRequest,
): Promise<UnsignAnswer> {
  const [contract] = await deps.load(
    deps.bank.contracts.byId(request.contract_id as ContractId),
  );
  if (!contract || contract.contractNo !== request.contract_no) return { state: "not_found" };
  return unsignAnswerOf(contract, deps.now());
}

function answerAgain(contract: BankContract, request: SignRequest): SignAnswer | undefined {
  return sameSigning(contract, request) ? signAnswerOf(contract) : undefined;
}
