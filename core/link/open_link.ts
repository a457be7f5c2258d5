import { byCaller } from "../actor.ts";
import { retryOnConflict } from "../conflict.ts";
import type { Deps } from "../deps.ts";
import type { DomainEvent } from "../event.ts";
import type { EventId, LinkId } from "../id.ts";
import type { Caller, CallerRefusal } from "../merchant/caller.ts";
import {
  type Merchant,
  type MerchantNotActive,
  merchantNow,
  notActive,
  type Product,
} from "../merchant/merchant.ts";
import { dailyCaps, STATIC_TIER } from "../method/verification.ts";
import type { Money } from "../money.ts";
import { ok, rejected, type Result } from "../result.ts";
import type { Instant } from "../time.ts";
import type { Link } from "./link.ts";

export interface OpenLink {
  readonly caller: Caller;
  readonly subject: string;
  /** Undefined: the consumer enters it each time. */
  readonly amount: Money | undefined;
  /** Of a form, so that submitting it twice opens one link. */
  readonly linkId?: LinkId;
}

export type OpenLinkRefusal =
  | CallerRefusal
  | MerchantNotActive
  | { readonly code: "product_not_enabled"; readonly product: Product }
  | { readonly code: "amount_out_of_range"; readonly amount: number; readonly max: number };

/** A link with the merchant that its code and poster name. */
export interface LinkOfMerchant {
  readonly link: Link;
  readonly merchant: Merchant;
}

/**
 * Opens a link. A static code accepts at most ¥500 per account per day, so a fixed amount above that could never be
 * paid and is refused here.
 */
export function openLink(
  deps: Deps,
  command: OpenLink,
): Promise<Result<LinkOfMerchant, OpenLinkRefusal>> {
  return retryOnConflict(async () => {
    const { caller, linkId = deps.newId("lnk") } = command;
    const [merchant, known] = await deps.load(
      deps.merchants.calling(caller),
      deps.links.ownById(caller, linkId),
    );
    if (merchant && known) return ok({ link: known, merchant });
    const decision = decide(command, merchant, {
      linkId,
      eventId: deps.newId("evt"),
      now: deps.now(),
    });
    if (!decision.ok) return decision;
    await deps.commit([decision.value.event]);
    return decision;
  });
}

function decide(
  { caller, subject, amount }: OpenLink,
  merchant: Merchant | undefined,
  given: { readonly linkId: LinkId; readonly eventId: EventId; readonly now: Instant },
): Result<LinkOfMerchant & { readonly event: DomainEvent }, OpenLinkRefusal> {
  if (!merchant) return rejected({ code: "key_unknown" });
  if (!merchant.products.includes("static_code")) {
    return rejected({ code: "product_not_enabled", product: "static_code" });
  }
  const halted = notActive(merchant);
  if (halted) return rejected(halted);
  const max = dailyCaps[STATIC_TIER].fen;
  if (amount && (amount.fen <= 0 || amount.fen > max)) {
    return rejected({ code: "amount_out_of_range", amount: amount.fen, max });
  }

  const at = merchantNow(merchant, given.now);
  const link: Link = {
    linkId: given.linkId,
    merchantNo: merchant.merchantNo,
    subject,
    amount,
    state: "active",
    createdAt: at,
    version: 1,
  };
  const { eventId } = given;
  const by = byCaller(caller);
  return ok({ link, merchant, event: { type: "link.opened", link, eventId, at, by } });
}
