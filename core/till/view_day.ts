import type { Deps } from "../deps.ts";
import { merchantNow } from "../merchant/merchant.ts";
import {
  after,
  type BusinessDay,
  businessDay,
  days,
  type Instant,
  milliseconds,
  startOfBusinessDay,
} from "../time.ts";
import type { OpenTill, Sale, SalePlace, Shift, Span, Total } from "./till.ts";

const SALES_SHOWN = 20;
/** Times are whole milliseconds. */
const TICK = milliseconds(1);

/** What was paid, and what was refunded at the till. */
export interface Takings {
  readonly paid: Total;
  readonly refunded: Total;
}

/** A till's sales of today and what they come to, and the shift that is open. */
export interface TillDay extends Takings {
  readonly day: BusinessDay;
  /** The newest first. */
  readonly sales: readonly Sale[];
  /** Where the next page begins, if there is one. */
  readonly before: SalePlace | undefined;
  readonly shift: (Takings & { readonly shift: Shift }) | undefined;
  /** Changes whenever anything shown changes. */
  readonly mark: string;
}

/** One round trip. */
export async function viewDay(
  deps: Deps,
  { screen, merchant, shift }: OpenTill,
  before?: SalePlace,
): Promise<TillDay> {
  const now = merchantNow(merchant, deps.now());
  const day = businessDay(now);
  const today = spanOf(day);
  const inShift = shift && spanOfShift(shift, now);
  const { tills } = deps;
  const [found, paid, refunded, paidInShift, refundedInShift] = await deps.load(
    tills.sales(screen, { ...today, before, max: SALES_SHOWN + 1 }),
    tills.paid(screen, today),
    tills.refunded(screen.screenId, today),
    tills.paid(screen, inShift ?? today),
    tills.refunded(screen.screenId, inShift ?? today),
  );
  const sales = found.slice(0, SALES_SHOWN);
  const last = found.length > SALES_SHOWN ? sales.at(-1)?.order : undefined;
  return {
    day,
    sales,
    before: last && { paidAt: last.paidAt, orderId: last.orderId },
    paid,
    refunded,
    shift: shift && { shift, paid: paidInShift, refunded: refundedInShift },
    mark: markOf({ sales, paid, refunded, shift, day }),
  };
}

/** A shift, open or ended, and what it comes to now: counted from what happened, so it never depends on a page. */
export async function viewShift(
  deps: Deps,
  { screen, merchant }: Pick<OpenTill, "screen" | "merchant">,
  shift: Shift,
): Promise<Takings> {
  const span = spanOfShift(shift, merchantNow(merchant, deps.now()));
  const [paid, refunded] = await deps.load(
    deps.tills.paid(screen, span),
    deps.tills.refunded(screen.screenId, span),
  );
  return { paid, refunded };
}

export function spanOf(day: BusinessDay): Span {
  const from = startOfBusinessDay(day);
  return { from, to: after(from, days(1)) };
}

/** After the press that began it, up to the one that ended it: shifts that follow each other have no sale in common. */
function spanOfShift({ beganAt, endedAt }: Shift, now: Instant): Span {
  return { from: after(beganAt, TICK), to: after(endedAt ?? now, TICK) };
}

function markOf(
  { sales, paid, refunded, shift, day }:
    & Pick<TillDay, "sales" | "paid" | "refunded" | "day">
    & { readonly shift: Shift | undefined },
): string {
  const moved = sales.reduce(
    (sum, each) => sum + each.refunded.fen * 3 + each.refundable.fen,
    0,
  );
  return [day, paid.count, refunded.count, refunded.sum.fen, moved, shift?.shiftId ?? ""].join(".");
}
