import { byTill } from "../actor.ts";
import { conflictOf } from "../conflict.ts";
import type { Deps } from "../deps.ts";
import { merchantNow } from "../merchant/merchant.ts";
import type { OpenTill, Shift } from "./till.ts";

/** Begins a shift, if none is open. Pressed twice, it begins one. */
export async function beginShift(deps: Deps, till: OpenTill): Promise<void> {
  if (till.shift) return;
  const { screen: { screenId }, merchant } = till;
  const beganAt = merchantNow(merchant, deps.now());
  const shift: Shift = { shiftId: deps.newId("shf"), screenId, beganAt, endedAt: undefined };
  await turn(deps, till, { type: "till.shift_began", shift });
}

/**
 * Ends the shift that is open and returns it. What is paid from then on belongs to the next one: shifts that follow each
 * other count each sale once.
 */
export async function endShift(deps: Deps, till: OpenTill): Promise<Shift | undefined> {
  if (!till.shift) return undefined;
  const endedAt = merchantNow(till.merchant, deps.now());
  const shift = { ...till.shift, endedAt };
  await turn(deps, till, { type: "till.shift_ended", shift });
  return shift;
}

/** Whoever pressed at the same time was first, or has locked the till: then their press counts. */
async function turn(
  deps: Deps,
  { screen, merchant, sessionId }: OpenTill,
  event: { readonly type: "till.shift_began" | "till.shift_ended"; readonly shift: Shift },
): Promise<void> {
  await conflictOf(deps.commit([{
    ...event,
    screen: { ...screen, version: screen.version + 1 },
    eventId: deps.newId("evt"),
    at: merchantNow(merchant, deps.now()),
    by: byTill(screen.screenId, sessionId),
  }]));
}
