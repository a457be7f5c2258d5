import { byTill } from "../actor.ts";
import type { Way } from "../budget/budget.ts";
import { giveBack, spend, type TooMany } from "../budget/spend.ts";
import { retryOnConflict } from "../conflict.ts";
import type { Deps } from "../deps.ts";
import { merchantNow } from "../merchant/merchant.ts";
import { ok, rejected, type Result } from "../result.ts";
import { sameText } from "../same_text.ts";
import { digestTillToken } from "../screen/pair_screen.ts";
import type { Screen, TillPin } from "../screen/screen.ts";
import { digestToken, newToken } from "../staff/one_time_link.ts";
import { after } from "../time.ts";
import { readPin } from "../text/typed_pin.ts";
import { digestPin } from "./pin.ts";
import { TILL_SESSION_LIFE } from "./till.ts";

export type UnlockRefusal =
  /** This browser is no till, or its screen has no PIN. */
  | { readonly code: "till_not_there" }
  | { readonly code: "pin_malformed" }
  | { readonly code: "pin_wrong"; readonly left: number }
  | TooMany;

/**
 * Opens the shop assistant's side of a till in this browser, under a token it never had; wherever it was open before, it
 * is locked. A try is spent before the PIN is compared, and only by a browser that is the till: nobody else can use its
 * tries up. A new PIN has tries of its own.
 */
export async function unlockTill(
  deps: Deps,
  { tillToken, typed }: { readonly tillToken: string; readonly typed: string },
): Promise<Result<{ readonly sessionToken: string }, UnlockRefusal>> {
  const digest = await digestTillToken(tillToken);
  const [screen] = await deps.load(deps.screens.byTokenDigest(digest));
  if (screen?.state !== "paired" || !screen.pin) return rejected({ code: "till_not_there" });
  const pin = readPin(typed);
  if (pin === undefined) return rejected({ code: "pin_malformed" });
  const spent = await spend(deps, [triesOf(screen, screen.pin)]);
  if (!spent.ok) return spent;
  const typedDigest = await digestPin(deps.vault, screen.screenId, pin);
  const sessionToken = newToken(deps.random);
  const tokenDigest = await digestToken(sessionToken);
  const sessionId = deps.newId("ses");

  const unlocked = await retryOnConflict(async () => {
    const [now, merchant] = await deps.load(
      deps.screens.byTokenDigest(digest),
      deps.screens.merchant(digest),
    );
    if (now?.state !== "paired" || !now.pin || !merchant) {
      return rejected({ code: "till_not_there" });
    }
    if (!sameText(typedDigest, now.pin.digest)) {
      return rejected({ code: "pin_wrong", left: spent.value.left });
    }
    const { screenId } = now;
    const seenAt = deps.now();
    const expiresAt = after(seenAt, TILL_SESSION_LIFE);
    await deps.commit([{
      type: "till.unlocked",
      screen: { ...now, version: now.version + 1 },
      session: { sessionId, screenId, tokenDigest, seenAt, expiresAt },
      eventId: deps.newId("evt"),
      at: merchantNow(merchant, seenAt),
      by: byTill(screenId),
    }]);
    return ok({ sessionToken });
  });
  if (unlocked.ok) await giveBack(deps, spent.value);
  return unlocked;
}

function triesOf({ screenId }: Screen, { setAt }: TillPin): Way {
  const subject = `${screenId} ${setAt}`;
  return [{ budget: "till_pins", subject }, { budget: "till_pins_of_day", subject }];
}
