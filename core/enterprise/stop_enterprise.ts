import type { Actor } from "../actor.ts";
import { retryOnConflict } from "../conflict.ts";
import type { Deps } from "../deps.ts";
import type { DomainEvent } from "../event.ts";
import type { EnterpriseId } from "../id.ts";
import { type Merchant, merchantNow } from "../merchant/merchant.ts";
import { advance, type MerchantAdvance } from "../merchant/standing.ts";
import { ok, rejected, type Result } from "../result.ts";
import type { Enterprise } from "./enterprise.ts";

export interface StopEnterprise {
  readonly enterpriseId: EnterpriseId;
  readonly reason: string;
  readonly by: Actor;
}

export type StopEnterpriseRefusal =
  | { readonly code: "enterprise_not_found"; readonly enterprise_id: string }
  | { readonly code: "enterprise_too_large"; readonly max: number };

/** As many numbers as one unit suspends. */
const STOPPED_MAX = 500;

/**
 * Suspends every active number of an enterprise in one write. Until it is resumed as a whole, none of them is resumed by
 * itself and no new one is opened. Stopping what is stopped changes nothing.
 */
export function stopEnterprise(
  deps: Deps,
  { enterpriseId, reason, by }: StopEnterprise,
): Promise<Result<Enterprise, StopEnterpriseRefusal>> {
  return retryOnConflict(async () => {
    const [enterprise, active] = await deps.load(
      deps.enterprises.byId(enterpriseId),
      deps.enterprises.activeNumbers(enterpriseId, STOPPED_MAX + 1),
    );
    if (!enterprise) return notFound(enterpriseId);
    if (enterprise.stop) return ok(enterprise);
    if (active.length > STOPPED_MAX) {
      return rejected({ code: "enterprise_too_large", max: STOPPED_MAX });
    }
    const at = deps.now();
    const merchantNos = active.map((each) => each.merchantNo);
    const version = enterprise.version + 1;
    const stopped: Enterprise = { ...enterprise, version, stop: { at, reason, merchantNos } };
    const suspensions = active.flatMap((merchant) =>
      step(merchant, { type: "suspended", at: merchantNow(merchant, at), reason }, (moved) => ({
        type: "merchant.suspended",
        merchant: moved,
        eventId: deps.newId("evt"),
        at: merchantNow(merchant, at),
        by,
      }))
    );
    const eventId = deps.newId("evt");
    const type = "enterprise.stopped";
    await deps.commit([{ type, enterprise: stopped, eventId, at, by }, ...suspensions]);
    return ok(stopped);
  });
}

/** Undoes a stop: what it suspended is active again, what had been suspended before stays so. */
export function resumeEnterprise(
  deps: Deps,
  { enterpriseId, reason, by }: StopEnterprise,
): Promise<Result<Enterprise, StopEnterpriseRefusal>> {
  return retryOnConflict(async () => {
    const [enterprise] = await deps.load(deps.enterprises.byId(enterpriseId));
    if (!enterprise) return notFound(enterpriseId);
    const { stop } = enterprise;
    if (!stop) return ok(enterprise);
    const found = await deps.load(...stop.merchantNos.map((each) => deps.merchants.byNo(each)));
    const at = deps.now();
    const resumptions = found.flatMap((merchant) =>
      merchant === undefined ? [] : step(merchant, { type: "resumed" }, (moved) => ({
        type: "merchant.resumed",
        merchant: moved,
        why: reason,
        eventId: deps.newId("evt"),
        at: merchantNow(merchant, at),
        by,
      }))
    );
    const resumed: Enterprise = { ...enterprise, version: enterprise.version + 1, stop: undefined };
    const eventId = deps.newId("evt");
    const type = "enterprise.resumed";
    await deps.commit([
      { type, enterprise: resumed, why: reason, eventId, at, by },
      ...resumptions,
    ]);
    return ok(resumed);
  });
}

/** Nothing for a number that has moved elsewhere, such as one that was closed meanwhile. */
function step(
  merchant: Merchant,
  signal: MerchantAdvance,
  event: (moved: Merchant) => DomainEvent,
): readonly DomainEvent[] {
  const moved = advance(merchant, signal);
  return moved.ok ? [event(moved.value)] : [];
}

function notFound(enterpriseId: string) {
  return rejected({ code: "enterprise_not_found", enterprise_id: enterpriseId } as const);
}
