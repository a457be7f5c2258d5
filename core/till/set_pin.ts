import type { Deps } from "../deps.ts";
import type { ScreenId } from "../id.ts";
import type { StaffCaller } from "../merchant/caller.ts";
import { rejected, type Result } from "../result.ts";
import type { Screen } from "../screen/screen.ts";
import type { ScreenNotFound } from "../screen/unpair_screen.ts";
import { changeTill } from "./change_till.ts";
import { isGuessable, readPin } from "../text/typed_pin.ts";
import { digestPin } from "./pin.ts";

export type SetPinRefusal =
  | ScreenNotFound
  | { readonly code: "pin_malformed" | "pin_guessable" };

/** Sets the PIN of a screen's till, or replaces it: where the till is unlocked, it locks. */
export async function setPin(
  deps: Deps,
  { caller, screenId, typed }: {
    readonly caller: StaffCaller;
    readonly screenId: ScreenId;
    readonly typed: string;
  },
): Promise<Result<Screen, SetPinRefusal>> {
  const pin = readPin(typed);
  if (pin === undefined) return rejected({ code: "pin_malformed" });
  if (isGuessable(pin)) return rejected({ code: "pin_guessable" });
  const digest = await digestPin(deps.vault, screenId, pin);
  const setAt = deps.now();
  return await changeTill(deps, { caller, screenId, type: "till.pin_set" }, (screen) => ({
    ...screen,
    pin: { digest, setAt },
  }));
}
