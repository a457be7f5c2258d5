import type { Contract } from "../contract/contract.ts";
import type { Deps } from "../deps.ts";
import type { ConsumerHere } from "../session/consumer_of_session.ts";
import { type Bounds, type LimitedThing, noBounds } from "./own_limit.ts";

/** One thing that a person may limit, and what they set; of a contract with what it allows. */
export interface OwnLimitView {
  readonly about: LimitedThing;
  readonly bounds: Bounds;
  readonly contract: (Contract & { readonly payee: string }) | undefined;
}

/** What holds for everything that this person pays and is charged. */
export async function viewOwnLimits(
  deps: Deps,
  { consumer: { consumerId } }: Pick<ConsumerHere, "consumer">,
): Promise<readonly OwnLimitView[]> {
  const limits = await deps.load(
    deps.ownLimits.of(consumerId, "charges"),
    deps.ownLimits.of(consumerId, "payments"),
  );
  return (["charges", "payments"] as const).map((about, i) => ({
    about,
    bounds: limits[i] ?? noBounds,
    contract: undefined,
  }));
}

/** What they set for one contract; undefined where it is not theirs, or has ended. */
export async function viewOwnLimit(
  deps: Deps,
  { here: { consumer: { consumerId } }, contractId }: {
    readonly here: Pick<ConsumerHere, "consumer">;
    readonly contractId: Contract["contractId"];
  },
): Promise<OwnLimitView | undefined> {
  const [limit, found] = await deps.load(
    deps.ownLimits.of(consumerId, contractId),
    deps.contracts.byId(contractId, deps.now()),
  );
  if (found?.contract.consumerId !== consumerId) return undefined;
  const { contract, owner } = found;
  if (contract.state !== "active" && contract.state !== "suspended") return undefined;
  const payee = owner.name;
  return { about: contractId, bounds: limit ?? noBounds, contract: { ...contract, payee } };
}
