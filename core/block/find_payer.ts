import type { Consumer } from "../consumer/consumer.ts";
import { openIdentity } from "../consumer/seal_person.ts";
import type { Contract } from "../contract/contract.ts";
import type { Deps } from "../deps.ts";
import { type ConsumerId, parseId } from "../id.ts";
import type { BlockKind, BlockTarget } from "./block.ts";
import { readTarget } from "./read_target.ts";

/** What can be put on the list of whoever pays behind a record: a phone, an ID number, a card; masked. */
export interface PayerBehind {
  readonly targets: readonly BlockTarget[];
  /** Those that are on the list already. */
  readonly listed: readonly BlockKind[];
}

/**
 * Who pays behind a consumer, contract, deduction or signing, if we know; undefined for any other record. What the channel
 * did not tell is left out.
 */
export async function findPayer(deps: Deps, subjectId: string): Promise<PayerBehind | undefined> {
  const found = await behind(deps, subjectId);
  if (!found) return undefined;
  const { consumer, contract } = found;
  const { phone, idNumber } = await openIdentity(deps.vault, consumer);
  const read = await Promise.all([
    readTarget(deps.vault, "id_number", idNumber),
    readTarget(deps.vault, "phone", phone),
    contract && contract.cardToken !== ""
      ? readTarget(deps.vault, "card", contract.cardToken)
      : undefined,
  ]);
  const targets = read.flatMap((target) => target ?? []).map((target) =>
    // Of a card the channel's label says more than the end of its token.
    target.kind === "card" && contract ? { ...target, masked: contract.cardLabel } : target
  );
  const [inForce] = await deps.load(deps.blocks.inForce(targets.map(({ digest }) => digest)));
  return { targets, listed: inForce.map(({ kind }) => kind) };
}

interface Behind {
  readonly consumer: Consumer;
  readonly contract: Contract | undefined;
}

async function behind(deps: Deps, subjectId: string): Promise<Behind | undefined> {
  const contract = await contractOf(deps, subjectId);
  const consumerId = contract?.consumerId ?? await consumerOf(deps, subjectId);
  const [known] = consumerId ? await deps.load(deps.consumers.byId(consumerId)) : [undefined];
  return known && { consumer: known.consumer, contract };
}

async function contractOf(deps: Deps, subjectId: string): Promise<Contract | undefined> {
  const deductionId = parseId("ded", subjectId);
  const [deduction] = deductionId
    ? await deps.load(deps.deductions.byId(deductionId))
    : [undefined];
  const contractId = deduction?.contractId ?? parseId("ctr", subjectId);
  const [found] = contractId
    ? await deps.load(deps.contracts.byId(contractId, deps.now()))
    : [undefined];
  return found?.contract;
}

async function consumerOf(deps: Deps, subjectId: string): Promise<ConsumerId | undefined> {
  const signingId = parseId("sgn", subjectId);
  if (!signingId) return parseId("con", subjectId);
  const [signing] = await deps.load(deps.signings.byId(signingId));
  return signing && "consumerId" in signing ? signing.consumerId : undefined;
}
