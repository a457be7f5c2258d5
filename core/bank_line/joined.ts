import type { Actor } from "../actor.ts";
import type { Deps } from "../deps.ts";
import type { DomainEvent } from "../event.ts";
import type { PayoutId, ReceiptId } from "../id.ts";
import { type BankLine, spent } from "./bank_line.ts";

/** The bank's line is that receipt, or what came back of that payout: it is in suspense no more. Not committed. */
export function joined(
  deps: Pick<Deps, "newId" | "now">,
  { line, to, by }: {
    readonly line: BankLine;
    readonly to: { readonly receiptId: ReceiptId } | { readonly payoutId: PayoutId };
    readonly by: Actor;
  },
): DomainEvent {
  const whole = { ...spent(line, "allocated", line.amount), ...to };
  const eventId = deps.newId("evt");
  return { type: "bank_line.joined", line: whole, eventId, at: deps.now(), by };
}
