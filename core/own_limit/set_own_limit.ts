import { byConsumer } from "../actor.ts";
import { isProven } from "../consumer/lost_phone.ts";
import { retryOnConflict } from "../conflict.ts";
import type { Contract } from "../contract/contract.ts";
import type { Deps } from "../deps.ts";
import { AMOUNT_FEN_MAX, type Money } from "../money.ts";
import { ok, rejected, type Result } from "../result.ts";
import type { ConsumerHere } from "../session/consumer_of_session.ts";
import { type Bounds, type LimitedThing, noBounds, raises, sameBounds } from "./own_limit.ts";

export interface SetOwnLimit {
  readonly here: Pick<ConsumerHere, "consumer" | "session">;
  readonly about: LimitedThing;
  readonly wanted: Bounds;
}

export type SetOwnLimitRefusal =
  /** Or another person's, or one that has ended. */
  | { readonly code: "contract_not_found" }
  | { readonly code: "amount_out_of_range"; readonly of: keyof Bounds }
  /** Of the contract. */
  | { readonly code: "above_contract"; readonly of: keyof Bounds }
  /** Only a lower limit is set without showing again who is there. */
  | { readonly code: "session_not_fresh" };

/** Sets a person's own lower limit, or takes it away. It holds from the commit on. */
export async function setOwnLimit(
  deps: Deps,
  { here, about, wanted }: SetOwnLimit,
): Promise<Result<Bounds, SetOwnLimitRefusal>> {
  const { consumerId } = here.consumer;
  return await retryOnConflict(async () => {
    const now = deps.now();
    const [existing, found] = await deps.load(
      deps.ownLimits.of(consumerId, about),
      ...(isContract(about) ? [deps.contracts.byId(about, now)] : []),
    );
    const contract = found?.contract;
    if (isContract(about) && !(contract?.consumerId === consumerId && isRunning(contract))) {
      return rejected({ code: "contract_not_found" });
    }
    const flaw = flawIn(wanted, contract);
    if (flaw) return rejected(flaw);
    const before = existing ?? noBounds;
    if (sameBounds(before, wanted)) return ok(wanted);
    if (raises(before, wanted) && !isProven(here, now)) {
      return rejected({ code: "session_not_fresh" });
    }
    const version = (existing?.version ?? 0) + 1;
    const ownLimit = { ...wanted, consumerId, about, changedAt: now, version };
    const eventId = deps.newId("evt");
    const by = byConsumer(consumerId);
    const payee = found?.owner.name ?? "";
    await deps.commit([{
      type: "own_limit.changed",
      ownLimit,
      before,
      payee,
      eventId,
      at: now,
      by,
    }]);
    deps.nudge("tell_consumers");
    return ok(wanted);
  });
}

function isContract(about: LimitedThing): about is Exclude<LimitedThing, "charges" | "payments"> {
  return about !== "charges" && about !== "payments";
}

function isRunning({ state }: Contract): boolean {
  return state === "active" || state === "suspended";
}

function flawIn(wanted: Bounds, contract: Contract | undefined): SetOwnLimitRefusal | undefined {
  const bounds = [
    ["perTransaction", contract?.perTransactionLimit],
    ["perDay", contract?.perDayLimit],
  ] as const;
  for (const [of, agreed] of bounds) {
    const amount: Money | undefined = wanted[of];
    if (amount === undefined) continue;
    if (amount.fen < 1 || amount.fen > AMOUNT_FEN_MAX) {
      return { code: "amount_out_of_range", of };
    }
    if (agreed && amount.fen > agreed.fen) return { code: "above_contract", of };
  }
  return undefined;
}
